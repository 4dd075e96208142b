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
  if (object?.kind !== 'metavar') return matchImportedPath(search, pattern, shape, bindings, next);
  if (shape.kind !== 'id' || search.target.tree.grammar.language === 'go') return;
  const resolved = search.target.names.resolve(shape.text);
  const dot = resolved.lastIndexOf('.');
  if (dot <= 0 || resolved === shape.text) return;
  const own = resolved.slice(dot + 1);
  const bound = (found: Bindings) =>
    put(search, object.text, { ...placeOf(shape), value: resolved.slice(0, dot) }, found, next);
  if (name?.kind === 'metavar') put(search, name.text, { ...placeOf(shape), value: own }, bindings, bound);
  else if (name?.text === own) bound(bindings);
}

/** `a.$X.b` is whatever was imported as that, step by step. */
function matchImportedPath(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const steps = openStepsOf(pattern);
  if (steps.length === 0) return;
  const actual = pathOf(shape);
  const resolved = actual === '' ? '' : search.target.names.resolve(actual);
  const names = resolved.split('.');
  if (resolved === actual || names.length !== steps.length) return;
  const walk = (at: number, found: Bindings): void => {
    const step = steps[at];
    if (step === undefined) return next(found);
    if (step.kind === 'metavar')
      return put(search, step.text, { ...placeOf(shape), value: names[at]! }, found, (more) => walk(at + 1, more));
    if (step.text === names[at]) walk(at + 1, found);
  };
  walk(0, bindings);
}

/** The steps of a pattern that begins with a name and has metavariables behind it; kept, as every shape is held against it. */
function openStepsOf(pattern: Shape): Shape[] {
  let steps = openSteps.get(pattern);
  if (!steps) {
    const all = stepsOf(pattern);
    steps = all[0]?.kind === 'id' && all.some((one) => one.kind === 'metavar') ? all : [];
    openSteps.set(pattern, steps);
  }
  return steps;
}

const openSteps = new WeakMap<Shape, Shape[]>();

/** The names of `a.b.c`, metavariables among them; none for anything else. */
function stepsOf(shape: Shape): Shape[] {
  if (shape.kind === 'id' || shape.kind === 'metavar') return [shape];
  const [object, name] = shape.kind === 'member' ? shape.parts : [];
  const before = object ? stepsOf(object) : [];
  return before.length > 0 && (name?.kind === 'id' || name?.kind === 'metavar') ? [...before, name] : [];
}

/** A chain of calls and members, of any length, that begins with the pattern. */
export function matchChain(search: Search, base: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  for (let at: Part = shape; at; at = beforeIn(at)) search.match(base, at, bindings, next);
}

/** What stands before the last member of a chain, called or not. */
function beforeIn(shape: Shape): Part {
  const [first = null] = shape.parts;
  if (shape.kind === 'member') return first;
  if (shape.kind === 'call') return first?.kind === 'member' ? (first.parts[0] ?? null) : null;
  return /call|navigation|member|field_expression|invocation/.test(shape.kind) ? (shape.parts[0] ?? null) : null;
}
