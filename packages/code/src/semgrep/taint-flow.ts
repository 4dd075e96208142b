import type { Match } from './bindings.ts';
import { allows, clean, union, type Labels } from './labels.ts';
import { fieldsOf, type TaintOptions } from './rule-file.ts';
import { isScript } from './shapes/kinds.ts';
import { pathOf, type Shape } from './shapes/shape.ts';
import { TooManySteps } from './syntax-taint.ts';
import { byPlace, keyOf, ownOf, type Propagator, type Range } from './taint-ranges.ts';
import { isSafe, isSafeType } from './taint-safety.ts';
import { followStatement, type Flow } from './taint-statements.ts';
import { pathTaken, propertyOf, TaintedPaths } from './tainted-paths.ts';
import type { Target } from './target.ts';

const mostSteps = 1_000_000;
/** The name under which it is kept that control has come by a source. */
const control = '\0';

/** All expressions in a source of this kind are one. */
const wideKinds = /^(assign|var|augmented|with|for|while|if|try|switch|return)$/;

export class TaintFlow implements Flow {
  readonly target: Target;
  readonly #sources: Map<number, Range[]>;
  /** Sources that are statements: all expressions in them are one. */
  readonly #wide: readonly Range[];
  readonly #sanitizers: readonly Range[];
  readonly #propagators: Map<number, Propagator[]>;
  readonly #sinks: Map<number, Range[]>;
  /** Sinks of which any part is one. */
  readonly #wideSinks: readonly Range[];
  readonly #options: TaintOptions;
  readonly #hits = new Map<Range, Labels>();
  /** What expressions held when they were last looked at. */
  readonly #held = new Map<number, Labels>();
  #functions: { shape: Shape; isInner: boolean }[] = [];
  /** How often names outside of functions are given something. */
  readonly #outer = new Map<string, number>();
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
    this.target = target;
    this.#sources = byPlace(sources);
    this.#wide = sources.filter((one) => {
      const shape = target.shapeAt(one);
      return !one.isControl && shape !== undefined && wideKinds.test(shape.kind);
    });
    this.#sanitizers = sanitizers;
    this.#propagators = Map.groupBy(propagators, ({ from }) => keyOf(from));
    this.#sinks = byPlace(sinks);
    this.#wideSinks = sinks.filter((one) => one.isWide);
    this.#options = options;
  }

  run(): Match[] {
    const outside = new TaintedPaths();
    for (const root of this.target.roots) this.of(root, outside);
    outside.isDead = false;
    outside.set(control, clean);
    // Functions rely on what a name outside holds only where it is given something once.
    for (const [name, times] of this.#outer) if (times > 1) outside.set(name, clean);
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
    if (body) this.of(body, names);
    this.#depth -= 1;
  }

  #parameter(param: Shape, names: TaintedPaths): void {
    const [name] = param.parts;
    // The object itself is no data that comes in.
    if (!name || name.text === 'self') return;
    const found = [...this.#sourcesAt(param), ...this.#sourcesAt(name)];
    const labels = new Map(found.map((one) => [one.label, one] as const));
    // What is taken where nothing is given.
    const value = param.kind === 'param' && param.parts[2] ? this.of(param.parts[2], names) : clean;
    this.give(name, union(labels, value), names);
  }

  #sourcesAt(shape: Shape): Range[] {
    return this.#sources.get(keyOf(shape)) ?? [];
  }

  /** The taint of an expression; what it does to names is done to `names`. */
  of(shape: Shape, names: TaintedPaths): Labels {
    this.#steps += 1 + names.size / 16;
    if (this.#steps > mostSteps) throw new TooManySteps('It follows more data than it may.');
    let labels = this.#inside(shape, names);
    for (const source of this.#sourcesAt(shape)) {
      if (source.isControl) names.add(control, new Map([[source.label, source]]));
      else if (source.requires === '' || allows(String(source.requires), labels)) {
        labels = union(labels, new Map([[source.label, source]]));
        if (source.isLasting) this.give(shape, labels, names);
      }
    }
    for (const source of this.#wide)
      if (source.start <= shape.start && source.end >= shape.end && holdsData(shape))
        labels = union(labels, new Map([[source.label, source]]));
    for (const one of this.#sanitizers) {
      if (one.start > shape.start || one.end < shape.end) continue;
      if (one.isControl) continue;
      labels = clean;
      if (one.isLasting && keyOf(one) === keyOf(shape)) this.give(shape, clean, names);
    }
    this.#held.set(keyOf(shape), labels);
    for (const { to } of this.#propagators.get(keyOf(shape)) ?? []) this.#propagate(to, labels, names);
    return labels;
  }

  #propagate(to: { readonly start: number; readonly end: number }, labels: Labels, names: TaintedPaths): void {
    const shape = this.target.shapeAt(to);
    const path = shape ? pathOf(shape) : '';
    if (path !== '') names.add(path, labels);
  }

  #reach(shape: Shape, labels: Labels, names: TaintedPaths): void {
    const { tree } = this.target;
    const isPart = /^(member|attribute|selector|field_access|subscript|index)/.test(
      tree.kindOf(tree.parent(shape.node)),
    );
    const wide = isPart ? [] : this.#wideSinks.filter((one) => one.start <= shape.start && one.end >= shape.end);
    for (const sink of [...(this.#sinks.get(keyOf(shape)) ?? []), ...wide]) {
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
    return isSafe(shape, this.#options, this.target) ? clean : labels;
  }

  /** A source that is a sink itself. */
  #withOwn(shape: Shape, labels: Labels): Labels {
    const own = this.#sourcesAt(shape).filter(
      (one) => !one.isControl && (one.requires === '' || allows(String(one.requires), labels)),
    );
    return union(labels, new Map(own.map((one) => [one.label, one])));
  }

  #given(shape: Shape, names: TaintedPaths): Labels {
    const of = (one: Shape | null | undefined) => (one ? this.of(one, names) : clean);
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
        const path = this.#path(shape);
        const base = of(parts[0]);
        // What is cut out is lost.
        if (parts[1]?.kind === 'slice') return clean;
        const keys = union(...parts.slice(1).map(of));
        const held = path === '' ? base : this.#memberOf(path, base, names);
        return union(held, this.#options.indexes || this.#options.made ? clean : keys);
      }
      case 'slice_expression':
        parts.forEach(of);
        return clean;
      case 'call':
        return this.#call(shape, names);
      case 'lambda':
        this.#function(shape, names.copy());
        return clean;
      case 'function':
        // Only JavaScript's see the variables of the function around them as they are here.
        if (this.#depth > 0 && isScript(this.target.tree.grammar.language)) this.#function(shape, names.copy());
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
        const isPlain =
          left?.kind === 'id' && isSafeType(this.#options, this.target.names.typeOf(left.text, left.start));
        const labels = isPlain ? clean : union(of(right), ownOf(this.#sourcesAt(shape)));
        if (left && (right || shape.kind === 'assign') && !this.#isLost(shape)) {
          this.give(left, labels, names);
          const [from, to] = right ? [pathTaken(right), this.#path(left)] : [];
          if (from && to) names.copyMembers(from, to);
        }
        return union(labels, left?.kind === 'member' ? of(left.parts[0]) : clean);
      }
      case 'augmented': {
        const [left] = parts;
        const isPlain =
          left?.kind === 'id' && isSafeType(this.#options, this.target.names.typeOf(left.text, left.start));
        const labels = isPlain ? clean : union(of(parts[0]), of(parts[1]));
        if (parts[0]) this.give(parts[0], labels, names);
        return labels;
      }
      case 'as_pattern': {
        const labels = of(parts[0]);
        if (parts[1]) this.give(parts[1], labels, names);
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
        parts.slice(1).forEach((one) => one && this.of(one, inner));
        return parts[0] ? this.of(parts[0], inner) : clean;
      }
      case 'for_in_clause':
        if (parts[0]) this.give(parts[0], of(parts[1]), names);
        return clean;
      case 'keyword':
      case 'pair':
        return of(parts[1]);
      default:
        return followStatement(this, shape, names);
    }
  }

  /** What variables of Go's packages and fields of Java's classes begin with says nothing of what they hold later. */
  #isLost({ kind, attributes }: Shape): boolean {
    const { language } = this.target.tree.grammar;
    const isConstant = attributes.some((one) => one.text === 'const');
    return this.#depth === 0 && kind === 'var' && (language === 'java' || (language === 'go' && !isConstant));
  }

  /** Members by name, what is found by a key all together. In Java a field needs no `this`. */
  #path(shape: Shape): string {
    const path = pathTaken(shape);
    return this.target.tree.grammar.language === 'java' ? path.replace(/^this\./, '') : path;
  }

  /** What is known of the member itself; of the object only what it holds as an expression, not by its name. */
  #memberOf(path: string, base: Labels, names: TaintedPaths): Labels {
    if (this.#options.made) return names.own(path);
    const named = path.includes('.') ? names.whole(path.slice(0, path.lastIndexOf('.'))) : clean;
    return union(names.whole(path), new Map([...base].filter(([label]) => !named.has(label))));
  }

  #call(shape: Shape, names: TaintedPaths): Labels {
    const [callee, list] = shape.parts;
    const property = this.target.tree.grammar.language === 'java' ? propertyOf(shape) : null;
    const receiver = !callee
      ? clean
      : callee.kind === 'member' && callee.parts[0]
        ? this.of(callee.parts[0], names)
        : this.of(callee, names);
    if (property?.isRead) return this.#memberOf(property.path, receiver, names);
    if (callee?.kind === 'member') this.#held.set(keyOf(callee), receiver);
    const args = (list?.parts ?? []).map((one) => (one ? this.of(one, names) : clean));
    const own = callee ? this.#sourcesAt(callee) : [];
    if (property) names.add(property.path, args[0] ?? clean);
    return union(receiver, ...args, new Map(own.map((one) => [one.label, one])));
  }

  /** A name, a member or several of them get what an expression holds. */
  give(left: Shape, given: Labels, names: TaintedPaths, isOneOf = false): void {
    // A name on the left is no source of what is given to it, unless it stands among others.
    const isPlace = /^(id|member|index)$/.test(left.kind);
    const own = this.#sourcesAt(left).filter((one) => one.isLasting || !isPlace || isOneOf);
    const labels = union(given, ownOf(own));
    switch (left.kind) {
      case 'id':
        if (this.#depth === 0) this.#outer.set(left.text, (this.#outer.get(left.text) ?? 0) + (isOneOf ? 2 : 1));
        return names.set(left.text, labels);
      case 'member':
      case 'index': {
        const path = this.#path(left);
        // What is found by keys is not told apart: one that is clean cleans all.
        const cleaned = left.kind === 'index' && labels.size === 0 ? path.replace(/(\.\[\])+$/, '') : path;
        if (path !== '') names.set(cleaned, labels);
        return;
      }
      case 'pair':
        if (left.parts[1]) this.give(left.parts[1], labels, names, true);
        return;
      case 'keyword':
      case 'call':
      case 'new':
        return;
      default:
        for (const part of left.parts) if (part) this.give(part, labels, names, true);
    }
  }
}

function holdsData({ kind }: Shape): boolean {
  return !/^(string|number|literal|block|function|class|if|for|while|try|params|args|import)$/.test(kind);
}
