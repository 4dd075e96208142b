import type { IrFunction, Module, Register } from '../ir/ir.ts';
import type { LanguageId } from '../languages/language.ts';
import { none, type Node } from '../syntax/syntax-tree.ts';
import { evaluate, type Patterns } from './formula.ts';
import type { Match, Target } from './match.ts';
import type { Formula, TaintFormula } from './rule-file.ts';

interface Range {
  start: number;
  end: number;
  match: Match;
  label: string;
  requires: string;
}

/**
 * Taint mode, function by function over the IR: what a source gives, and whatever is made of it, until a sanitizer
 * takes it. Closures see what is around them; other functions of the project are not entered.
 */
export function matchTaint(
  taint: TaintFormula,
  target: Target,
  language: LanguageId,
  patterns: Patterns,
  module: Module,
): Match[] {
  const ranges = (formulas: readonly Formula[]) =>
    formulas.flatMap((formula) =>
      evaluate(formula, target, language, patterns).map((match): Range => ({
        start: match.start,
        end: match.end,
        match,
        label: String(formula['label'] ?? '*'),
        requires: String(formula['requires'] ?? ''),
      })),
    );
  const sources = ranges(taint.sources);
  const sinks = ranges(taint.sinks);
  if (sources.length === 0 || sinks.length === 0) return [];
  const flow = new TaintFlow(
    module,
    sources,
    ranges(taint.sanitizers),
    propagatorsOf(taint, target, language, patterns),
    sinks,
  );
  return flow.run();
}

interface Propagator {
  from: { start: number; end: number };
  to: { start: number; end: number };
}

function propagatorsOf(taint: TaintFormula, target: Target, language: LanguageId, patterns: Patterns): Propagator[] {
  return taint.propagators.flatMap((formula) => {
    const from = String(formula['from'] ?? '').replace('$', '');
    const to = String(formula['to'] ?? '').replace('$', '');
    return evaluate(formula, target, language, patterns).flatMap(({ bindings }) => {
      const a = bindings.get(from);
      const b = bindings.get(to);
      return a && b ? [{ from: a, to: b }] : [];
    });
  });
}

type Labels = ReadonlySet<string>;
const nothing: Labels = new Set();

class TaintFlow {
  readonly #module: Module;
  readonly #sources: readonly Range[];
  readonly #sanitizers: readonly Range[];
  readonly #propagators: readonly Propagator[];
  readonly #sinks: readonly Range[];
  readonly #hits = new Map<Range, true>();
  /** Captured variables: function and register. */
  readonly #outer = new Map<string, Labels>();

  constructor(
    module: Module,
    sources: readonly Range[],
    sanitizers: readonly Range[],
    propagators: readonly Propagator[],
    sinks: readonly Range[],
  ) {
    this.#module = module;
    this.#sources = sources;
    this.#sanitizers = sanitizers;
    this.#propagators = propagators;
    this.#sinks = sinks;
  }

  run(): Match[] {
    for (let round = 0; round < 2; round += 1) for (const fn of this.#module.functions) this.#function(fn);
    // A source that is a sink itself: `eval(input())`.
    for (const sink of this.#sinks)
      for (const source of this.#sources)
        if (
          source.start >= sink.start &&
          source.end <= sink.end &&
          !this.#isCleanAt(source) &&
          this.#allows(sink, new Set([source.label])) &&
          !(source.start === sink.start && source.end === sink.end && source.label !== '*')
        )
          this.#hits.set(sink, true);
    return [...this.#hits.keys()].map(({ match }) => match);
  }

  #isCleanAt(range: { start: number; end: number }): boolean {
    return this.#sanitizers.some((one) => one.start <= range.start && one.end >= range.end);
  }

  #function(fn: IrFunction): void {
    const entry = new Map<Register, Labels>();
    for (const parameter of fn.parameters) {
      const labels = this.#parameterLabels(fn, parameter.name);
      if (labels.size > 0) entry.set(parameter.register, labels);
    }
    const states: (Map<Register, Labels> | undefined)[] = fn.blocks.map(() => undefined);
    states[0] = entry;
    const open = [0];
    let steps = 0;
    while (open.length > 0 && steps < 4000) {
      steps += 1;
      const at = open.shift()!;
      const block = fn.blocks[at]!;
      const state = new Map(states[at]);
      const flow = (to: number) => {
        const known = states[to];
        if (!known) {
          states[to] = new Map(state);
          open.push(to);
          return;
        }
        let changed = false;
        for (const [register, labels] of state) {
          const before = known.get(register) ?? nothing;
          if ([...labels].every((label) => before.has(label))) continue;
          known.set(register, new Set([...before, ...labels]));
          changed = true;
        }
        if (changed && !open.includes(to)) open.push(to);
      };
      if (block.handler >= 0) flow(block.handler);
      for (const one of block.instructions) this.#instruction(fn, one, state);
      if (block.handler >= 0) flow(block.handler);
      const { end } = block;
      if (end.kind === 'jump') flow(end.to);
      else if (end.kind === 'branch') {
        flow(end.then);
        flow(end.otherwise);
      } else if (end.kind === 'switch')
        for (const to of new Set([end.otherwise, ...end.cases.map((one) => one.to)])) flow(to);
      else if (end.kind === 'return') this.#sinkAt(end.node, state.get(end.value) ?? nothing, [], []);
    }
  }

  #parameterLabels(fn: IrFunction, name: string): Labels {
    const { tree } = this.#module;
    const list =
      tree.child(fn.node, 'parameters') === none ? tree.child(fn.node, 'parameter') : tree.child(fn.node, 'parameters');
    if (list === none) return nothing;
    const end = tree.after[list]!;
    for (let at = list; at < end; at += 1)
      if (tree.isNamed(at) && tree.textOf(at) === name) {
        const found = this.#sources.filter((one) => one.start === tree.start[at]! && one.end === tree.end[at]!);
        if (found.length > 0) return new Set(found.map(({ label }) => label));
      }
    return nothing;
  }

  #instruction(
    fn: IrFunction,
    one: IrFunction['blocks'][number]['instructions'][number],
    state: Map<Register, Labels>,
  ): void {
    const { tree } = this.#module;
    const start = tree.start[one.node]!;
    const end = tree.end[one.node]!;
    const isOuter = one.op === 'outer';
    const operands = isOuter || one.op === 'function' ? [] : [one.a, one.b, ...one.args];
    const parts = this.#operandNodes(one.node, one.op, one.args.length);
    const read = (register: Register, node: Node): Labels => {
      const labels = state.get(register) ?? nothing;
      if (node === none) return labels;
      const own = this.#sourceLabels(tree.start[node]!, tree.end[node]!);
      const all = own.size === 0 ? labels : new Set([...labels, ...own]);
      return all.size > 0 && this.#isCleanAt({ start: tree.start[node]!, end: tree.end[node]! }) ? nothing : all;
    };
    const known = one.args.map((register, at) => read(register, parts.args[at] ?? none));
    const base = isOuter ? (this.#outer.get(`${one.a}:${one.b}`) ?? nothing) : read(one.a, parts.base);
    const second = isOuter ? nothing : (state.get(one.b) ?? nothing);
    const isComparison = one.op === 'binary' && /^(==|!=|<|>|<=|>=|in|not in|is|instanceof)$/.test(one.name);
    let labels: Set<string> = new Set(isComparison ? [] : [...base, ...second, ...known.flatMap((all) => [...all])]);
    this.#sinkAt(
      one.node,
      new Set([...base, ...second, ...known.flatMap((all) => [...all])]),
      known,
      parts.args,
      base,
      parts.base,
    );
    for (const label of this.#sourceLabels(start, end)) labels.add(label);
    if (this.#sanitizers.some((clean) => clean.start <= start && clean.end >= end)) labels = new Set();
    for (const { from, to } of this.#propagators) {
      if (start > Math.min(from.start, to.start) || end < Math.max(from.end, to.end)) continue;
      const source =
        operands.find(
          (register, at) => (state.get(register)?.size ?? 0) > 0 && this.#standsFor(one, at, parts, from),
        ) ?? -1;
      const gives = source >= 0 ? state.get(source)! : this.#sourceLabels(from.start, from.end);
      const receiver = operands.find((_, at) => this.#standsFor(one, at, parts, to));
      if (gives.size > 0 && receiver !== undefined && receiver >= 0)
        state.set(receiver, new Set([...(state.get(receiver) ?? []), ...gives]));
    }
    if (one.op === 'store' || one.op === 'storeIndex') {
      const value = one.op === 'store' ? second : (known[0] ?? nothing);
      if (value.size > 0) state.set(one.a, new Set([...base, ...value]));
      return;
    }
    if (one.op === 'storeOuter') {
      const key = `${one.a}:${one.b}`;
      this.#outer.set(key, new Set([...(this.#outer.get(key) ?? []), ...(known[0] ?? [])]));
      return;
    }
    if (one.dst < 0) return;
    if (labels.size > 0) state.set(one.dst, labels);
    else state.delete(one.dst);
    if (labels.size > 0 && fn.registers[one.dst]) {
      const key = `${fn.index}:${one.dst}`;
      this.#outer.set(key, new Set([...(this.#outer.get(key) ?? []), ...labels]));
    }
  }

  #standsFor(
    one: { args: readonly Register[] },
    at: number,
    parts: { base: Node; args: readonly Node[] },
    place: { start: number; end: number },
  ): boolean {
    const node = at === 0 ? parts.base : at >= 2 ? (parts.args[at - 2] ?? none) : none;
    void one;
    return node !== none && this.#module.tree.start[node] === place.start && this.#module.tree.end[node] === place.end;
  }

  #sourceLabels(start: number, end: number): Labels {
    const found = this.#sources.filter((one) => one.start === start && one.end === end);
    return found.length === 0 ? nothing : new Set(found.map(({ label }) => label));
  }

  /** The syntax of a call's receiver and arguments. */
  #operandNodes(node: Node, op: string, count: number): { base: Node; args: Node[] } {
    const { tree } = this.#module;
    if (!/^(call|callNamed|invoke|new)$/.test(op)) return { base: none, args: [] };
    const list = tree.child(node, 'arguments');
    const callee = tree.child(node, 'function') === none ? tree.child(node, 'object') : tree.child(node, 'function');
    const base =
      callee === none
        ? none
        : tree.child(callee, 'object') === none
          ? tree.child(callee, 'operand') === none
            ? tree.child(node, 'object') === none
              ? none
              : callee
            : tree.child(callee, 'operand')
          : tree.child(callee, 'object');
    const args =
      list === none
        ? []
        : tree.namedChildren(list).map((one) => (tree.is(one, 'keyword_argument') ? tree.child(one, 'value') : one));
    return { base, args: args.slice(0, count) };
  }

  /** Is this instruction in a sink's place, or is one of its arguments? */
  #sinkAt(
    node: Node,
    all: Labels,
    known: readonly Labels[],
    args: readonly Node[],
    base: Labels = nothing,
    baseNode: Node = none,
  ): void {
    if (all.size === 0) return;
    const { tree } = this.#module;
    const start = tree.start[node]!;
    const end = tree.end[node]!;
    for (const sink of this.#sinks) {
      if (sink.start <= start && sink.end >= end) {
        if (this.#allows(sink, all) && !this.#isCleanAt({ start, end })) this.#hits.set(sink, true);
        continue;
      }
      if (sink.start < start || sink.end > end) continue;
      args.forEach((argument, at) => {
        if (
          tree.start[argument]! >= sink.start &&
          tree.end[argument]! <= sink.end &&
          (known[at]?.size ?? 0) > 0 &&
          this.#allows(sink, known[at]!)
        )
          this.#hits.set(sink, true);
      });
      if (
        baseNode !== none &&
        tree.start[baseNode]! >= sink.start &&
        tree.end[baseNode]! <= sink.end &&
        base.size > 0 &&
        this.#allows(sink, base)
      )
        this.#hits.set(sink, true);
    }
  }

  /** `requires: A and not B` */
  #allows(sink: Range, labels: Labels): boolean {
    if (sink.requires === '') return labels.size > 0;
    const expression = sink.requires.replace(/\b(?!and\b|or\b|not\b)([A-Za-z_]\w*)\b/g, (name) =>
      labels.has(name) ? ' 1 ' : ' 0 ',
    );
    return evaluateLabels(expression);
  }
}

function evaluateLabels(text: string): boolean {
  const tokens = text.match(/and|or|not|[01()]/g) ?? [];
  let at = 0;
  const primary = (): boolean => {
    const token = tokens[at++];
    if (token === 'not') return !primary();
    if (token === '(') {
      const value = either();
      at += 1;
      return value;
    }
    return token === '1';
  };
  const both = (): boolean => {
    let value = primary();
    while (tokens[at] === 'and') {
      at += 1;
      value = primary() && value;
    }
    return value;
  };
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === 'or') {
      at += 1;
      value = both() || value;
    }
    return value;
  };
  return either();
}
