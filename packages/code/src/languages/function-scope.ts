import { FunctionBuilder } from '../ir/function-builder.ts';
import { nothing, thrownName, type IrFunction, type Register } from '../ir/ir.ts';
import type { Node } from '../syntax/syntax-tree.ts';

interface Target {
  label: string;
  breakTo: number;
  /** -1 for a switch or a labelled block. */
  continueTo: number;
  /** How many `finally` bodies were open when it began. */
  finalizers: number;
}

/** Where a variable lives: in this function, or in one around it. */
export interface Variable {
  function: number;
  register: Register;
}

/** Asks a question, and goes to the one block or to the other. */
export type Jump = (yes: number, no: number) => void;

/** One function while it is lowered: its variables by name, and where `break`, `continue` and exceptions go. */
export class FunctionScope {
  readonly builder: FunctionBuilder;
  readonly parent: FunctionScope | null;
  /** Name → register, innermost block last. */
  readonly #blocks: Map<string, Register>[] = [new Map()];
  readonly #targets: Target[] = [];
  readonly #finalizers: (() => void)[] = [];
  /** A label that stands before the statement at hand. */
  pendingLabel = '';
  /** The list of all that a generator yields. */
  generated: Register = nothing;

  constructor(index: number, name: string, node: Node, parent: FunctionScope | null) {
    this.builder = new FunctionBuilder(index, name, node, parent ? parent.builder.fn.index : -1);
    this.parent = parent;
  }

  get fn(): IrFunction {
    return this.builder.fn;
  }

  /** A new variable of the innermost block (`depth` 0) or of the whole function. */
  declare(name: string, type = '', ofFunction = false): Register {
    const block = ofFunction ? this.#blocks[0]! : this.#blocks.at(-1)!;
    const register = this.builder.register(name);
    block.set(name, register);
    if (type) this.fn.types.set(register, type);
    return register;
  }

  /** Throws, and keeps what is thrown for whoever catches it. */
  throw(value: Register, node: Node): void {
    this.builder.emit('copy', node, { dst: this.#thrown(), a: value });
    this.builder.throw(value, node);
  }

  /** What was thrown, of this type where it says so. */
  caught(node: Node, type = '', dst = this.builder.register()): Register {
    return this.builder.emit('exception', node, { dst, a: this.#thrown(), name: type });
  }

  /** What was thrown before is of no concern to what is tried now. */
  forgetThrown(node: Node): void {
    this.builder.emit('copy', node, { dst: this.#thrown() });
  }

  #thrown(): Register {
    const known = this.fn.registers.indexOf(thrownName);
    return known === -1 ? this.builder.register(thrownName) : known;
  }

  /** The function's own variable of this name. */
  own(name: string): Register {
    for (let at = this.#blocks.length - 1; at >= 0; at -= 1) {
      const found = this.#blocks[at]!.get(name);
      if (found !== undefined) return found;
    }
    return nothing;
  }

  resolve(name: string): Variable | null {
    const register = this.own(name);
    return register === nothing ? (this.parent?.resolve(name) ?? null) : { function: this.fn.index, register };
  }

  read({ function: home, register }: Variable, node: Node): Register {
    return home === this.fn.index ? register : this.builder.emit('outer', node, { a: home, b: register });
  }

  write({ function: home, register }: Variable, value: Register, node: Node): void {
    if (home === this.fn.index) this.builder.emit('copy', node, { dst: register, a: value });
    else this.builder.effect('storeOuter', node, { a: home, b: register, args: [value] });
  }

  /** Variables declared inside die at its end. */
  block(body: () => void): void {
    this.#blocks.push(new Map());
    body();
    this.#blocks.pop();
  }

  /** A body that `break` and `continue` inside may leave. */
  target(breakTo: number, continueTo: number, body: () => void): void {
    const label = this.pendingLabel;
    this.pendingLabel = '';
    this.#targets.push({ label, breakTo, continueTo, finalizers: this.#finalizers.length });
    body();
    this.#targets.pop();
  }

  /** `break`, `continue`: to the innermost that fits, through the `finally` bodies between. */
  leaveTo(what: 'break' | 'continue', label: string): void {
    const found = this.#targets.findLast((one) =>
      label ? one.label === label : what === 'break' ? true : one.continueTo !== -1,
    );
    if (!found) return;
    this.#runFinalizers(found.finalizers);
    this.builder.jump(what === 'break' ? found.breakTo : found.continueTo);
    this.builder.enter(this.builder.block());
  }

  return(value: Register, node: Node): void {
    this.#runFinalizers(0);
    this.builder.return(value, node);
  }

  #runFinalizers(downTo: number): void {
    const open = this.#finalizers.splice(downTo);
    for (const [at, finalize] of [...open].reverse().entries()) {
      this.#finalizers.push(...open.slice(0, open.length - at - 1));
      finalize();
      this.#finalizers.length = downTo;
    }
    this.#finalizers.push(...open);
  }

  /** `if`: both ways come together afterwards. */
  branch(condition: Register, node: Node, then: () => void, otherwise?: () => void): void {
    this.branchBy((yes, no) => this.builder.branch(condition, yes, no, node), then, otherwise);
  }

  /** An `if` whose condition jumps itself: each part of `a && b` is asked alone, and what it says is known from there. */
  branchBy(ask: Jump, then: () => void, otherwise?: () => void): void {
    const { builder } = this;
    const yes = builder.block();
    const no = otherwise ? builder.block() : -1;
    const after = builder.block();
    ask(yes, otherwise ? no : after);
    builder.enter(yes);
    then();
    builder.jump(after);
    if (otherwise) {
      builder.enter(no);
      otherwise();
      builder.jump(after);
    }
    builder.enter(after);
  }

  /** `c ? a : b`, `a && b`: one register gets either. */
  choose(condition: Register, node: Node, then: () => Register, otherwise: () => Register): Register {
    return this.chooseBy((yes, no) => this.builder.branch(condition, yes, no, node), node, then, otherwise);
  }

  chooseBy(ask: Jump, node: Node, then: () => Register, otherwise: () => Register): Register {
    const result = this.builder.register();
    this.branchBy(
      ask,
      () => this.builder.emit('copy', node, { dst: result, a: then() }),
      () => this.builder.emit('copy', node, { dst: result, a: otherwise() }),
    );
    return result;
  }

  /** A loop whose condition is asked before each round; `null` for one without. */
  loop(node: Node, condition: (() => Register) | null, body: () => void, step?: () => void): void {
    this.loopBy(condition && ((yes, no) => this.builder.branch(condition(), yes, no, node)), body, step);
  }

  loopBy(ask: Jump | null, body: () => void, step?: () => void): void {
    const { builder } = this;
    const head = builder.block();
    const inside = builder.block();
    const again = builder.block();
    const after = builder.block();
    builder.jump(head);
    builder.enter(head);
    if (ask) ask(inside, after);
    else builder.jump(inside);
    builder.enter(inside);
    this.target(after, again, body);
    builder.jump(again);
    builder.enter(again);
    step?.();
    builder.jump(head);
    builder.enter(after);
  }

  /** A loop over elements: it may run, or not, as often as it likes. */
  each(node: Node, element: () => void, body: () => void, otherwise?: () => void): void {
    const { builder } = this;
    const head = builder.block();
    const inside = builder.block();
    const done = builder.block();
    const after = builder.block();
    builder.jump(head);
    builder.enter(head);
    const more = builder.register();
    builder.branch(more, inside, done, node);
    builder.enter(inside);
    element();
    this.target(after, head, body);
    builder.jump(head);
    builder.enter(done);
    otherwise?.();
    builder.jump(after);
    builder.enter(after);
  }

  /** The body first, then the question. */
  doWhile(node: Node, body: () => void, condition: () => Register): void {
    const { builder } = this;
    const inside = builder.block();
    const ask = builder.block();
    const after = builder.block();
    builder.jump(inside);
    builder.enter(inside);
    this.target(after, ask, body);
    builder.jump(ask);
    builder.enter(ask);
    builder.branch(condition(), inside, after, node);
    builder.enter(after);
  }

  /**
   * `try`: exceptions of the body go to the first handler and from there to each that may fit; `finalize` is lowered
   * on every way out, which is why it may be called several times.
   */
  try(body: () => void, handlers: readonly (() => void)[], finalize?: () => void, otherwise?: () => void): void {
    const { builder } = this;
    const outer = builder.handler;
    const after = builder.block();
    const pads = handlers.map(() => builder.block());
    const last = finalize ? builder.block() : -1;
    if (finalize) this.#finalizers.push(finalize);
    builder.handler = pads[0] ?? last;
    if (builder.handler === -1) builder.handler = outer;
    builder.split();
    body();
    builder.handler = last === -1 ? outer : last;
    builder.split();
    otherwise?.();
    const toAfter = () => {
      builder.handler = outer;
      builder.split();
      if (finalize) {
        this.#finalizers.pop();
        finalize();
        this.#finalizers.push(finalize);
      }
      builder.jump(after);
    };
    toAfter();
    handlers.forEach((handler, at) => {
      builder.handler = last === -1 ? outer : last;
      builder.enter(pads[at]!);
      // Whoever does not fit hands on to the next.
      const next = pads[at + 1];
      if (next !== undefined) {
        const mine = builder.block();
        builder.branch(builder.register(), mine, next, this.fn.node);
        builder.enter(mine);
      }
      handler();
      toAfter();
    });
    if (finalize) {
      this.#finalizers.pop();
      builder.handler = outer;
      builder.enter(last);
      finalize();
      builder.throw(nothing, this.fn.node);
    }
    builder.handler = outer;
    builder.enter(after);
  }
}
