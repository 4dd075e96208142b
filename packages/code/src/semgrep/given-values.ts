import type { Shape } from './shapes/shape.ts';

/** A value that a name is given, and the block in which that is so. */
export interface Given {
  readonly end: number;
  readonly value: Shape | null;
  readonly from: number;
  readonly to: number;
}

/** Values that are given to names, by name, in the order of the text. */
export function assignmentsIn(shapes: readonly Shape[]): Map<string, Given[]> {
  const found = new Map<string, Given[]>();
  const add = (name: string, end: number, value: Shape | null, { start: from, end: to }: Shape) =>
    found.set(name, [...(found.get(name) ?? []), { end, value, from, to }]);
  for (const shape of shapes) {
    if (shape.kind === 'function' || shape.kind === 'lambda')
      for (const param of shape.parts[shape.kind === 'function' ? 1 : 0]?.parts ?? [])
        if (param?.parts[0]?.kind === 'id') add(param.parts[0].text, param.end, null, shape);
    if (shape.kind !== 'block') continue;
    for (const one of shape.parts) {
      const [left, right] =
        one?.kind === 'var' ? [one.parts[0], one.parts[2]] : one?.kind === 'assign' ? one.parts : [];
      if (one && left?.kind === 'id' && right) add(left.text, one.end, right, shape);
    }
  }
  for (const list of found.values()) list.sort((a, b) => a.end - b.end);
  return found;
}
