import type { Instruction, IrFunction, Module, Register } from '../ir/ir.ts';
import { none, type Node } from '../syntax/syntax-tree.ts';
import { importedModules } from './imported-modules.ts';
import { callChains } from './call-chains.ts';
import { ModuleValues, splitQualified } from './module-values.ts';
import type { CallUse, ImportUse } from './use.ts';

/** What one file does with modules that somebody wants to know of. */
export interface FileUses {
  imports: ImportUse[];
  calls: CallUse[];
  escapes: ImportUse[];
  /** Imports whose name is only known when they run. */
  computed: number;
}

/**
 * @param keyOf the package a module belongs to; undefined for one that nobody asks about
 */
export function usesIn(module: Module, isTest: boolean, keyOf: (module: string) => string | undefined): FileUses {
  const uses: FileUses = { imports: [], calls: [], escapes: [], computed: 0 };
  const { tree, path } = module;
  for (const { name, node, isOpen } of importedModules(module)) {
    const key = keyOf(name);
    if (key === undefined) continue;
    const use = { key, module: name, path, line: lineOf(node), isTest };
    uses.imports.push(use);
    if (isOpen) uses.escapes.push(use);
  }
  const values = new ModuleValues(module);
  const chainOf = callChains(module, values);
  for (const fn of module.functions)
    for (const { instructions, end } of fn.blocks) {
      for (const one of instructions) {
        if (isComputedImport(fn, one)) uses.computed += 1;
        const called = calledBy(fn, one);
        if (called) addCall(called.module, called.member, fn, one.node);
        for (const register of handedOn(one)) handOn(fn, register, one.node);
      }
      if (end.kind === 'return') handOn(fn, end.value, end.node);
    }
  return uses;

  function lineOf(node: Node): number {
    return node === none ? 1 : tree.lineOf(node);
  }

  function addCall(name: string, member: string, fn: IrFunction, node: Node): void {
    const key = keyOf(name);
    if (key !== undefined)
      uses.calls.push({ key, module: name, member, path, line: lineOf(node), isTest, within: chainOf(fn) });
  }

  /** A function that is handed on may be called; a module that is handed on may be anything. */
  function handOn(fn: IrFunction, register: Register, node: Node): void {
    const held = values.of(fn, register);
    if (!held || !('module' in held)) return;
    const isResult = held.path.some((part) => part.endsWith('()'));
    const key = isResult ? undefined : keyOf(held.module);
    if (key === undefined) return;
    if (held.path.length > 0) addCall(held.module, held.path.join('.'), fn, node);
    else uses.escapes.push({ key, module: held.module, path, line: lineOf(node), isTest });
  }

  function calledBy(fn: IrFunction, one: Instruction): { module: string; member: string } | undefined {
    if (one.op === 'callNamed') return splitQualified(one.name);
    if (one.op === 'new' && one.name !== '') return { module: one.name, member: '<init>' };
    if (one.op !== 'invoke' && one.op !== 'call' && one.op !== 'new') return undefined;
    const held = values.of(fn, one.a);
    if (!held || !('module' in held)) return undefined;
    const path = one.op === 'invoke' ? [...held.path, one.name] : held.path;
    return { module: held.module, member: path.join('.') || 'default' };
  }
}

/** Registers whose value goes where it is not followed. */
function handedOn({ op, args, b }: Instruction): readonly Register[] {
  switch (op) {
    case 'call':
    case 'callNamed':
    case 'invoke':
    case 'new':
    case 'object':
    case 'array':
    case 'storeIndex':
      return args;
    case 'store':
    case 'storeDeref':
      return [b];
    default:
      return [];
  }
}

const importers = new Set(['require', 'import', '__import__', 'importlib.import_module', 'java.lang.Class.forName']);

/** `require(name)`: what has a constant name was lowered to an import. */
function isComputedImport(fn: IrFunction, { op, name, args }: Instruction): boolean {
  if (op !== 'callNamed' || !importers.has(name)) return false;
  return !fn.blocks.some(({ instructions }) =>
    instructions.some((one) => one.op === 'constant' && one.dst === args[0]),
  );
}
