import type { Module } from './ir.ts';
import { packBodies } from './pack-bodies.ts';
import { PackedFunction } from './packed-function.ts';

/**
 * The same module with the bodies of its functions as numbers: a fifth of the memory, and nothing in it for the
 * collector to follow. Bodies come back when somebody looks at them, and go again; so instructions must not be known by
 * their identity.
 */
export function packModule(module: Module): Module {
  const bodies = packBodies(module.functions);
  return {
    ...module,
    functions: module.functions.map((fn, at) => new PackedFunction(fn, bodies, bodies.starts[at]!)),
  };
}
