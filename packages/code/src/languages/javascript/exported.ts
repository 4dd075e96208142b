import type { Instruction, Module, Register } from '../../ir/ir.ts';

/** Marks the functions a user of the package can call: exported ones, methods of exported classes and objects. */
export function markExported(module: Module): void {
  const top = module.functions[0]!;
  const writes = new Map<Register, Instruction[]>();
  const stores = new Map<Register, Instruction[]>();
  const add = (map: Map<Register, Instruction[]>, register: Register, one: Instruction) => {
    const known = map.get(register);
    if (known) known.push(one);
    else map.set(register, [one]);
  };
  for (const block of top.blocks)
    for (const one of block.instructions) {
      if (one.dst >= 0) add(writes, one.dst, one);
      if (one.op === 'store') add(stores, one.a, one);
    }
  const seen = new Set<Register>();
  const open: Register[] = [];
  for (const target of module.exports.values()) if ('register' in target) open.push(target.register);
  const exportFunction = (index: number) => {
    const fn = module.functions[index]!;
    if (fn.isExported) return;
    fn.isExported = true;
    if (fn.className) exportClass(fn.className);
    // What an old-style constructor makes has the methods of its prototype.
    else exportClass(`${module.path}#${fn.name}`);
  };
  // Getters and setters are called as well, though nobody calls them by name.
  const exportClass = (name: string) => {
    const cls = module.classes.find((one) => one.name === name);
    for (const methods of cls?.methods.values() ?? [])
      for (const index of methods) module.functions[index]!.isExported = true;
    for (const fn of module.functions) if (fn.className === name) fn.isExported = true;
  };
  while (open.length > 0) {
    const register = open.pop()!;
    if (register < 0 || seen.has(register)) continue;
    seen.add(register);
    for (const one of stores.get(register) ?? []) open.push(one.b);
    for (const one of writes.get(register) ?? []) {
      if (one.op === 'copy') open.push(one.a);
      else if (one.op === 'function') exportFunction(one.a);
      else if (one.op === 'class') exportClass(one.name);
      else if (one.op === 'object') open.push(...one.args);
      else if (one.op === 'load')
        for (const { name, b } of stores.get(one.a) ?? []) if (name === one.name) open.push(b);
    }
  }
}
