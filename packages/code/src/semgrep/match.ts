import { matchesOf } from '../edge/users-expressions.ts';
import { usualOptions, type Binding, type Bindings, type Match, type MatchOptions } from './bindings.ts';
import type { Known } from './constants.ts';
import { combinations, isResult, kindsFor, optionalParts, typeFits } from './likeness.ts';
import type { Pattern } from './pattern.ts';
import { isScript, textIn } from './shapes/kinds.ts';
import { isExpression, pathOf, type Shape } from './shapes/shape.ts';
import type { Target } from './target.ts';
import { ellipsis, variable } from './placeholders.ts';

/** Steps one pattern may cost on one file; past it nothing more is found, and the target says so. */
const mostSteps = 2_000_000;
/** Ways one pattern may match in one file. */
const mostMatches = 5000;

interface Place {
  readonly start: number;
  readonly end: number;
}

type Next = (bindings: Bindings) => void;
type NextAt = (bindings: Bindings, count: number) => void;
type Part = Shape | null;

/** All places a pattern matches, from the start of the text on, once for each way its metavariables may be bound. */
export function matchPattern(
  pattern: Pattern,
  target: Target,
  within: Place = { start: 0, end: target.tree.text.length },
  options: MatchOptions = usualOptions,
): Match[] {
  return new Matcher(pattern, target, options).all(within);
}

/**
 * One pattern on one file. Every way to match is tried: whoever asks hands over what is to be done with each, so that a
 * later part can say no to what an earlier one chose.
 */
class Matcher {
  readonly #pattern: Pattern;
  readonly #target: Target;
  readonly #options: MatchOptions;
  #steps = 0;

  constructor(pattern: Pattern, target: Target, options: MatchOptions) {
    this.#pattern = pattern;
    this.#target = target;
    this.#options = options;
  }

  all(within: Place): Match[] {
    const { roots } = this.#pattern;
    const found: Match[] = [];
    const seen = new Set<string>();
    const add = (start: number, end: number, bindings: Bindings, bare?: Place) => {
      const key = `${start}:${end}:${[...bindings].map(([name, one]) => `${name}=${one.start}-${one.end}`).join()}`;
      if (seen.has(key)) return;
      if (found.length >= mostMatches) {
        this.#target.cut = `a pattern matches in more than ${mostMatches} ways; the first are kept`;
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
        if (isIn(shape)) {
          const { start, end } = this.#withBrackets(shape);
          const bare = start === shape.start ? undefined : { start: shape.start, end: shape.end };
          this.#match(root, shape, new Map(), (bindings) => add(start, end, bindings, bare));
        }
    } else
      for (const block of this.#target.shapesOf('block')) {
        if (block.end < within.start || block.start > within.end) continue;
        this.#sequences(
          roots,
          block.parts.filter((one) => one !== null),
          isIn,
          add,
        );
      }
    if (this.#steps > mostSteps) this.#target.cut = 'a pattern has too much to try; what it had found by then is kept';
    return found;
  }

  /** In JavaScript and Python brackets around an expression are part of it. */
  #withBrackets(shape: Shape): Place {
    const { tree } = this.#target;
    const { language } = tree.grammar;
    const around = tree.parent(shape.node);
    if ((language !== 'python' && !isScript(language)) || !tree.is(around, 'parenthesized_expression')) return shape;
    return { start: tree.start[around]!, end: tree.end[around]! };
  }

  #candidates(root: Shape): readonly Shape[] {
    const { shapes } = this.#target;
    if (/^(metavar|dots|deep)$/.test(root.kind)) return shapes.filter(isExpression);
    if (root.kind === 'return') return [...this.#target.shapesOf('return'), ...this.#target.impliedReturns];
    // A block in braces, not what happens to be a list of statements.
    if (root.kind === 'block')
      return this.#target.shapesOf('block').filter((one) => this.#target.tree.text[one.start] === '{');
    const kinds = kindsFor(root, this.#options);
    return kinds === null ? shapes : kinds.flatMap((kind) => this.#target.shapesOf(kind));
  }

  /** Statements in a row, anywhere in a block. */
  #sequences(
    roots: readonly Shape[],
    statements: readonly Shape[],
    isIn: (place: Place) => boolean,
    add: (start: number, end: number, bindings: Bindings) => void,
  ): void {
    const isOpenStart = roots[0]!.kind === 'dots';
    for (let from = 0; from < statements.length; from += 1) {
      if (!isIn(statements[from]!)) continue;
      if (isOpenStart && from > 0) break;
      if (this.#steps > mostSteps) return;
      if (!isOpenStart && !this.#begins(roots[0]!, statements[from]!)) continue;
      this.#statements(roots, statements.slice(from), new Map(), true, (bindings, last) =>
        add(statements[from]!.start, Math.max(last, statements[from]!.end), bindings),
      );
    }
  }

  /** Is it worth to look at what follows? */
  #begins(first: Shape, statement: Shape): boolean {
    let isFound = first.kind === 'metaseq';
    if (!isFound) this.#statement(first, statement, new Map(), () => (isFound = true));
    return isFound;
  }

  #match(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    this.#steps += 1;
    if (this.#steps > mostSteps) return;
    switch (pattern.kind) {
      case 'metavar':
        if (/^(keyword|import|case|text|interpolation)$/.test(shape.kind) || isSlice(shape)) return;
        return this.#bind(pattern.text, shape, bindings, next);
      case 'dots':
        return isSlice(shape) ? undefined : next(bindings);
      case 'deep':
        return this.#deep(pattern.parts[0]!, shape, bindings, next);
      case 'string':
      case 'number':
      case 'literal':
      case 'template':
        return this.#literal(pattern, shape, bindings, next);
      case 'block':
        return this.#block(pattern, shape, bindings, next);
      case 'import':
        return this.#import(pattern, shape, bindings, next);
      default:
        this.#node(pattern, shape, bindings, next);
        if (this.#options.values && shape.kind === 'id') {
          const value = this.#target.constants.shapeOf(shape, this.#target.shapes);
          if (value) this.#match(pattern, value, bindings, next);
        }
    }
  }

  /** What has parts. */
  #node(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const { kind } = pattern;
    if ((kind === 'id' || kind === 'member') && this.#isPath(pattern, shape)) return next(bindings);
    if (kind === 'member') {
      if (pattern.text === '') this.#importedMember(pattern, shape, bindings, next);
      if (pattern.parts[1]?.kind === 'dots') return this.#chain(pattern.parts[0]!, shape, bindings, next);
    }
    if (kind === 'assign' && (shape.kind === 'var' || shape.kind === 'init') && pattern.text === '=') {
      const [name, , value] = shape.parts;
      if (!value || !name) return;
      return this.#match(pattern.parts[0]!, name, bindings, (found) =>
        this.#match(pattern.parts[1]!, value, found, next),
      );
    }
    if (kind === 'return' && this.#target.impliedReturns.has(shape))
      return this.#slot(pattern.parts[0] ?? null, shape, false, bindings, next);
    if (isAnyCollection(pattern) && comprehensions.test(shape.kind)) return next(bindings);
    if (kind !== shape.kind) return;
    // Whether a function without a name is asynchronous says nothing.
    const attributes = kind === 'lambda' ? [] : pattern.attributes;
    this.#attributes(attributes, shape.attributes, bindings, (found) => this.#parts(pattern, shape, found, next));
  }

  #parts(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const { kind } = pattern;
    switch (kind) {
      case 'return':
        if (pattern.parts[0]?.kind === 'dots') return next(bindings);
        break;
      case 'id':
        if (pattern.text === shape.text) next(bindings);
        return;
      case 'call': {
        // `$F<T>()` is about a name.
        const isOther = pattern.parts[0]?.kind === 'metavar' && pattern.parts[2] && shape.parts[0]?.kind !== 'id';
        if (isOther) return;
        break;
      }
      case 'param':
        if (pattern.parts[0]?.kind === 'object' && !pattern.parts[1] && shape.parts[1]) return;
        break;
      case 'args':
        return this.#list(pattern.parts, shape.parts, bindings, false, (found) => next(found));
      case 'object':
        return this.#object(pattern, shape, bindings, next);
      case 'class':
      case 'class_expression':
        return this.#class(pattern, shape, bindings, next);
      case 'supers':
      case 'base_list':
        return this.#some(known(pattern.parts), known(shape.parts), bindings, next);
      case 'list': {
        // A pattern names some of the cases.
        const isCases = pattern.parts.length > 0 && pattern.parts.every((one) => one?.kind === 'case');
        if (isCases) return this.#some(known(pattern.parts), known(shape.parts), bindings, next);
        return this.#list(pattern.parts, shape.parts, bindings, false, (found) => next(found));
      }
      case 'binary':
        return this.#binary(pattern, shape, bindings, next);
      case 'regex': {
        const isAny = pattern.text === '...' || pattern.text === ellipsis;
        if (pattern.text.startsWith(variable))
          return this.#put(
            pattern.text.slice(variable.length),
            { ...placeOf(shape), value: shape.text },
            bindings,
            next,
          );
        if (isAny || pattern.text === shape.text) next(bindings);
        return;
      }
      case 'for':
        if (pattern.text === '...') return this.#match(pattern.parts[1]!, shape.parts.at(-1)!, bindings, next);
        // In JavaScript `in` is `of`, too.
        if (pattern.text === 'range' && shape.parts[0]?.kind === 'tuple' && pattern.parts[0]?.kind !== 'tuple') return;
        if (pattern.text === 'in' && shape.text === 'of') return this.#slots(pattern, shape, bindings, next);
        break;
      case 'catch':
        // `catch ($E)` is `catch` without a name.
        if (
          pattern.parts[0] === null &&
          pattern.parts[1]?.kind === 'metavar' &&
          shape.parts[0] === null &&
          shape.parts[1] === null
        )
          return this.#match(pattern.parts[2]!, shape.parts[2]!, bindings, next);
        break;
      case 'assign':
        // `=` is `:=`, but `:=` is only itself.
        if (pattern.text === ':=' && shape.text !== ':=') return;
        return this.#slots(pattern, shape, bindings, next);
      case 'annotation': {
        const [name, args = null] = pattern.parts;
        const [own, given = null] = shape.parts;
        if (name?.kind === 'metavar' && own?.kind === 'call') return;
        if (args === null && given !== null) return;
        return this.#slot(name ?? null, own ?? null, false, bindings, (found) =>
          this.#slot(args, given, false, found, next),
        );
      }
      default:
    }
    if (pattern.text !== shape.text && !(/^(function|member|interface)$/.test(kind) && pattern.text === '')) return;
    if (optionalParts[kind]) return this.#slots(pattern, shape, bindings, next);
    if (pattern.parts.length === 0) {
      if (shape.parts.length === 0 || pattern.text !== '') next(bindings);
      return;
    }
    const left = withoutUnasked(pattern, shape);
    return this.#list(pattern.parts, left, bindings, false, (found) => next(found));
  }

  /** What else a class has says nothing. */
  #class(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    if (pattern.text !== shape.text && !(pattern.text === '' && shape.text === 'enum')) return;
    const [name = null, supers = null, body] = pattern.parts;
    const [ownName = null, ownSupers = null, ownBody] = shape.parts;
    this.#slot(name, ownName, shape.kind === 'class_expression', bindings, (found) =>
      this.#slot(supers, ownSupers, true, found, (more) => {
        if (!body || !ownBody) return body ? undefined : next(more);
        const members = known(body.parts);
        if (members.some((one) => one.kind === 'dots'))
          this.#statements(members, known(ownBody.parts), more, true, (all) => next(all));
        else this.#some(members, known(ownBody.parts), more, next);
      }),
    );
  }

  /** Parts in fixed places. */
  #slots(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const optional = optionalParts[pattern.kind] ?? [];
    const walk = (at: number, found: Bindings): void => {
      if (at >= Math.max(pattern.parts.length, shape.parts.length)) return next(found);
      const part = pattern.parts[at];
      // `<$T>...</$T>` may be empty.
      const isOpen = part?.parts.every((one) => one?.kind === 'dots');
      if (pattern.kind === 'jsx' && at === 2 && isOpen && !shape.parts[at]) return walk(at + 1, found);
      this.#slot(pattern.parts[at] ?? null, shape.parts[at] ?? null, optional.includes(at), found, (more) =>
        walk(at + 1, more),
      );
    };
    walk(0, bindings);
  }

  #slot(pattern: Part, shape: Part, isOptional: boolean, bindings: Bindings, next: Next): void {
    if (pattern === null) return isOptional || shape === null ? next(bindings) : undefined;
    if (shape !== null) return this.#match(pattern, shape, bindings, next);
    // `class A(...)` has perhaps no bases, `return ...` no value.
    const isNothing =
      (pattern.kind === 'dots' && isOptional) ||
      (/^(args|supers|params)$/.test(pattern.kind) && known(pattern.parts).every((one) => one.kind === 'dots'));
    if (isNothing) next(bindings);
  }

  /** The pattern's are among those there are. */
  #attributes(patterns: readonly Shape[], shapes: readonly Shape[], bindings: Bindings, next: Next): void {
    const [first, ...rest] = patterns;
    if (first === undefined) return next(bindings);
    for (const one of shapes) this.#match(first, one, bindings, (found) => this.#attributes(rest, shapes, found, next));
  }

  /** Every part of the pattern is one of those there are, in any order. */
  #some(patterns: readonly Shape[], shapes: readonly Shape[], bindings: Bindings, next: Next): void {
    const [first, ...rest] = patterns;
    if (first === undefined) return next(bindings);
    if (first.kind === 'dots') return this.#some(rest, shapes, bindings, next);
    shapes.forEach((one, at) =>
      this.#match(first, one, bindings, (found) => this.#some(rest, shapes.toSpliced(at, 1), found, next)),
    );
  }

  /** Pairs: their order says nothing. In JavaScript a pattern names some of them. */
  #object(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const parts = known(pattern.parts);
    const { language } = this.#target.tree.grammar;
    const isSome = isScript(language) || parts.some((one) => one.kind === 'dots');
    const isSpread = (one: Part) => one?.kind === 'spread';
    if (language === 'python' && parts.some((one) => one.kind === 'pair'))
      if (shape.parts.some(isSpread) && !parts.some(isSpread)) return;
    if (!isSome && parts.every((one) => one.kind !== 'pair'))
      return this.#list(parts, shape.parts, bindings, false, (found) => next(found));
    if (!isSome && parts.length !== shape.parts.length) return;
    const sequences = parts.filter((one) => one.kind === 'metaseq');
    this.#some(
      parts.filter((one) => one.kind !== 'metaseq'),
      known(shape.parts),
      bindings,
      (found) =>
        sequences.length === 1
          ? this.#bindRange(sequences[0]!.text, shape.parts, 0, shape.parts.length, found, next)
          : next(found),
    );
  }

  #binary(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    if (pattern.text !== shape.text) return;
    const isAnyOrder =
      (this.#options.bitsInAnyOrder && /^[|&^]$/.test(pattern.text)) ||
      (this.#options.anyOrder && /^(and|or|&&|\|\|)$/.test(pattern.text));
    if (isAnyOrder) {
      const wanted = operandsOf(pattern, pattern.text);
      const given = operandsOf(shape, shape.text);
      if (wanted.length > given.length) return;
      return this.#some(wanted, given, bindings, next);
    }
    return this.#list(pattern.parts, shape.parts, bindings, false, (found) => next(found));
  }

  /** `{ ... }` is any body, `$BODY` the whole of one. */
  #block(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const parts = known(pattern.parts);
    if (shape.kind !== 'block') return;
    const [only] = parts;
    if (parts.length === 1 && only!.kind === 'metavar' && shape.parts.length > 0) {
      // In braces it is one statement.
      if (shape.parts.length > 1 && pattern.start !== only!.start) return;
      if (shape.parts.length > 1)
        return this.#bindRange(only!.text, shape.parts, 0, shape.parts.length, bindings, next);
      return this.#bind(only!.text, shape.parts[0]!, bindings, next);
    }
    if (parts.length === 1 && only!.kind === 'dots') return next(bindings);
    const isMarkup = this.#target.tree.kindOf(shape.node).startsWith('jsx');
    if (isMarkup) return this.#list(parts, shape.parts, bindings, false, (found) => next(found));
    this.#statements(parts, known(shape.parts), bindings, false, (found) => next(found));
  }

  /** Statements one after another; behind an ellipsis they may stand deeper. `next` gets the end of the last one. */
  #statements(
    patterns: readonly Shape[],
    shapes: readonly Shape[],
    bindings: Bindings,
    isOpen: boolean,
    next: NextAt,
  ): void {
    const through = (list: readonly Shape[], isWhole: (from: number) => boolean) => {
      const walk = (at: number, from: number, found: Bindings): void => {
        if (this.#steps > mostSteps) return;
        const pattern = patterns[at];
        if (pattern === undefined) {
          if (isOpen || isWhole(from)) next(found, from === 0 ? (list[0]?.start ?? 0) : list[from - 1]!.end);
          return;
        }
        if (pattern.kind === 'dots' || pattern.kind === 'metaseq') {
          if (at === patterns.length - 1) return this.#rest(pattern, list, from, found, next);
          for (let to = from; to < list.length; to += 1)
            this.#taken(pattern, list, from, to, found, (more) => walk(at + 1, to, more));
          return;
        }
        const shape = list[from];
        if (shape !== undefined) this.#statement(pattern, shape, found, (more) => walk(at + 1, from + 1, more));
      };
      walk(0, 0, bindings);
    };
    through(shapes, (from) => from === shapes.length);
    if (!patterns.some((one) => one.kind === 'dots')) return;
    const deeper = flattened(shapes);
    if (deeper.length > shapes.length) through(deeper, (from) => from === deeper.length);
  }

  /** An ellipsis at the end takes all that is left. */
  #rest(pattern: Shape, list: readonly Shape[], from: number, bindings: Bindings, next: NextAt): void {
    const end = Math.max(0, ...list.map((one) => one.end));
    this.#taken(pattern, list, from, list.length, bindings, (found) => next(found, end));
  }

  #taken(pattern: Shape, list: readonly Part[], from: number, to: number, bindings: Bindings, next: Next): void {
    if (pattern.kind === 'dots') return next(bindings);
    this.#bindRange(pattern.text, list, from, to, bindings, next);
  }

  /** `f();` is also in `x = f();` and `return f();`. */
  #statement(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    let isFound = false;
    this.#match(pattern, shape, bindings, (found) => {
      isFound = true;
      next(found);
    });
    if (isFound || !/^(call|new|member|await)$/.test(pattern.kind)) return;
    if (
      !/^(call|return|assign|var|await|augmented|unary|binary|throw_statement|raise_statement|lambda|member)$/.test(
        shape.kind,
      )
    )
      return;
    for (const inner of insideOf(shape)) if (inner !== shape) this.#match(pattern, inner, bindings, next);
  }

  /** One list against another, ellipses taking any number. Keyword arguments are found by their names. */
  #list(patterns: readonly Part[], shapes: readonly Part[], bindings: Bindings, isOpen: boolean, next: NextAt): void {
    const walk = (at: number, left: readonly Part[], found: Bindings): void => {
      if (this.#steps > mostSteps) return;
      if (at === patterns.length) {
        if (isOpen || left.length === 0) next(found, shapes.length - left.length);
        return;
      }
      const pattern = patterns[at] ?? null;
      if (pattern?.kind === 'dots' || pattern?.kind === 'metaseq') {
        const first = at === patterns.length - 1 ? left.length : 0;
        for (let to = first; to <= left.length; to += 1)
          this.#taken(pattern, left, 0, to, found, (more) => walk(at + 1, left.slice(to), more));
        return;
      }
      if (pattern?.kind === 'keyword' && pattern.parts[0]?.kind === 'id') {
        const name = pattern.parts[0].text;
        const place = left.findIndex((one) => one?.kind === 'keyword' && one.parts[0]?.text === name);
        if (place >= 0)
          this.#slots(pattern, left[place]!, found, (more) => walk(at + 1, left.toSpliced(place, 1), more));
        return;
      }
      const [shape, ...rest] = left;
      if (shape === undefined) return;
      if (pattern === null || shape === null) return pattern === shape ? walk(at + 1, rest, found) : undefined;
      this.#match(pattern, shape, found, (more) => walk(at + 1, rest, more));
    };
    walk(0, shapes, bindings);
  }

  /** `"..."` is any text, `"=~/re/"` those that match, `"$X"` what stands between the quotes. */
  #literal(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    if (pattern.kind === 'template') return this.#template(pattern, shape, bindings, next);
    if (pattern.kind === shape.kind && pattern.kind !== 'string') {
      if (isSameNumber(pattern, shape, this.#target.tree.grammar.language)) next(bindings);
      return;
    }
    const value = this.#valueOf(shape);
    if (value === undefined) return;
    if (pattern.kind !== 'string') {
      if ('value' in value && String(value.value) === pattern.text && typeof value.value !== 'string') next(bindings);
      return;
    }
    if ('type' in value ? value.type !== 'string' : typeof value.value !== 'string') return;
    if (pattern.attributes.length > shape.attributes.length) return;
    if (pattern.text === '...') return next(bindings);
    if (!('value' in value)) return;
    const text = String(value.value);
    const expression = /^=~\/([^]*)\/([a-z]*)$/.exec(pattern.text);
    if (expression) return safeTest(expression[1]!, expression[2]!, text) ? next(bindings) : undefined;
    if (pattern.text.startsWith(variable) && /^\w+$/.test(pattern.text)) {
      // Names of constants are no texts.
      if (shape.kind === 'id' || shape.kind === 'member') return;
      return this.#put(
        pattern.text.slice(variable.length),
        { ...innerOf(this.#target, shape), value: text },
        bindings,
        next,
      );
    }
    if (pattern.text === text) next(bindings);
  }

  #template(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const parts = known(pattern.parts);
    if (shape.kind === 'string') {
      const isOpen = parts.length > 0 && parts.every((one) => one.kind === 'dots');
      if (isOpen ? this.#target.tree.text[shape.start] === '`' : this.#joined(parts) === shape.text) next(bindings);
      return;
    }
    if (shape.kind !== 'template') return;
    return this.#list(pattern.parts, shape.parts, bindings, false, (found) => next(found));
  }

  #joined(parts: readonly Shape[]): string | null {
    return parts.every((one) => one.kind === 'text') ? parts.map((one) => one.text).join('') : null;
  }

  /** What is known of an expression: a literal says it itself. */
  #valueOf(shape: Shape): Known | undefined {
    if (shape.kind === 'string') return { value: shape.text };
    if (shape.kind === 'template') {
      const text = this.#joined(known(shape.parts));
      if (text !== null) return { value: text };
    } else if (
      !/^(id|member|binary|binary_expression|unary|unary_operator|conditional_expression|ternary_expression|augmented)$/.test(
        shape.kind,
      )
    )
      return undefined;
    return (this.#options.constants ? this.#target.constants.of(shape) : undefined) ?? folded(shape);
  }

  #deep(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    for (const inner of insideOf(shape, this.#target.tree.grammar.language === 'python'))
      this.#match(pattern, inner, bindings, next);
  }

  /** `a.b.c` by what the names were imported as. */
  #isPath(pattern: Shape, shape: Shape): boolean {
    if (shape.kind !== 'id' && shape.kind !== 'member') return false;
    const wanted = pathOf(pattern);
    if (wanted === '') return false;
    const actual = pathOf(shape);
    if (actual === '') return false;
    if (wanted === actual && wanted.includes('.')) return true;
    const resolved = this.#target.names.resolve(actual);
    if (resolved === actual) return this.#target.names.mayBe(actual, wanted);
    if (resolved === wanted || resolved.replaceAll('/', '.') === wanted) return true;
    const { language } = this.#target.tree.grammar;
    if (language === 'go') return resolved.endsWith(`/${wanted}`);
    return language === 'java' && resolved.endsWith(`.${wanted}`) && wanted.includes('.');
  }

  /** `$X.call` is `call` where it was imported from somewhere. */
  #importedMember(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const [object, name] = pattern.parts;
    if (shape.kind !== 'id' || object?.kind !== 'metavar' || this.#target.tree.grammar.language === 'go') return;
    const resolved = this.#target.names.resolve(shape.text);
    const dot = resolved.lastIndexOf('.');
    if (dot <= 0 || resolved === shape.text) return;
    const own = resolved.slice(dot + 1);
    const bound = (found: Bindings) =>
      this.#put(object.text, { ...placeOf(shape), value: resolved.slice(0, dot) }, found, next);
    if (name?.kind === 'metavar') this.#put(name.text, { ...placeOf(shape), value: own }, bindings, bound);
    else if (name?.text === own) bound(bindings);
  }

  /** A chain of calls and members, of any length, that begins with the pattern. */
  #chain(base: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    for (let at: Part = shape; at; at = beforeIn(at)) this.#match(base, at, bindings, next);
  }

  /** `import a` is `from a import b`; `from a import b` is `import a.b`. */
  #import(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const { language } = this.#target.tree.grammar;
    if (isScript(language)) return this.#scriptImport(pattern, shape, bindings, next);
    if (shape.kind !== 'import') return;
    const [path = null, name = null, alias = null] = pattern.parts;
    const [ownPath = null, ownName = null, ownAlias = null] = shape.parts;
    if (alias && pattern.text !== shape.text && language === 'python') return;
    if (name?.kind === 'metavar' && ownName?.text === '*') return;
    const withAlias = (found: Bindings) => this.#slot(alias, ownAlias, true, found, next);
    if (language !== 'python')
      return this.#slot(path, ownPath, false, bindings, (found) =>
        this.#slot(name, ownName, language !== 'java', found, withAlias),
      );
    const given = [...stepsOf(ownPath), ...stepsOf(ownName)];
    const wanted = stepsOf(path);
    const last = stepsOf(name);
    if (wanted.length === 1 && wanted[0]!.kind === 'metavar') {
      // The module is all but the name that is asked for.
      const count = given.length - last.length;
      if (count < 1) return;
      const module = given.slice(0, count);
      const text = module.map((one) => one.text).join('.');
      return this.#put(
        wanted[0]!.text,
        { ...placeOf(module[0]!), end: module.at(-1)!.end, value: text },
        bindings,
        (found) => this.#list(last, given.slice(count), found, false, withAlias),
      );
    }
    const all = [...wanted, ...last];
    if (all.length > given.length) return;
    this.#list(all, given.slice(0, all.length), bindings, false, withAlias);
  }

  #scriptImport(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void {
    const [path = null, name = null, alias = null] = pattern.parts;
    const isOf = (source: Part, then: Next) => (source ? this.#match(path!, source, bindings, then) : undefined);
    if (shape.kind === 'var') {
      const [target, , value] = shape.parts;
      const source = requiredBy(value ?? null);
      if (!source || !target) return;
      if (pattern.text === 'whole') return isOf(source, next);
      if (pattern.text !== 'named' || target.kind !== 'object') return;
      for (const one of known(target.parts))
        if (one.kind === 'pair')
          isOf(source, (found) =>
            this.#slot(name, one.parts[0] ?? null, false, found, (more) =>
              this.#slot(alias, one.parts[1] ?? null, true, more, next),
            ),
          );
      return;
    }
    if (shape.kind !== 'import') return;
    const [source = null, ownName = null, ownAlias = null] = shape.parts;
    if (pattern.text === 'whole') return isOf(source, next);
    if (pattern.text === 'all')
      return shape.text === 'all' ? isOf(source, (found) => this.#slot(alias, ownAlias, true, found, next)) : undefined;
    if (pattern.text === 'default')
      return shape.text === 'default'
        ? isOf(source, (found) => this.#slot(alias, ownAlias, true, found, next))
        : undefined;
    if (shape.text === 'all' || ownName === null) return;
    // Without another name the metavariable is the name here.
    const isHere = alias === null && name?.kind === 'metavar' && ownAlias !== null;
    isOf(source, (found) =>
      this.#slot(name, isHere ? ownAlias : ownName, false, found, (more) =>
        this.#slot(alias, ownAlias, true, more, next),
      ),
    );
  }

  #bind(name: string, shape: Shape, bindings: Bindings, next: Next): void {
    const type = this.#pattern.types.get(name);
    if (type !== undefined && !this.#hasType(shape, type)) return;
    this.#put(name, placeOf(shape), bindings, next);
  }

  #bindRange(name: string, shapes: readonly Part[], from: number, to: number, bindings: Bindings, next: Next): void {
    const first = shapes[from];
    const last = shapes[to - 1];
    if (from >= to || !first || !last) return this.#put(name, { start: 0, end: 0, node: 0 }, bindings, next);
    this.#put(name, { start: first.start, end: last.end, node: first.node }, bindings, next);
  }

  #put(name: string, binding: Binding, bindings: Bindings, next: Next): void {
    if (name === '_') return next(bindings);
    const before = bindings.get(name);
    if (before) {
      if (this.#target.areSame(before, binding)) next(bindings);
      return;
    }
    next(new Map(bindings).set(name, binding));
  }

  #hasType(shape: Shape, type: string): boolean {
    if (type.startsWith('$')) return true;
    if (shape.kind === 'string' || shape.kind === 'template') return typeFits('string', type, this.#target.names);
    if (shape.kind === 'number') return typeFits(/^\d+$/.test(shape.text) ? 'int' : 'float', type, this.#target.names);
    if (shape.kind === 'literal')
      return /^(true|false)$/.test(shape.text) && typeFits('boolean', type, this.#target.names);
    if (shape.kind === 'new' && shape.parts[0])
      return typeFits(this.#target.textOf(shape.parts[0]), type, this.#target.names);
    const actual = this.#target.names.typeOf(this.#target.textOf(shape), shape.start);
    if (actual !== undefined) return typeFits(actual, type, this.#target.names);
    const value = shape.kind === 'id' ? this.#target.constants.of(shape) : undefined;
    return (
      value !== undefined &&
      typeFits(
        'type' in value ? value.type : typeof value.value === 'number' ? 'int' : typeof value.value,
        type,
        this.#target.names,
      )
    );
  }
}

function known(parts: readonly Part[]): Shape[] {
  return parts.filter((one) => one !== null);
}

function placeOf({ start, end, node }: Shape): Binding {
  return { start, end, node };
}

/** What stands between the quotes. */
function innerOf(target: Target, shape: Shape): Binding {
  if (shape.kind !== 'string') return placeOf(shape);
  const text = target.textOf(shape);
  const content = textIn(text);
  const start = shape.start + Math.max(0, text.lastIndexOf(content, text.length - 1));
  return {
    start: content === '' ? shape.start : start,
    end: content === '' ? shape.end : start + content.length,
    node: shape.node,
  };
}

function operandsOf(shape: Shape, sign: string): Shape[] {
  return known(shape.parts).flatMap((one) =>
    one.kind === 'binary' && one.text === sign ? operandsOf(one, sign) : [one],
  );
}

/** `"a" + "b"`: the text it always is. */
function folded(shape: Shape): Known | undefined {
  if (shape.kind === 'string') return { value: shape.text };
  if (shape.kind !== 'binary' || shape.text !== '+') return undefined;
  const parts = known(shape.parts).map(folded);
  if (parts.some((one) => one === undefined || !('value' in one))) return undefined;
  return { value: parts.map((one) => String((one as { value: unknown }).value)).join('') };
}

/** A shape and all inside it, outer ones first; not what functions in it do. */
function* insideOf(shape: Shape, intoFunctions = false): Generator<Shape> {
  yield shape;
  for (const part of shape.parts)
    if (part && (intoFunctions || shape.kind !== 'lambda' || part.kind !== 'block'))
      yield* insideOf(part, intoFunctions);
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
    for (const part of shape.parts)
      if (part?.kind === 'block') known(part.parts).forEach(visit);
      else if (part) inner(part);
  };
  shapes.forEach(visit);
  return found;
}

const comprehensions = /^(list|set|dictionary)_comprehension$/;

/** `[...]` and `{...}` are made in any way. */
function isAnyCollection({ kind, parts: [only, more] }: Shape): boolean {
  return (kind === 'array' || kind === 'object') && only?.kind === 'dots' && more === undefined;
}

/** `a[1:2]` has no key, nor has `a[1:2, b]`. */
function isSlice({ kind, parts }: Shape): boolean {
  return kind === 'slice' || (kind === 'tuple' && parts.some((one) => one?.kind === 'slice'));
}

/** What stands before the last call or member of a chain. */
function beforeIn(shape: Shape): Part {
  if (/^(call|member|index|optional)$/.test(shape.kind)) return shape.parts[0] ?? null;
  return /call|navigation|member|field_expression|invocation/.test(shape.kind) ? (shape.parts[0] ?? null) : null;
}

function stepsOf(shape: Part): Shape[] {
  if (shape === null) return [];
  return shape.kind === 'member' ? [...stepsOf(shape.parts[0] ?? null), ...stepsOf(shape.parts[1] ?? null)] : [shape];
}

/** The module of `require('x')`. */
function requiredBy(value: Part): Part {
  if (value?.kind !== 'call' || value.parts[0]?.text !== 'require') return null;
  return value.parts[1]?.parts[0] ?? null;
}

function isSameNumber(pattern: Shape, shape: Shape, language: string): boolean {
  if (pattern.text === shape.text) return true;
  if (pattern.kind !== 'number') return false;
  return isScript(language) && Number(pattern.text) === Number(shape.text);
}

/** What a declaration may have besides, and a pattern says nothing of. */
function withoutUnasked(pattern: Shape, shape: Shape): readonly Part[] {
  const asked = new Set(known(pattern.parts).map(({ kind }) => kind));
  const left = shape.parts.filter(
    (one) => one === null || asked.has(one.kind) || !combinations(pattern.kind, one.kind),
  );
  if (left.length <= pattern.parts.length) return left;
  return left.filter((one) => one === null || !isResult(pattern.kind, one.kind));
}

/** Does a user's expression match a text? An expression that makes no sense matches nothing. */
export function safeTest(source: string, flags: string, text: string): boolean {
  const inline = [...source.matchAll(inlineFlags)].map(([, letters]) => letters).join('');
  let expression: RegExp;
  try {
    const wanted = new Set([...`${flags}${inline}`].filter((letter) => 'ims'.includes(letter)));
    expression = new RegExp(source.replace(inlineFlags, ''), `g${[...wanted].join('')}`);
  } catch {
    return false;
  }
  return matchesOf(expression, text.slice(0, 2000)).length > 0;
}

/** `(?i)` and the like, which belong to the whole expression. */
const inlineFlags = /\(\?([ims]+)\)/g;
