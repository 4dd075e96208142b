import type { Instruction, IrFunction, Module } from '../ir/ir.ts';
import type { ModuleValues } from './module-values.ts';

const longest = 5;

/**
 * How a function of a file is come to inside it: its callers, the outermost first, then itself. The code outside all
 * functions is nobody's caller to tell of.
 */
export function callChains(module: Module, values: ModuleValues): (fn: IrFunction) => string[] {
  const callers = new Map<number, number>();
  const byName = new Map(module.functions.map((fn) => [`${fn.className || module.name}.${fn.name}`, fn.index]));
  for (const fn of module.functions)
    for (const { instructions } of fn.blocks)
      for (const one of instructions) {
        const callee = calleeOf(fn, one);
        if (callee !== undefined && callee !== fn.index && !callers.has(callee)) callers.set(callee, fn.index);
      }
  return (fn) => {
    const chain: string[] = [];
    const seen = new Set<number>();
    for (let at: number | undefined = fn.index; at !== undefined && !seen.has(at) && chain.length < longest;) {
      seen.add(at);
      const one: IrFunction = module.functions[at]!;
      if (at > 0) chain.unshift(one.name);
      // A function without a name runs where it stands.
      at = callers.get(at) ?? (one.name === '<anonymous>' && one.parent > 0 ? one.parent : undefined);
    }
    return chain;
  };

  function calleeOf(fn: IrFunction, one: Instruction): number | undefined {
    if (one.op === 'callNamed') return byName.get(one.name);
    if (one.op === 'invoke' && one.a === fn.self && fn.className !== '')
      return byName.get(`${fn.className}.${one.name}`);
    if (one.op !== 'call') return undefined;
    const held = values.of(fn, one.a);
    return held && 'local' in held ? held.local : undefined;
  }
}
