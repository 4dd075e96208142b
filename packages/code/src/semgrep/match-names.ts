import { placeOf, put } from './bind.ts';
import type { Bindings } from './bindings.ts';
import type { Next, Part, Search } from './search.ts';
import { pathOf, type Shape } from './shapes/shape.ts';

/** `a.b.c` by what the names were imported as. */
export function isPath(search: Search, pattern: Shape, shape: Shape): boolean {
  if (shape.kind !== 'id' && shape.kind !== 'member') return false;
  const wanted = pathOf(pattern);
  if (wanted === '') return false;
  const actual = pathOf(shape);
  if (actual === '') return false;
  if (wanted === actual && wanted.includes('.')) return true;
  const resolved = search.target.names.resolve(actual);
  if (resolved === actual) return search.target.names.mayBe(actual, wanted);
  if (resolved === wanted || resolved.replaceAll('/', '.') === wanted) return true;
  const { language } = search.target.tree.grammar;
  if (language === 'go') return resolved.endsWith(`/${wanted}`);
  return language === 'java' && resolved.endsWith(`.${wanted}`) && wanted.includes('.');
}

/** `$X.call` is `call` where it was imported from somewhere. */
export function matchImportedMember(
  search: Search,
  pattern: Shape,
  shape: Shape,
  bindings: Bindings,
  next: Next,
): void {
  const [object, name] = pattern.parts;
  if (shape.kind !== 'id' || object?.kind !== 'metavar' || search.target.tree.grammar.language === 'go') return;
  const resolved = search.target.names.resolve(shape.text);
  const dot = resolved.lastIndexOf('.');
  if (dot <= 0 || resolved === shape.text) return;
  const own = resolved.slice(dot + 1);
  const bound = (found: Bindings) =>
    put(search, object.text, { ...placeOf(shape), value: resolved.slice(0, dot) }, found, next);
  if (name?.kind === 'metavar') put(search, name.text, { ...placeOf(shape), value: own }, bindings, bound);
  else if (name?.text === own) bound(bindings);
}

/** A chain of calls and members, of any length, that begins with the pattern. */
export function matchChain(search: Search, base: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  for (let at: Part = shape; at; at = beforeIn(at)) search.match(base, at, bindings, next);
}

/** What stands before the last call or member of a chain. */
function beforeIn(shape: Shape): Part {
  if (/^(call|member|index|optional)$/.test(shape.kind)) return shape.parts[0] ?? null;
  return /call|navigation|member|field_expression|invocation/.test(shape.kind) ? (shape.parts[0] ?? null) : null;
}
