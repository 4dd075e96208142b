import type { ProgramModule } from './program.ts';
import { unknown, type Value } from './value.ts';
import type { World } from './world.ts';

const most = 2000;

/**
 * The functions a user of a package gets at through what a module exports, whatever made it: objects put together by
 * other functions, results of factories, classes. Known once the module's own code has run.
 */
export function exportedFunctions(world: World, module: ProgramModule): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<number>();
  const environment = world.environmentOf(module);
  const open: Value[] = [];
  for (const target of module.module.exports.values())
    if ('register' in target) open.push(environment.values[target.register] ?? unknown);
  while (open.length > 0 && found.size < most) {
    const value = open.pop()!;
    for (const id of value.functions) found.add(id);
    for (const { path } of value.apis)
      for (const methods of world.program.classNamed(path)?.cls.methods.values() ?? [])
        for (const index of methods) found.add(world.program.classNamed(path)!.module.firstFunction + index);
    for (const id of value.objects) {
      if (seen.has(id)) continue;
      seen.add(id);
      const object = world.shared.get(id);
      open.push(...(object?.fields.values() ?? []));
      if (object?.rest) open.push(object.rest);
    }
  }
  return found;
}
