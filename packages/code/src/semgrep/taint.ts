import { evaluate, type Question } from './formula.ts';
import { allows, clean, union, unlabelled, type Labels } from './labels.ts';
import type { Match } from './bindings.ts';
import { fieldsOf, type Formula, type TaintFormula, type TaintOptions } from './rule-file.ts';
import { pathOf, type Shape } from './shapes/shape.ts';
import { isScript } from './shapes/kinds.ts';
import { TooManySteps } from './syntax-taint.ts';
import { TaintedPaths } from './tainted-paths.ts';
import type { Target } from './target.ts';

interface Range {
  readonly start: number;
  readonly end: number;
  readonly match: Match;
  readonly label: string;
  readonly requires: unknown;
  /** What is there stays tainted (or clean) from then on. */
  readonly isLasting: boolean;
  readonly isControl: boolean;
}

interface Propagator {
  readonly from: { readonly start: number; readonly end: number };
  readonly to: { readonly start: number; readonly end: number };
}

const mostSteps = 1_000_000;
/** The name under which it is kept that control has come by a source. */
const control = '\0';

/**
 * Taint mode over shapes, function by function: what a source gives, and whatever is made of it, until a sanitizer takes
 * it. Closures see what is around them; other functions see what is tainted outside all functions. Throws
 * {@link TooManySteps}.
 */
export function matchTaint(taint: TaintFormula, options: TaintOptions, question: Question): Match[] {
  const ranges = (formulas: readonly Formula[]) =>
    formulas.flatMap((formula) =>
      evaluate(formula, question).map((match): Range => ({
        start: (match.bare ?? match).start,
        end: (match.bare ?? match).end,
        match,
        label: String(formula['label'] ?? unlabelled),
        requires: formula['requires'] ?? '',
        isLasting: formula['by-side-effect'] === true || formula['by-side-effect'] === 'only',
        isControl: formula['control'] === true,
      })),
    );
  const sources = ranges(taint.sources);
  const sinks = sources.length === 0 ? [] : ranges(taint.sinks);
  if (sinks.length === 0) return [];
  return new TaintFlow(
    question.target,
    sources,
    ranges(taint.sanitizers),
    propagatorsOf(taint, question),
    sinks,
    options,
  ).run();
}

function propagatorsOf(taint: TaintFormula, question: Question): Propagator[] {
  return taint.propagators.flatMap((formula) => {
    const from = String(formula['from'] ?? '').replace('$', '');
    const to = String(formula['to'] ?? '').replace('$', '');
    return evaluate(formula, question).flatMap(({ bindings }) => {
      const a = bindings.get(from);
      const b = bindings.get(to);
      return a && b ? [{ from: a, to: b }] : [];
    });
  });
}

function keyOf({ start, end }: { readonly start: number; readonly end: number }): number {
  return start * 2 ** 26 + end;
}

function byPlace<T extends { start: number; end: number }>(list: readonly T[]): Map<number, T[]> {
  return Map.groupBy(list, keyOf);
}

class TaintFlow {
  readonly #target: Target;
  readonly #sources: Map<number, Range[]>;
  /** Sources that are statements: all expressions in them are one. */
  readonly #wide: readonly Range[];
  readonly #sanitizers: readonly Range[];
  readonly #propagators: Map<number, Propagator[]>;
  readonly #sinks: Map<number, Range[]>;
  readonly #options: TaintOptions;
  readonly #hits = new Map<Range, Labels>();
  /** What expressions held when they were last looked at. */
  readonly #held = new Map<number, Labels>();
  #functions: { shape: Shape; isInner: boolean }[] = [];
  #depth = 0;
  #steps = 0;

  constructor(
    target: Target,
    sources: readonly Range[],
    sanitizers: readonly Range[],
    propagators: readonly Propagator[],
    sinks: readonly Range[],
    options: TaintOptions,
  ) {
    this.#target = target;
    this.#sources = byPlace(sources);
    this.#wide = sources.filter((one) => {
      const shape = target.shapeAt(one);
      return !one.isControl && shape !== undefined && /^(assign|var|augmented)$/.test(shape.kind);
    });
    this.#sanitizers = sanitizers;
    this.#propagators = Map.groupBy(propagators, ({ from }) => keyOf(from));
    this.#sinks = byPlace(sinks);
    this.#options = options;
  }

  run(): Match[] {
    const outside = new TaintedPaths();
    for (const root of this.#target.roots) this.#of(root, outside);
    outside.isDead = false;
    for (let at = 0; at < this.#functions.length; at += 1) {
      const { shape, isInner } = this.#functions[at]!;
      this.#function(shape, isInner ? new TaintedPaths() : outside.copy());
    }
    return [...this.#hits].map(([{ match }, labels]) => {
      const [source] = labels.values();
      return source ? { ...match, source: { start: source.start, end: source.end } } : match;
    });
  }

  #function(shape: Shape, names: TaintedPaths): void {
    const isLambda = shape.kind === 'lambda';
    const [params, body] = isLambda ? [shape.parts[0], shape.parts[2]] : [shape.parts[1], shape.parts[3]];
    for (const param of params?.parts ?? []) if (param) this.#parameter(param, names);
    this.#depth += 1;
    if (body) this.#of(body, names);
    this.#depth -= 1;
  }

  #parameter(param: Shape, names: TaintedPaths): void {
    const [name] = param.parts;
    // The object itself is no data that comes in.
    if (!name || name.text === 'self') return;
    const found = [...this.#sourcesAt(param), ...this.#sourcesAt(name)];
    const labels = new Map(found.map((one) => [one.label, one] as const));
    this.#give(name, labels, names);
  }

  #sourcesAt(shape: Shape): Range[] {
    return this.#sources.get(keyOf(shape)) ?? [];
  }

  /** The taint of an expression; what it does to names is done to `names`. */
  #of(shape: Shape, names: TaintedPaths): Labels {
    this.#steps += 1 + names.size / 16;
    if (this.#steps > mostSteps) throw new TooManySteps('It follows more data than it may.');
    let labels = this.#inside(shape, names);
    for (const source of this.#sourcesAt(shape)) {
      if (source.isControl) names.add(control, new Map([[source.label, source]]));
      else if (source.requires === '' || allows(String(source.requires), labels)) {
        labels = union(labels, new Map([[source.label, source]]));
        if (source.isLasting) this.#give(shape, labels, names);
      }
    }
    for (const source of this.#wide)
      if (source.start <= shape.start && source.end >= shape.end && holdsData(shape))
        labels = union(labels, new Map([[source.label, source]]));
    for (const one of this.#sanitizers) {
      if (one.start > shape.start || one.end < shape.end) continue;
      if (one.isControl) continue;
      labels = clean;
      if (one.isLasting && keyOf(one) === keyOf(shape)) this.#give(shape, clean, names);
    }
    this.#held.set(keyOf(shape), labels);
    for (const { to } of this.#propagators.get(keyOf(shape)) ?? []) this.#propagate(to, labels, names);
    return labels;
  }

  #propagate(to: { readonly start: number; readonly end: number }, labels: Labels, names: TaintedPaths): void {
    const shape = this.#target.shapeAt(to);
    const path = shape ? pathOf(shape) : '';
    if (path !== '') names.add(path, labels);
  }

  #reach(shape: Shape, labels: Labels, names: TaintedPaths): void {
    for (const sink of this.#sinks.get(keyOf(shape)) ?? []) {
      const all = union(labels, names.of(control));
      if (
        this.#isAllowed(sink, all) &&
        !this.#sanitizers.some((one) => one.start <= shape.start && one.end >= shape.end && !one.isControl)
      )
        this.#hits.set(sink, all);
    }
  }

  /** `requires` is about all that reaches the sink, or says for each metavariable what must be in it. */
  #isAllowed({ requires, match }: Range, labels: Labels): boolean {
    if (typeof requires === 'string') return allows(requires, labels);
    return (requires as unknown[]).every((one) =>
      Object.entries(fieldsOf(one)).every(([name, text]) => {
        const binding = match.bindings.get(name.replace('$', ''));
        return binding !== undefined && allows(String(text), this.#held.get(keyOf(binding)) ?? clean);
      }),
    );
  }

  #inside(shape: Shape, names: TaintedPaths): Labels {
    const labels = this.#given(shape, names);
    this.#reach(shape, this.#withOwn(shape, labels), names);
    return this.#isSafe(shape) ? clean : labels;
  }

  /** A source that is a sink itself. */
  #withOwn(shape: Shape, labels: Labels): Labels {
    if (shape.kind === 'call' || shape.kind === 'new') return labels;
    const own = this.#sourcesAt(shape).filter(
      (one) => !one.isControl && (one.requires === '' || allows(String(one.requires), labels)),
    );
    return union(labels, new Map(own.map((one) => [one.label, one])));
  }

  /** What options say of results of this kind. */
  #isSafe(shape: Shape): boolean {
    const { functions, booleans, numbers, comparisons } = this.#options;
    if (functions && (shape.kind === 'call' || shape.kind === 'new')) return true;
    const isComparison =
      shape.kind === 'binary' && /^(==|!=|===|!==|<|>|<=|>=|in|not in|is|is not|instanceof)$/.test(shape.text);
    if (isComparison) return booleans || comparisons;
    if (shape.kind === 'unary' && /^(not|!)$/.test(shape.text)) return booleans;
    return (
      numbers &&
      ((shape.kind === 'binary' && /^[-*/%]$/.test(shape.text) && !isText(shape.parts[0])) ||
        (shape.kind === 'unary' && shape.text === '-'))
    );
  }

  /** Numbers and truths by what is declared. */
  #isSafeType(type: string | undefined): boolean {
    const { booleans, numbers } = this.#options;
    if (type === undefined) return false;
    return (
      (booleans && /^(boolean|bool|Boolean)$/.test(type)) ||
      (numbers && /^(int|long|short|byte|float|double|Integer|Long|number)$/.test(type))
    );
  }

  #given(shape: Shape, names: TaintedPaths): Labels {
    const of = (one: Shape | null | undefined) => (one ? this.#of(one, names) : clean);
    const { parts } = shape;
    switch (shape.kind) {
      case 'id':
        return names.whole(shape.text);
      case 'member': {
        const path = this.#path(shape);
        const base = of(parts[0]);
        return path === '' ? base : this.#memberOf(path, base, names);
      }
      case 'index': {
        const path = parts[0] ? pathOf(parts[0]) : '';
        const base = of(parts[0]);
        const keys = union(...parts.slice(1).map(of));
        return union(path === '' ? base : union(base, names.whole(path)), this.#options.indexes ? clean : keys);
      }
      case 'call':
        return this.#call(shape, names);
      case 'lambda':
        this.#function(shape, names.copy());
        return clean;
      case 'function':
        // Only JavaScript's see the variables of the function around them as they are here.
        if (this.#depth > 0 && isScript(this.#target.tree.grammar.language)) this.#function(shape, names.copy());
        else this.#functions.push({ shape, isInner: this.#depth > 0 });
        return clean;
      case 'class':
      case 'class_expression':
      case 'interface':
        return of(parts[2]);
      case 'assign':
      case 'var':
      case 'init': {
        const [left, right] = shape.kind === 'assign' ? parts : [parts[0], parts[2]];
        const type = shape.kind === 'var' ? parts[1]?.text : undefined;
        const labels = this.#isSafeType(type) ? clean : of(right);
        if (left && (right || shape.kind === 'assign')) this.#give(left, labels, names);
        return union(labels, left?.kind === 'member' ? of(left.parts[0]) : clean);
      }
      case 'augmented': {
        const labels = union(of(parts[0]), of(parts[1]));
        if (parts[0]) this.#give(parts[0], labels, names);
        return labels;
      }
      case 'as_pattern': {
        const labels = of(parts[0]);
        if (parts[1]) this.#give(parts[1], labels, names);
        return labels;
      }
      case 'conditional_expression':
      case 'ternary_expression': {
        const [a, b, c] = parts;
        const isPython = shape.kind === 'conditional_expression';
        of(isPython ? b : a);
        return union(of(isPython ? a : b), of(c));
      }
      case 'list_comprehension':
      case 'set_comprehension':
      case 'dictionary_comprehension':
      case 'generator_expression': {
        const inner = names.copy();
        parts.slice(1).forEach((one) => one && this.#of(one, inner));
        return parts[0] ? this.#of(parts[0], inner) : clean;
      }
      case 'for_in_clause':
        if (parts[0]) this.#give(parts[0], of(parts[1]), names);
        return clean;
      case 'keyword':
      case 'pair':
        return of(parts[1]);
      default:
        return this.#statement(shape, names);
    }
  }

  /** In Java a field needs no `this`. */
  #path(shape: Shape): string {
    const path = pathOf(shape);
    return this.#target.tree.grammar.language === 'java' ? path.replace(/^this\./, '') : path;
  }

  /** What is known of the member itself; of the object only what it holds as an expression, not by its name. */
  #memberOf(path: string, base: Labels, names: TaintedPaths): Labels {
    const named = path.includes('.') ? names.whole(path.slice(0, path.lastIndexOf('.'))) : clean;
    return union(names.whole(path), new Map([...base].filter(([label]) => !named.has(label))));
  }

  #call(shape: Shape, names: TaintedPaths): Labels {
    const [callee, list] = shape.parts;
    const receiver = !callee
      ? clean
      : callee.kind === 'member' && callee.parts[0]
        ? this.#of(callee.parts[0], names)
        : this.#of(callee, names);
    if (callee?.kind === 'member') this.#held.set(keyOf(callee), receiver);
    const args = (list?.parts ?? []).map((one) => (one ? this.#of(one, names) : clean));
    const own = callee ? this.#sourcesAt(callee) : [];
    return union(receiver, ...args, new Map(own.map((one) => [one.label, one])));
  }

  #statement(shape: Shape, names: TaintedPaths): Labels {
    const { parts } = shape;
    const of = (one: Shape | null | undefined) => (one ? this.#of(one, names) : clean);
    switch (shape.kind) {
      case 'if': {
        of(parts[3]);
        const labels = of(parts[0]);
        names.become([parts[1], parts[2]].map((way) => this.#way(way, names)));
        return labels;
      }
      case 'for':
      case 'while':
      case 'do_statement':
        return this.#loop(shape, names);
      case 'try': {
        const before = names.copy();
        of(parts[3]);
        of(parts[0]);
        const start = new TaintedPaths();
        start.become([before, alive(names)]);
        const ways = (parts[1]?.parts ?? []).map((one) => this.#way(one, start));
        names.become([names.copy(), ...ways]);
        of(parts[2]);
        return clean;
      }
      case 'switch': {
        of(parts[0]);
        const ways = (parts[1]?.parts ?? []).map((one) => this.#way(one, names));
        names.become([names.copy(), ...ways]);
        return clean;
      }
      case 'return': {
        const labels = of(parts[0]);
        names.isDead = true;
        return labels;
      }
      case 'throw_statement':
      case 'raise_statement': {
        const labels = union(...parts.map(of));
        names.isDead = true;
        return labels;
      }
      default: {
        const all = parts.map(of);
        return shape.kind === 'block' || shape.kind === 'params' || shape.kind === 'import' ? clean : union(...all);
      }
    }
  }

  #way(shape: Shape | null | undefined, names: TaintedPaths): TaintedPaths {
    const own = names.copy();
    if (shape) this.#of(shape, own);
    return own;
  }

  #loop(shape: Shape, names: TaintedPaths): Labels {
    const body = shape.parts.at(-1);
    const header = shape.parts.slice(0, -1);
    const isEach = shape.kind === 'for' && /^(in|of|range|:)$/.test(shape.text);
    // What a round leaves behind the next one sees.
    for (let round = 0; round < 2; round += 1) {
      const before = names.copy();
      if (isEach) {
        const through = header.at(-1);
        const labels = through ? this.#of(through, names) : clean;
        const each = header.at(-2);
        if (each) this.#give(each.kind === 'var' || each.kind === 'init' ? each.parts[0]! : each, labels, names);
      } else for (const one of header) if (one) this.#of(one, names);
      if (body) this.#of(body, names);
      names.become([before, alive(names)]);
    }
    return clean;
  }

  /** A name, a member or several of them get what an expression holds. */
  #give(left: Shape, labels: Labels, names: TaintedPaths): void {
    switch (left.kind) {
      case 'id':
        return names.set(left.text, labels);
      case 'member': {
        const path = this.#path(left);
        if (path !== '') names.set(path, labels);
        return;
      }
      case 'index': {
        const path = left.parts[0] ? pathOf(left.parts[0]) : '';
        if (path !== '') names.add(path, labels);
        return;
      }
      case 'pair':
        if (left.parts[1]) this.#give(left.parts[1], labels, names);
        return;
      case 'keyword':
      case 'call':
      case 'new':
        return;
      default:
        for (const part of left.parts) if (part) this.#give(part, labels, names);
    }
  }
}

function alive(names: TaintedPaths): TaintedPaths {
  const made = names.copy();
  made.isDead = false;
  return made;
}

function isText(shape: Shape | null | undefined): boolean {
  return shape?.kind === 'string' || shape?.kind === 'template';
}

function holdsData({ kind }: Shape): boolean {
  return !/^(string|number|literal|block|function|class|if|for|while|try|params|args|import)$/.test(kind);
}
