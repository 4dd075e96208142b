import { bindRange } from './bind.ts';
import type { Bindings } from './bindings.ts';
import { optionalParts } from './likeness.ts';
import { known, type Next, type NextAt, type Part, type Search } from './search.ts';
import { isScript } from './shapes/kinds.ts';
import type { Shape } from './shapes/shape.ts';

/** One list against another, ellipses taking any number. Keyword arguments are found by their names. */
export function matchList(
  search: Search,
  patterns: readonly Part[],
  shapes: readonly Part[],
  bindings: Bindings,
  isOpen: boolean,
  next: NextAt,
): void {
  const walk = (at: number, left: readonly Part[], found: Bindings): void => {
    if (search.isSpent) return;
    if (at === patterns.length) {
      if (isOpen || left.length === 0) next(found, shapes.length - left.length);
      return;
    }
    const pattern = patterns[at] ?? null;
    if (pattern?.kind === 'dots' || pattern?.kind === 'metaseq') {
      const first = at === patterns.length - 1 ? left.length : 0;
      for (let to = first; to <= left.length; to += 1)
        takeRange(search, pattern, left, 0, to, found, (more) => walk(at + 1, left.slice(to), more));
      return;
    }
    if (pattern?.kind === 'keyword' && pattern.parts[0]?.kind === 'id') {
      const name = pattern.parts[0].text;
      const place = left.findIndex((one) => one?.kind === 'keyword' && one.parts[0]?.text === name);
      if (place >= 0)
        matchSlots(search, pattern, left[place]!, found, (more) => walk(at + 1, left.toSpliced(place, 1), more));
      return;
    }
    const [shape, ...rest] = left;
    if (shape === undefined) return;
    if (pattern === null || shape === null) return pattern === shape ? walk(at + 1, rest, found) : undefined;
    search.match(pattern, shape, found, (more) => walk(at + 1, rest, more));
  };
  walk(0, shapes, bindings);
}

export function takeRange(
  search: Search,
  pattern: Shape,
  list: readonly Part[],
  from: number,
  to: number,
  bindings: Bindings,
  next: Next,
): void {
  if (pattern.kind === 'dots') return next(bindings);
  bindRange(search, pattern.text, list, from, to, bindings, next);
}

/** Every part of the pattern is one of those there are, in any order. */
export function matchSome(
  search: Search,
  patterns: readonly Shape[],
  shapes: readonly Shape[],
  bindings: Bindings,
  next: Next,
): void {
  const [first, ...rest] = patterns;
  if (first === undefined) return next(bindings);
  if (first.kind === 'dots') return matchSome(search, rest, shapes, bindings, next);
  shapes.forEach((one, at) =>
    search.match(first, one, bindings, (found) => matchSome(search, rest, shapes.toSpliced(at, 1), found, next)),
  );
}

/** The pattern's are among those there are. */
export function matchAttributes(
  search: Search,
  patterns: readonly Shape[],
  shapes: readonly Shape[],
  bindings: Bindings,
  next: Next,
): void {
  const [first, ...rest] = patterns;
  if (first === undefined) return next(bindings);
  for (const one of shapes)
    search.match(first, one, bindings, (found) => matchAttributes(search, rest, shapes, found, next));
}

/** Parts in fixed places. */
export function matchSlots(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const optional = optionalParts[pattern.kind] ?? [];
  const walk = (at: number, found: Bindings): void => {
    if (at >= Math.max(pattern.parts.length, shape.parts.length)) return next(found);
    const part = pattern.parts[at];
    // `<$T>...</$T>` may be empty.
    const isOpen = part?.parts.every((one) => one?.kind === 'dots');
    if (pattern.kind === 'jsx' && at === 2 && isOpen && !shape.parts[at]) return walk(at + 1, found);
    matchSlot(search, pattern.parts[at] ?? null, shape.parts[at] ?? null, optional.includes(at), found, (more) =>
      walk(at + 1, more),
    );
  };
  walk(0, bindings);
}

export function matchSlot(
  search: Search,
  pattern: Part,
  shape: Part,
  isOptional: boolean,
  bindings: Bindings,
  next: Next,
): void {
  if (pattern === null) return isOptional || shape === null ? next(bindings) : undefined;
  if (shape !== null) return search.match(pattern, shape, bindings, next);
  // `class A(...)` has perhaps no bases, `return ...` no value.
  const isNothing =
    (pattern.kind === 'dots' && isOptional) ||
    (/^(args|supers|params)$/.test(pattern.kind) && known(pattern.parts).every((one) => one.kind === 'dots'));
  if (isNothing) next(bindings);
}

/** Pairs: their order says nothing. In JavaScript a pattern names some of them. */
export function matchObject(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const parts = known(pattern.parts);
  const { language } = search.target.tree.grammar;
  const isSome = isScript(language) || parts.some((one) => one.kind === 'dots');
  const isSpread = (one: Part) => one?.kind === 'spread';
  if (language === 'python' && parts.some((one) => one.kind === 'pair'))
    if (shape.parts.some(isSpread) && !parts.some(isSpread)) return;
  if (!isSome && parts.every((one) => one.kind !== 'pair'))
    return matchList(search, parts, shape.parts, bindings, false, (found) => next(found));
  if (!isSome && parts.length !== shape.parts.length) return;
  const sequences = parts.filter((one) => one.kind === 'metaseq');
  matchSome(
    search,
    parts.filter((one) => one.kind !== 'metaseq'),
    known(shape.parts),
    bindings,
    (found) =>
      sequences.length === 1
        ? bindRange(search, sequences[0]!.text, shape.parts, 0, shape.parts.length, found, next)
        : next(found),
  );
}

export function matchBinary(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  if (pattern.text !== shape.text) return;
  const isAnyOrder =
    (search.options.bitsInAnyOrder && /^[|&^]$/.test(pattern.text)) ||
    (search.options.anyOrder && /^(and|or|&&|\|\|)$/.test(pattern.text));
  if (isAnyOrder) {
    const wanted = operandsOf(pattern, pattern.text);
    const given = operandsOf(shape, shape.text);
    if (wanted.length > given.length) return;
    return matchSome(search, wanted, given, bindings, next);
  }
  if (/^(&&|\|\|)$/.test(pattern.text) && operandsOf(pattern, pattern.text).some((one) => one.kind === 'dots')) {
    const given = operandsOf(shape, shape.text);
    return matchList(search, operandsOf(pattern, pattern.text), given, bindings, false, (found) => next(found));
  }
  const [first, last, ...more] = pattern.parts;
  if (search.options.equalsInAnyOrder && /^[!=]==?$/.test(pattern.text) && first && last)
    matchList(search, [last, first], shape.parts, bindings, false, (found) => next(found));
  // In Python several are one: all but the last are what stands before it.
  if (first?.kind === 'metavar' && last && more.length === 0 && shape.parts.length > 2)
    return bindRange(search, first.text, shape.parts, 0, shape.parts.length - 1, bindings, (found) =>
      search.match(last, shape.parts.at(-1)!, found, next),
    );
  return matchList(search, pattern.parts, shape.parts, bindings, false, (found) => next(found));
}

function operandsOf(shape: Shape, sign: string): Shape[] {
  return known(shape.parts).flatMap((one) =>
    one.kind === 'binary' && one.text === sign ? operandsOf(one, sign) : [one],
  );
}
