import type { Binding, Bindings } from './bindings.ts';
import { typeFits } from './likeness.ts';
import type { Next, Part, Search } from './search.ts';
import type { Shape } from './shapes/shape.ts';

export function bind(search: Search, name: string, shape: Shape, bindings: Bindings, next: Next): void {
  const type = search.pattern.types.get(name);
  if (type !== undefined && !hasType(search, shape, type)) return;
  put(search, name, placeOf(shape), bindings, next);
}

export function bindRange(
  search: Search,
  name: string,
  shapes: readonly Part[],
  from: number,
  to: number,
  bindings: Bindings,
  next: Next,
): void {
  const first = shapes[from];
  const last = shapes[to - 1];
  if (from >= to || !first || !last) return put(search, name, { start: 0, end: 0, node: 0 }, bindings, next);
  put(search, name, { start: first.start, end: last.end, node: first.node }, bindings, next);
}

export function put(search: Search, name: string, binding: Binding, bindings: Bindings, next: Next): void {
  if (name === '_') return next(bindings);
  const before = bindings.get(name);
  if (before) {
    if (search.target.areSame(before, binding)) next(bindings);
    return;
  }
  next(new Map(bindings).set(name, binding));
}

function hasType(search: Search, shape: Shape, type: string): boolean {
  if (type.startsWith('$')) return true;
  if (shape.kind === 'string' || shape.kind === 'template') return typeFits('string', type, search.target.names);
  if (shape.kind === 'number') return typeFits(/^\d+$/.test(shape.text) ? 'int' : 'float', type, search.target.names);
  if (shape.kind === 'literal')
    return /^(true|false)$/.test(shape.text) && typeFits('boolean', type, search.target.names);
  if (shape.kind === 'new' && shape.parts[0])
    return typeFits(search.target.textOf(shape.parts[0]), type, search.target.names);
  const actual = search.target.names.typeOf(search.target.textOf(shape), shape.start);
  if (actual !== undefined) return typeFits(actual, type, search.target.names);
  const value = shape.kind === 'id' ? search.target.constants.of(shape) : undefined;
  return (
    value !== undefined &&
    typeFits(
      'type' in value ? value.type : typeof value.value === 'number' ? 'int' : typeof value.value,
      type,
      search.target.names,
    )
  );
}

export function placeOf({ start, end, node }: Shape): Binding {
  return { start, end, node };
}
