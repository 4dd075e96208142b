import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';
import { checkedIn } from './checked-values.ts';
import { evaluate } from './formula.ts';
import type { Question } from './question.ts';
import type { Match } from './bindings.ts';
import type { Formula, TaintFormula } from './rule-file.ts';
import {
  armLists,
  assignmentOf,
  branches,
  closures,
  functions,
  isTruth,
  iterationOf,
  leaves,
  loops,
  members,
  signOf,
  variables,
} from './syntax-shapes.ts';
import { TaintedNames, type Origin } from './tainted-names.ts';

/** The data of one file was followed further than anybody would wait for. */
export class TooManySteps extends Error {
  override name = 'TooManySteps';
}

const mostSteps = 3_000_000;

/**
 * Taint mode for languages that have no IR: functions are followed statement by statement over their syntax. Names hold
 * data until they are given something else, branches are joined, what was checked before is good; calls hand on what
 * they are given. Throws {@link TooManySteps}.
 */
export function matchTaintInSyntax(taint: TaintFormula, question: Question): Match[] {
  const { target } = question;
  const find = (formulas: readonly Formula[]) =>
    formulas.flatMap((formula) => target.remember(formula, () => evaluate(formula, question)));
  const sources = find(taint.sources);
  if (sources.length === 0) return [];
  const sinks = find(taint.sinks);
  if (sinks.length === 0) return [];
  return new SyntaxTaint(target.tree, sources, sinks, find(taint.sanitizers)).run();
}

class SyntaxTaint {
  readonly #tree: SyntaxTree;
  readonly #sources: ReadonlySet<number>;
  readonly #cleaned: ReadonlySet<number>;
  readonly #sanitizers: readonly Match[];
  readonly #sinks = new Map<Node, Match[]>();
  readonly #hits = new Map<Match, Origin>();
  #steps = 0;
  #isInLoop = false;

  constructor(tree: SyntaxTree, sources: readonly Match[], sinks: readonly Match[], sanitizers: readonly Match[]) {
    this.#tree = tree;
    this.#sources = new Set(sources.map(keyOf));
    this.#cleaned = new Set(sanitizers.map(keyOf));
    this.#sanitizers = sanitizers;
    for (const sink of sinks) {
      const node = this.#smallestAround(sink);
      const known = this.#sinks.get(node);
      if (known) known.push(sink);
      else this.#sinks.set(node, [sink]);
    }
  }

  run(): Match[] {
    this.#walk(0, this.#tree.count, new TaintedNames());
    return [...this.#hits].map(([sink, source]) => ({ ...sink, source }));
  }

  #smallestAround({ start, end }: Match): Node {
    const tree = this.#tree;
    let node = 0;
    for (;;) {
      const inner = tree.children(node).find((one) => tree.start[one]! <= start && tree.end[one]! >= end);
      if (inner === undefined) return node;
      node = inner;
    }
  }

  #step(count = 1): void {
    this.#steps += count;
    if (this.#steps > mostSteps) throw new TooManySteps('It follows more data than it may.');
  }

  /** Node after node; what controls the flow is entered, the rest lies flat. */
  #walk(from: Node, to: Node, names: TaintedNames): void {
    for (let at = from; at < to;) {
      this.#step();
      this.#judge(at, names);
      at = this.#enter(at, names) ? this.#tree.after[at]! : at + 1;
    }
  }

  /** Only what is inside: the node itself was judged. */
  #inside(node: Node, names: TaintedNames): void {
    this.#walk(node + 1, this.#tree.after[node]!, names);
  }

  #whole(node: Node, names: TaintedNames): void {
    if (node !== none) this.#walk(node, this.#tree.after[node]!, names);
  }

  #enter(node: Node, names: TaintedNames): boolean {
    const tree = this.#tree;
    if (!tree.isNamed(node)) return false;
    const kind = tree.kindOf(node);
    if (functions.has(kind)) {
      const own = tree.grammar.language === 'bash' ? names.copy() : new TaintedNames();
      this.#parameters(node, own);
      this.#inside(node, own);
      return true;
    }
    if (closures.has(kind)) {
      this.#parameters(node, names);
      this.#handOver(node, names);
      return false;
    }
    if (branches.has(kind)) {
      this.#branch(node, kind, names);
      return true;
    }
    if (loops.has(kind)) {
      this.#loop(node, names);
      return true;
    }
    const assignment = assignmentOf(tree, node);
    if (assignment) {
      const { left, right, isAdded } = assignment;
      this.#whole(left, names);
      this.#whole(right, names);
      this.#assign(left, this.#originIn(right, names), names, isAdded);
      return true;
    }
    if (/^(list|binary|binary_expression)$/.test(kind)) return this.#shortcut(node, names);
    if (kind === 'match_arm') this.#arm(node, names);
    else this.#grow(node, kind, names);
    return false;
  }

  /** `check(x) or die`: behind it the check has held. */
  #shortcut(node: Node, names: TaintedNames): boolean {
    const sign = signOf(this.#tree, node);
    const [left, right] = this.#tree.namedChildren(node);
    if (left === undefined || right === undefined) return false;
    if (sign === '||' || sign === 'or') {
      this.#whole(left, names);
      this.#whole(right, names.copy());
      if (leaves(this.#tree, right)) this.#check(left, true, names);
      return true;
    }
    if (sign !== '&&' && sign !== 'and') return false;
    this.#whole(left, names);
    const inner = names.copy();
    this.#check(left, true, inner);
    this.#whole(right, inner);
    if (leaves(this.#tree, right)) this.#check(left, false, names);
    else names.become([names.copy(), inner]);
    return true;
  }

  #branch(node: Node, kind: string, names: TaintedNames): void {
    const tree = this.#tree;
    const children = tree.namedChildren(node);
    const condition =
      ['condition', 'value', 'subject'].map((field) => tree.child(node, field)).find((one) => one !== none) ??
      children[0] ??
      none;
    this.#whole(condition, names);
    const arms = children
      .filter((one) => one !== condition)
      .flatMap((one) => (armLists.has(tree.kindOf(one)) ? tree.namedChildren(one) : [one]));
    const isUnless = kind === 'unless' || kind === 'unless_modifier';
    const isChoice = /^(if|unless|elsif|elif|else_if|conditional)/.test(kind);
    this.#step(names.size * (arms.length + 1));
    const ways: TaintedNames[] = [];
    arms.forEach((arm, at) => {
      const own = names.copy();
      if (isChoice) this.#check(condition, (at === 0) !== isUnless, own);
      this.#whole(arm, own);
      if (!leaves(tree, arm)) ways.push(own);
    });
    const hasRest =
      tree.child(node, 'alternative') !== none ||
      tree.children(node).some((one) => /^(else|else_clause|default)$/.test(tree.kindOf(one))) ||
      /^(match_expression|conditional|conditional_expression)$/.test(kind);
    if (!hasRest) {
      const past = names.copy();
      if (isChoice) this.#check(condition, isUnless, past);
      ways.push(past);
    }
    if (ways.length > 0) names.become(ways);
  }

  #loop(node: Node, names: TaintedNames): void {
    const isOuter = !this.#isInLoop;
    this.#isInLoop = true;
    // What a round leaves behind the next one sees; inner loops see it when the outer comes round.
    for (let round = 0; round < (isOuter ? 2 : 1); round += 1) {
      const before = names.copy();
      const [each, through] = iterationOf(this.#tree, node);
      if (each !== none && through !== none) this.#assign(each, this.#originIn(through, names), names, false);
      this.#inside(node, names);
      this.#step(names.size * 2);
      names.become([before, names.copy()]);
    }
    if (isOuter) this.#isInLoop = false;
  }

  #check(condition: Node, holds: boolean, names: TaintedNames): void {
    const tree = this.#tree;
    for (const node of checkedIn(tree, condition, holds))
      for (let at = node; at < tree.after[node]!;) {
        this.#step();
        const isSource = this.#sources.has(this.#placeOf(at));
        if (isSource || this.#nameOf(at) !== '') names.check(tree.textOf(at));
        // `$_GET['a']` was checked, the rest of `$_GET` was not.
        at = isSource ? tree.after[at]! : at + 1;
      }
  }

  /** Parameters that are sources; others hide what had their name. */
  #parameters(node: Node, names: TaintedNames): void {
    const tree = this.#tree;
    const list = tree
      .namedChildren(node)
      .find((one) => /parameters|parameter_list|^lambda_parameters$/.test(tree.kindOf(one)));
    if (list === undefined) return;
    for (const parameter of tree.namedChildren(list)) {
      const origin = this.#originIn(parameter, new TaintedNames());
      for (const name of this.#namesIn(parameter))
        if (origin) names.set(name, origin);
        else names.clear(name);
    }
  }

  /** `ids.each { |id| … }`: the block gets what the receiver holds. */
  #handOver(node: Node, names: TaintedNames): void {
    const tree = this.#tree;
    let call = tree.parent(node);
    while (call !== none && /^(annotated_lambda|call_suffix|value_arguments?|argument)$/.test(tree.kindOf(call)))
      call = tree.parent(call);
    if (call === none || !/^(call|call_expression)$/.test(tree.kindOf(call))) return;
    const receiver = tree.child(call, 'receiver') === none ? tree.firstChild(call) : tree.child(call, 'receiver');
    if (receiver === none || tree.start[receiver]! >= tree.start[node]!) return;
    const origin = this.#originIn(receiver, names);
    if (!origin) return;
    const list = tree.namedChildren(node).find((one) => /parameters/.test(tree.kindOf(one)));
    if (list !== undefined) for (const name of this.#namesIn(list)) names.set(name, origin);
    else if (tree.grammar.language === 'kotlin') names.set('it', origin);
  }

  #arm(node: Node, names: TaintedNames): void {
    const tree = this.#tree;
    const match = tree.parent(tree.parent(node));
    const value = match === none ? none : tree.child(match, 'value');
    const pattern = tree.child(node, 'pattern');
    const origin = value === none || pattern === none ? undefined : this.#originIn(value, names);
    if (origin) for (const name of this.#namesIn(pattern)) names.set(name, origin);
  }

  /** `text.append(x)`, `list << x`: the receiver holds it from now on. */
  #grow(node: Node, kind: string, names: TaintedNames): void {
    if (!/call|invocation/.test(kind)) return;
    const tree = this.#tree;
    const list = tree
      .namedChildren(node)
      .find((one) => /^(arguments|argument_list|value_arguments)$/.test(tree.kindOf(one)));
    if (list === undefined || tree.start[list]! - tree.start[node]! > 100) return;
    const [, name, method] =
      /^([@$]*\w+)\s*(?:\.|->|\?\.|&\.)\s*(\w+)\s*$/.exec(tree.text.slice(tree.start[node], tree.start[list])) ?? [];
    if (name === undefined || !growing.test(method!)) return;
    const origin = this.#originIn(list, names);
    if (origin) names.set(name, origin);
  }

  #assign(left: Node, origin: Origin | undefined, names: TaintedNames, isAdded: boolean): void {
    const tree = this.#tree;
    const kind = tree.kindOf(left);
    if (/subscript|element_(access|reference)|index/.test(kind) || members.has(kind) || kind === 'call') {
      if (tree.end[left]! - tree.start[left]! > 200) return;
      if (origin) names.set(tree.textOf(left), origin);
      else if (!isAdded) names.clear(tree.textOf(left));
      // A list that was given something holds it; an object is known member by member.
      const base = /^[@$]*\w+/.exec(tree.textOf(left))?.[0];
      if (origin && base && !members.has(kind) && kind !== 'call') names.set(base, origin);
      return;
    }
    for (const name of this.#namesIn(left))
      if (origin) names.set(name, origin);
      else if (!isAdded) names.clear(name);
  }

  #judge(node: Node, names: TaintedNames): void {
    for (const sink of this.#sinks.get(node) ?? []) {
      if (this.#hits.has(sink) || this.#isCleanAround(sink)) continue;
      const origin = this.#originIn(node, names, sink);
      if (origin) this.#hits.set(sink, origin);
    }
  }

  #isCleanAround({ start, end }: Match): boolean {
    return this.#sanitizers.some((one) => one.start <= start && one.end >= end);
  }

  /** Where the data in an expression comes from, if from a source at all. */
  #originIn(
    node: Node,
    names: TaintedNames,
    { start, end }: Origin = { start: this.#tree.start[node]!, end: this.#tree.end[node]! },
  ): Origin | undefined {
    const tree = this.#tree;
    for (let at = node; at < tree.after[node]!;) {
      this.#step();
      const isOut = tree.start[at]! < start || tree.end[at]! > end;
      if (!isOut && (this.#cleaned.has(this.#placeOf(at)) || this.#isTest(at) || this.#isChecked(at, names)))
        at = tree.after[at]!;
      else {
        const found = isOut ? undefined : this.#originAt(at, names);
        if (found) return found;
        at += 1;
      }
    }
    return undefined;
  }

  #isChecked(node: Node, names: TaintedNames): boolean {
    return this.#sources.has(this.#placeOf(node)) && names.isChecked(this.#tree.textOf(node));
  }

  #originAt(node: Node, names: TaintedNames): Origin | undefined {
    const tree = this.#tree;
    if (this.#sources.has(this.#placeOf(node))) return { start: tree.start[node]!, end: tree.end[node]! };
    const name = this.#nameOf(node);
    if (name !== '') return names.originOf(name);
    const kind = tree.kindOf(node);
    if (kind === 'string_literal' || kind === 'multiline_string_literal') return this.#originInText(node, names);
    if (!members.has(kind) && kind !== 'call' && !/subscript|element_/.test(kind)) return undefined;
    return tree.end[node]! - tree.start[node]! > 200 ? undefined : names.originOf(tree.textOf(node));
  }

  /** Names in texts that the grammar takes for text: `"$name"` in Kotlin, `"{name}"` in macros of Rust. */
  #originInText(node: Node, names: TaintedNames): Origin | undefined {
    const { language } = this.#tree.grammar;
    const expression = language === 'kotlin' ? /\$(\w+)/g : language === 'rust' ? /\{(\w+)[:}]/g : null;
    if (!expression) return undefined;
    if (language === 'rust' && !this.#tree.is(this.#tree.parent(node), 'token_tree')) return undefined;
    for (const [, name] of this.#tree.textOf(node).matchAll(expression)) {
      const origin = names.originOf(name!);
      if (origin) return origin;
    }
    return undefined;
  }

  /** A comparison, or the condition of a choice: what it gives is not the data. */
  #isTest(node: Node): boolean {
    const tree = this.#tree;
    if (!tree.isNamed(node)) return false;
    if (isTruth(tree, node)) return true;
    return (
      tree.field[node] !== 0 &&
      tree.grammar.fields[tree.field[node]!] === 'condition' &&
      branches.has(tree.kindOf(tree.parent(node)))
    );
  }

  /** The variable a node is; `''` for members, keys and everything else. */
  #nameOf(node: Node): string {
    const tree = this.#tree;
    if (!variables.has(tree.kindOf(node))) return '';
    const { text } = tree;
    let before = tree.start[node]! - 1;
    while (before >= 0 && (text[before] === ' ' || text[before] === '\n')) before -= 1;
    // In PHP a dot joins texts.
    if (text[before] === '.' && text[before - 1] !== '.' && tree.grammar.language !== 'php') return '';
    if (text[before] === ':' && text[before - 1] === ':') return '';
    if (text[before] === '>' && text[before - 1] === '-') return '';
    const after = tree.end[node]!;
    if (
      text[after] === ':' &&
      text[after + 1] === ' ' &&
      /^(argument|value_argument)$/.test(tree.kindOf(tree.parent(node)))
    )
      return '';
    return tree.textOf(node);
  }

  #namesIn(node: Node): string[] {
    const found: string[] = [];
    for (let at = node; at < this.#tree.after[node]!; at += 1) {
      this.#step();
      const name = this.#nameOf(at);
      if (name !== '') found.push(name);
    }
    return found;
  }

  #placeOf(node: Node): number {
    return this.#tree.start[node]! * 2 ** 26 + this.#tree.end[node]!;
  }
}

function keyOf({ start, end }: Origin): number {
  return start * 2 ** 26 + end;
}

const growing =
  /^(append|add|addAll|push|push_str|push_back|Append|AppendLine|AppendFormat|Add|concat|insert|Insert|put|write_str|extend)$/;
