import { bind } from './bind.ts';
import { usualOptions, type Bindings, type Match, type MatchOptions } from './bindings.ts';
import { insideOf } from './inside.ts';
import { kindsFor } from './likeness.ts';
import { matchImport } from './match-imports.ts';
import { matchLiteral } from './match-literals.ts';
import { matchNode } from './match-nodes.ts';
import { findSequences, matchBlock } from './match-statements.ts';
import type { Pattern } from './pattern.ts';
import type { Next, Place, Search } from './search.ts';
import { isScript } from './shapes/kinds.ts';
import { isExpression, type Shape } from './shapes/shape.ts';
import type { Target } from './target.ts';

/** Steps one pattern may cost on one file; past it nothing more is found, and the target says so. */
const mostSteps = 2_000_000;
/** Ways one pattern may match in one file. */
const mostMatches = 5000;

/** All places a pattern matches, from the start of the text on, once for each way its metavariables may be bound. */
export function matchPattern(
  pattern: Pattern,
  target: Target,
  within: Place = { start: 0, end: target.tree.text.length },
  options: MatchOptions = usualOptions,
): Match[] {
  return new Matcher(pattern, target, options).all(within);
}

class Matcher implements Search {
  readonly pattern: Pattern;
  readonly target: Target;
  readonly options: MatchOptions;
  #steps = 0;

  constructor(pattern: Pattern, target: Target, options: MatchOptions) {
    this.pattern = pattern;
    this.target = target;
    this.options = options;
  }

  get isSpent(): boolean {
    return this.#steps > mostSteps;
  }

  all(within: Place): Match[] {
    const { roots } = this.pattern;
    const found: Match[] = [];
    const seen = new Set<string>();
    const add = (start: number, end: number, bindings: Bindings, bare?: Place) => {
      const key = `${start}:${end}:${[...bindings].map(([name, one]) => `${name}=${one.start}-${one.end}`).join()}`;
      if (seen.has(key)) return;
      if (found.length >= mostMatches) {
        this.target.cut = `a pattern matches in more than ${mostMatches} ways; the first are kept`;
        return;
      }
      seen.add(key);
      found.push(bare ? { start, end, bindings, bare } : { start, end, bindings });
    };
    const isIn = ({ start, end }: Place) => start >= within.start && end <= within.end;
    const [root] = roots;
    if (root === undefined) return found;
    if (roots.length === 1) {
      for (const shape of this.#candidates(root))
        if (isIn(shape))
          this.match(root, shape, new Map(), (bindings) => {
            const { start, end } = this.#withBrackets(shape);
            const bare = start === shape.start ? undefined : { start: shape.start, end: shape.end };
            add(start, end, bindings, bare);
          });
    } else
      for (const block of this.target.shapesOf('block')) {
        if (block.end < within.start || block.start > within.end) continue;
        findSequences(
          this,
          roots,
          block.parts.filter((one) => one !== null),
          isIn,
          add,
        );
      }
    if (this.isSpent) this.target.cut = 'a pattern has too much to try; what it had found by then is kept';
    return found;
  }

  /** In JavaScript and Python brackets around an expression are part of it. */
  #withBrackets(shape: Shape): Place {
    const { tree } = this.target;
    const { language } = tree.grammar;
    const around = tree.parent(shape.node);
    if ((language !== 'python' && !isScript(language)) || !tree.is(around, 'parenthesized_expression')) return shape;
    return { start: tree.start[around]!, end: tree.end[around]! };
  }

  #candidates(root: Shape): readonly Shape[] {
    const { shapes } = this.target;
    if (/^(metavar|dots|deep)$/.test(root.kind)) return shapes.filter(isExpression);
    if (root.kind === 'return') return [...this.target.shapesOf('return'), ...this.target.impliedReturns];
    // A block in braces, not what happens to be a list of statements.
    if (root.kind === 'block')
      return this.target.shapesOf('block').filter((one) => this.target.tree.text[one.start] === '{');
    const kinds = kindsFor(root, this.options);
    return kinds === null ? shapes : kinds.flatMap((kind) => this.target.shapesOf(kind));
  }

  match(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    this.#steps += 1;
    if (this.isSpent) return;
    switch (pattern.kind) {
      case 'metavar':
        if (/^(keyword|import|case|text|interpolation|wildcard)$/.test(shape.kind) || isSlice(shape)) return;
        return bind(this, pattern.text, shape, bindings, next);
      case 'dots':
        return isSlice(shape) ? undefined : next(bindings);
      case 'deep':
        if (shape.kind === 'keyword') return;
        return this.#deep(pattern.parts[0]!, shape, bindings, next);
      case 'string':
      case 'number':
      case 'literal':
      case 'template':
        return matchLiteral(this, pattern, shape, bindings, next);
      case 'block':
        return matchBlock(this, pattern, shape, bindings, next);
      case 'import':
        return matchImport(this, pattern, shape, bindings, next);
      default:
        matchNode(this, pattern, shape, bindings, next);
        if (this.options.values && shape.kind === 'id') {
          const value = this.target.constants.shapeOf(shape, this.target.shapes);
          if (value) this.match(pattern, value, bindings, next);
        }
    }
  }

  #deep(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    for (const inner of insideOf(shape, this.target.tree.grammar.language === 'python'))
      this.match(pattern, inner, bindings, next);
  }
}

/** `a[1:2]` has no key, nor has `a[1:2, b]`. */
function isSlice({ kind, parts }: Shape): boolean {
  return kind === 'slice' || (kind === 'tuple' && parts.some((one) => one?.kind === 'slice'));
}
