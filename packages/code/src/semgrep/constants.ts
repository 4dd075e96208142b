import type { Block, Constant, Instruction, IrFunction, Module, Register } from '../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';
import { assignmentsIn, type Given } from './given-values.ts';
import { combine, typeOf, type Known } from './known.ts';
import type { FileNames } from './names.ts';
import type { Shape } from './shapes/shape.ts';
import { isScript, textIn } from './shapes/kinds.ts';

type State = Map<Register, Known>;

/** Values that may be written down for one file, at all places together; past it names are not known. */
const mostKept = 1_000_000;

/**
 * What names and expressions of a file are known to be, at the place where they stand: each function is run once over
 * its blocks, values that differ between ways into a block leave their type only. Outside the languages with an IR, a
 * name that is given a literal once is that literal.
 */
export class Constants {
  readonly #tree: SyntaxTree;
  readonly #module: Module | null;
  readonly #names: FileNames;
  /** What is known before an instruction's node is reached, by function and node. */
  readonly #before = new Map<number, Map<Node, State>>();
  readonly #results = new Map<Node, Known>();
  #kept = 0;
  readonly #outer = new Map<string, Known>();
  #given: ReadonlyMap<string, readonly Given[]> | undefined;

  constructor(tree: SyntaxTree, module: Module | null, names: FileNames) {
    this.#tree = tree;
    this.#module = module;
    this.#names = names;
    if (!module) return;
    // What functions see of those around them is known in the second round.
    for (let round = 0; round < 2; round += 1) {
      for (const fn of module.functions) this.#run(fn);
      if (round === 0) this.#collectOuter(module);
    }
  }

  of(shape: Shape): Known | undefined {
    if (shape.kind === 'string') return { value: shape.text };
    if (shape.kind === 'number') return { value: Number(shape.text) };
    if (shape.kind === 'literal')
      return /^(true|false)$/.test(shape.text) ? { value: shape.text === 'true' } : undefined;
    if (shape.kind === 'id' && this.#isWritten(shape.node)) return undefined;
    if (!this.#module) return this.#literalOf(shape);
    if (shape.kind === 'id') return this.#nameAt(shape);
    if (shape.kind === 'member') return this.#fieldAt(shape);
    return this.#results.get(shape.node) ?? this.#joined(shape);
  }

  /** The expression that was last given to a name before it stands here, where there is no other way to come here. */
  shapeOf(shape: Shape, shapes: readonly Shape[]): Shape | null {
    this.#given ??= assignmentsIn(shapes);
    const last = this.#given.get(shape.text)?.findLast((one) => one.end <= shape.start);
    return last && last.from <= shape.start && last.to >= shape.end ? last.value : null;
  }

  #literalOf(shape: Shape): Known | undefined {
    if (shape.kind === 'binary' || shape.kind === 'binary_expression') return this.#joined(shape);
    if (shape.kind !== 'id' && shape.kind !== 'member') return undefined;
    return this.#literalNamed(this.#tree.text.slice(shape.start, shape.end));
  }

  #joined(shape: Shape): Known | undefined {
    const parts = shape.kind === 'binary' ? shape.parts.map((one) => one && this.of(one)) : [];
    const [a, b, more] = parts;
    if (a && b && more === undefined && this.#tree.grammar.language === 'java') return combine(shape.text, a, b);
    if (shape.text !== '+' && shape.text !== '.') return undefined;
    const isValue = (one: Known | null | undefined) => one && 'value' in one;
    if (!parts.every(isValue) || !parts.some((one) => one && 'value' in one && typeof one.value === 'string'))
      return undefined;
    return { value: parts.map((one) => String((one as { value: Constant }).value)).join('') };
  }

  #literalNamed(name: string): Known | undefined {
    const node = this.#names.constantOf(name);
    if (node === none) return undefined;
    return this.#literalAt(node);
  }

  #literalAt(node: Node, depth = 0): Known | undefined {
    const text = this.#tree.textOf(node);
    const kind = this.#tree.kindOf(node);
    if (kind === 'binary_expression') {
      const parts = this.#tree
        .namedChildren(node)
        .map((one) => (depth > 20 ? undefined : this.#literalAt(one, depth + 1)));
      const [a, b] = parts;
      return this.#tree.textOf(this.#tree.child(node, 'operator')) === '+' ? combine('+', a, b) : undefined;
    }
    if (kind === 'identifier') {
      const named = this.#names.constantOf(text);
      return named === none || depth > 20 ? undefined : this.#literalAt(named, depth + 1);
    }
    if (kind === 'true' || kind === 'false') return { value: kind === 'true' };
    if (/^-?[\d.]/.test(text)) return { value: Number(text.replace(/_|[lL]$/g, '')) };
    return { value: textIn(text) };
  }

  /** A field that is written nowhere but where it is declared. */
  #fieldAt(shape: Shape): Known | undefined {
    const { language } = this.#tree.grammar;
    if (language === 'python' || language === 'go') return undefined;
    const name = this.#tree.text.slice(shape.start, shape.end);
    const own = /^this\.(\w+)$/.exec(name)?.[1];
    if (own === undefined) return undefined;
    return language === 'java' ? this.#constantField(own) : this.#literalNamed(own);
  }

  #nameAt(shape: Shape): Known | undefined {
    const fn = this.#functionAt(shape);
    if (!fn) return undefined;
    const register = fn.registers.indexOf(shape.text);
    if (register === -1) return this.#outerNamed(fn, shape);
    const states = this.#before.get(fn.index);
    for (let at = shape.node; at !== none; at = this.#tree.parent(at)) {
      const state = states?.get(at);
      if (!state) continue;
      for (let number = register; number !== -1; number = fn.registers.indexOf(shape.text, number + 1)) {
        const known = state.get(number);
        if (known) return known;
      }
      break;
    }
    // In Java it may be put together from fields.
    return this.#tree.grammar.language === 'java' ? this.#sumNamed(shape.text) : undefined;
  }

  #sumNamed(name: string): Known | undefined {
    const node = this.#names.constantOf(name);
    return node !== none && this.#tree.is(node, 'binary_expression') ? this.#literalAt(node) : undefined;
  }

  /** The name on the left of an assignment is no value. */
  #isWritten(node: Node): boolean {
    const parent = this.#tree.parent(node);
    return (
      parent !== none &&
      this.#tree.child(parent, 'left') === node &&
      /assign|declaration/.test(this.#tree.kindOf(parent))
    );
  }

  #outerNamed(fn: IrFunction, shape: Shape): Known | undefined {
    for (let around = fn.parent; around >= 0; around = this.#module!.functions[around]!.parent) {
      const outer = this.#module!.functions[around]!;
      const register = outer.registers.indexOf(shape.text);
      if (register >= 0) return this.#outer.get(`${around}:${register}`);
    }
    // A field of the class around it, by its name alone.
    return this.#tree.grammar.language === 'java' ? this.#constantField(shape.text) : undefined;
  }

  /** Java's fields that nobody may or does write to. */
  #constantField(name: string): Known | undefined {
    let declaration = this.#names.constantOf(name);
    while (declaration !== none && !this.#tree.is(declaration, 'field_declaration'))
      declaration = this.#tree.parent(declaration);
    if (declaration === none) return this.#literalNamed(name);
    const modifiers = this.#tree.childOfKind(declaration, 'modifiers');
    return modifiers !== none && /\b(private|final)\b/.test(this.#tree.textOf(modifiers))
      ? this.#literalNamed(name)
      : undefined;
  }

  #functionAt({ start, end }: Shape): IrFunction | undefined {
    const tree = this.#tree;
    let best: IrFunction | undefined;
    for (const fn of this.#module!.functions) {
      if (fn.index !== 0 && (tree.start[fn.node]! > start || tree.end[fn.node]! < end)) continue;
      if (!best || best.index === 0 || tree.start[fn.node]! >= tree.start[best.node]!) best = fn;
    }
    return best;
  }

  /** Variables of a function that closures in it read: known where they are given a value once. */
  #collectOuter(module: Module): void {
    const given = new Map<string, number>();
    const count = (key: string) => given.set(key, (given.get(key) ?? 0) + 1);
    for (const fn of module.functions)
      for (const { instructions } of fn.blocks)
        for (const one of instructions)
          if (one.op === 'storeOuter') count(`${one.a}:${one.b}`);
          else if (one.dst >= 0 && fn.registers[one.dst]) count(`${fn.index}:${one.dst}`);
    for (const fn of module.functions)
      for (const { instructions } of fn.blocks)
        for (const one of instructions) {
          const key = `${fn.index}:${one.dst}`;
          if (one.dst < 0 || !fn.registers[one.dst] || given.get(key) !== 1) continue;
          if (module.language === 'go' && fn.index === 0 && !this.#isConstant(one.node)) continue;
          const value = this.#results.get(one.node) ?? this.#stored.get(one);
          if (value) this.#outer.set(key, value);
        }
  }

  readonly #stored = new Map<Instruction, Known>();

  #isConstant(node: Node): boolean {
    for (let at = node; at !== none; at = this.#tree.parent(at))
      if (this.#tree.is(at, 'const_declaration')) return true;
    return false;
  }

  #run(fn: IrFunction): void {
    const before = new Map<Node, State>();
    this.#before.set(fn.index, before);
    const states: (State | undefined)[] = fn.blocks.map(() => undefined);
    states[0] = new Map();
    const open = [0];
    for (let steps = 0; open.length > 0 && steps < 4000 && this.#kept < mostKept; steps += 1) {
      const at = open.shift()!;
      const block = fn.blocks[at]!;
      const state = this.#copy(states[at] ?? new Map());
      const flow = (to: number) => {
        const there = states[to];
        if (!there) states[to] = this.#copy(state);
        else if (!meet(there, state)) return;
        if (!open.includes(to)) open.push(to);
      };
      if (block.handler >= 0) flow(block.handler);
      // Places between which nothing with a name changes share what is known.
      let named = namedOf(fn, state);
      for (const one of block.instructions) {
        before.set(one.node, named);
        const known = state.get(one.dst);
        this.#instruction(one, state);
        if (one.dst < 0 || !fn.registers[one.dst] || state.get(one.dst) === known) continue;
        named = namedOf(fn, state);
        this.#kept += named.size;
        if (this.#kept > mostKept) return before.clear();
      }
      if (block.handler >= 0) flow(block.handler);
      this.#leave(block, named, before, flow);
    }
    // What was not seen to its end is not known.
    if (open.length > 0) before.clear();
  }

  #copy(state: State): State {
    this.#kept += state.size;
    return new Map(state);
  }

  #leave({ end }: Block, named: State, before: Map<Node, State>, flow: (to: number) => void): void {
    if ('node' in end && !before.has(end.node)) before.set(end.node, named);
    if (end.kind === 'jump') flow(end.to);
    else if (end.kind === 'branch') {
      flow(end.then);
      flow(end.otherwise);
    } else if (end.kind === 'switch')
      for (const to of new Set([end.otherwise, ...end.cases.map((one) => one.to)])) flow(to);
  }

  #instruction(one: Instruction, state: State): void {
    if (one.dst < 0) return;
    const value = this.#evaluate(one, state);
    if (!value) {
      state.delete(one.dst);
      this.#results.delete(one.node);
      return;
    }
    state.set(one.dst, value);
    this.#stored.set(one, value);
    if (one.op !== 'copy') this.#results.set(one.node, value);
  }

  /** Numbers of JavaScript are not worked out. */
  #combined(sign: string, a: Known | undefined, b: Known | undefined): Known | undefined {
    const value = combine(sign, a, b);
    const isNumber = value && 'value' in value && typeof value.value === 'number';
    return isNumber && isScript(this.#tree.grammar.language) ? { type: 'number' } : value;
  }

  #evaluate(one: Instruction, state: State): Known | undefined {
    switch (one.op) {
      case 'constant':
        return one.value === null ? undefined : { value: one.value };
      case 'copy':
        return state.get(one.a);
      case 'outer':
        return this.#outer.get(`${one.a}:${one.b}`);
      case 'concat': {
        const parts = one.args.map((register) => state.get(register));
        if (parts.some((part) => part === undefined)) return undefined;
        const values = parts.flatMap((part) => (part && 'value' in part ? [String(part.value)] : []));
        return values.length === parts.length ? { value: values.join('') } : { type: 'string' };
      }
      case 'binary':
        return this.#combined(one.name, state.get(one.a), state.get(one.b));
      case 'unary': {
        const value = state.get(one.a);
        if (one.name !== '-' || !value) return undefined;
        return 'value' in value ? { value: -Number(value.value) } : value;
      }
      default:
        return undefined;
    }
  }
}

function namedOf(fn: IrFunction, state: State): State {
  return new Map([...state].filter(([register]) => fn.registers[register]));
}

/** What holds on both ways. Did it change? */
function meet(there: State, state: State): boolean {
  let changed = false;
  for (const [register, known] of there) {
    const other = state.get(register);
    if (other && 'value' in other && 'value' in known && other.value === known.value) continue;
    if (other && typeOf(other) === typeOf(known)) {
      if ('type' in known) continue;
      there.set(register, { type: typeOf(known) });
    } else there.delete(register);
    changed = true;
  }
  return changed;
}
