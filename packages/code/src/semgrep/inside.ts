import type { Shape } from './shapes/shape.ts';

/** A shape and all inside it, outer ones first; not names of members, nor, Python apart, what functions in it do. */
export function* insideOf(shape: Shape, isPython = false): Generator<Shape> {
  yield shape;
  const isNamed = shape.kind === 'keyword' || (shape.kind === 'pair' && !isPython);
  for (const [at, part] of shape.parts.entries()) {
    if (!part || (isNamed && at === 0 && part.kind === 'id')) continue;
    if (isPython || shape.kind !== 'lambda' || part.kind !== 'block') yield* insideOf(part, isPython);
  }
}
