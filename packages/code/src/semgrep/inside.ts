import type { Shape } from './shapes/shape.ts';

/** A shape and all inside it, outer ones first; not names of members, nor, Python apart, what functions in it do. */
export function* insideOf(shape: Shape, isPython = false): Generator<Shape> {
  yield shape;
  const isNamed = shape.kind === 'keyword' || (shape.kind === 'pair' && !isPython);
  for (const part of shape.parts) {
    if (!part || (isNamed && part === shape.parts[0] && part.kind === 'id')) continue;
    if (isPython || shape.kind !== 'lambda' || part.kind !== 'block') yield* insideOf(part, isPython);
  }
}
