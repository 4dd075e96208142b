import type { Shape } from './shapes/shape.ts';

/** A shape and all inside it, outer ones first; not what functions in it do. */
export function* insideOf(shape: Shape, intoFunctions = false): Generator<Shape> {
  yield shape;
  for (const part of shape.parts)
    if (part && (intoFunctions || shape.kind !== 'lambda' || part.kind !== 'block'))
      yield* insideOf(part, intoFunctions);
}
