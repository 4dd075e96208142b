import { bind, bindRange } from './bind.ts';
import type { Bindings } from './bindings.ts';
import { insideOf } from './inside.ts';
import { matchList, takeRange } from './match-lists.ts';
import { known, type Next, type NextAt, type Place, type Search } from './search.ts';
import type { Shape } from './shapes/shape.ts';

/** Statements in a row, anywhere in a block. */
export function findSequences(
  search: Search,
  roots: readonly Shape[],
  statements: readonly Shape[],
  isIn: (place: Place) => boolean,
  add: (start: number, end: number, bindings: Bindings) => void,
): void {
  const isOpenStart = roots[0]!.kind === 'dots';
  const isOpenEnd = roots.length > 1 && roots.at(-1)!.kind === 'dots';
  const patterns = isOpenEnd ? roots.slice(0, -1) : roots;
  for (let from = 0; from < statements.length; from += 1) {
    if (!isIn(statements[from]!)) continue;
    if (isOpenStart && from > 0) break;
    if (search.isSpent) return;
    if (!isOpenStart && !begins(search, roots[0]!, statements[from]!)) continue;
    const { start, end } = statements[from]!;
    const left = statements.slice(from);
    matchStatements(search, patterns, left, new Map(), true, (bindings, last) => {
      const reached = Math.max(last, end);
      add(start, reached, bindings);
      if (isOpenEnd) for (const more of endsBehind(left, reached)) add(start, more, bindings);
    });
  }
}

/** Where an ellipsis at the end may end: at each of a few statements, at the last of many. */
function endsBehind(statements: readonly Shape[], reached: number): number[] {
  const ends = statements.map((one) => one.end).filter((end) => end > reached);
  return ends.length > mostEnds ? ends.slice(-1) : ends;
}

const mostEnds = 12;

/** Is it worth to look at what follows? */
function begins(search: Search, first: Shape, statement: Shape): boolean {
  let isFound = first.kind === 'metaseq';
  if (!isFound) matchStatement(search, first, statement, new Map(), () => (isFound = true));
  return isFound;
}

/** `{ ... }` is any body, `$BODY` the whole of one. */
export function matchBlock(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  const parts = known(pattern.parts);
  if (shape.kind !== 'block') return;
  const [only] = parts;
  if (parts.length === 1 && only!.kind === 'metavar' && shape.parts.length > 0) {
    // In braces it is one statement.
    if (shape.parts.length > 1 && pattern.start !== only!.start) return;
    if (shape.parts.length > 1)
      return bindRange(search, only!.text, shape.parts, 0, shape.parts.length, bindings, next);
    return bind(search, only!.text, shape.parts[0]!, bindings, next);
  }
  if (parts.length === 1 && only!.kind === 'dots') return next(bindings);
  const isMarkup = search.target.tree.kindOf(shape.node).startsWith('jsx');
  if (isMarkup) return matchList(search, parts, shape.parts, bindings, false, (found) => next(found));
  // Where there is an ellipsis, more may follow.
  const isOpen = parts.some((one) => one.kind === 'dots');
  matchStatements(search, parts, known(shape.parts), bindings, isOpen, (found) => next(found));
}

/** Statements one after another; behind an ellipsis they may stand deeper. `next` gets the end of the last one. */
export function matchStatements(
  search: Search,
  patterns: readonly Shape[],
  shapes: readonly Shape[],
  bindings: Bindings,
  isOpen: boolean,
  next: NextAt,
): void {
  const through = (list: readonly Shape[], isWhole: (from: number) => boolean) => {
    const walk = (at: number, from: number, found: Bindings): void => {
      if (search.isSpent) return;
      const pattern = patterns[at];
      if (pattern === undefined) {
        if (isOpen || isWhole(from)) next(found, from === 0 ? (list[0]?.start ?? 0) : list[from - 1]!.end);
        return;
      }
      if (pattern.kind === 'dots' || pattern.kind === 'metaseq') {
        if (at === patterns.length - 1) return takeRest(search, pattern, list, from, found, next);
        for (let to = from; to < list.length; to += 1)
          takeRange(search, pattern, list, from, to, found, (more) => walk(at + 1, to, more));
        return;
      }
      const shape = list[from];
      if (shape !== undefined) matchStatement(search, pattern, shape, found, (more) => walk(at + 1, from + 1, more));
    };
    walk(0, 0, bindings);
  };
  through(shapes, (from) => from === shapes.length);
  if (!patterns.some((one) => one.kind === 'dots')) return;
  const deeper = flattened(shapes);
  if (deeper.length > shapes.length) through(deeper, (from) => from === deeper.length);
}

/** An ellipsis at the end takes all that is left. */
function takeRest(
  search: Search,
  pattern: Shape,
  list: readonly Shape[],
  from: number,
  bindings: Bindings,
  next: NextAt,
): void {
  const end = Math.max(0, ...list.map((one) => one.end));
  takeRange(search, pattern, list, from, list.length, bindings, (found) => next(found, end));
}

/** `f();` is also in `x = f();` and `return f();`; so are other expressions, those that are places apart. */
function matchStatement(search: Search, pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
  let isFound = false;
  search.match(pattern, shape, bindings, (found) => {
    isFound = true;
    next(found);
  });
  if (isFound || !searched.test(pattern.kind)) return;
  if (
    !/^(call|return|assign|var|await|augmented|unary|binary|throw_statement|raise_statement|lambda|member)$/.test(
      shape.kind,
    )
  )
    return;
  for (const inner of insideOf(shape)) if (inner !== shape) search.match(pattern, inner, bindings, next);
}

/** Statements with those inside them, in the order of the text. */
function flattened(shapes: readonly Shape[]): Shape[] {
  const found: Shape[] = [];
  const visit = (shape: Shape): void => {
    if (found.length >= 2000) return;
    found.push(shape);
    inner(shape);
  };
  const inner = (shape: Shape): void => {
    // What an `if` begins with is a statement.
    if (shape.kind === 'if' && shape.parts[3]) visit(shape.parts[3]);
    for (const part of shape.parts)
      if (part?.kind === 'block') known(part.parts).forEach(visit);
      else if (part) inner(part);
  };
  shapes.forEach(visit);
  return found;
}

const searched = /^(call|new|member|await|string|number|template|array|object|binary|unary|index)$/;
