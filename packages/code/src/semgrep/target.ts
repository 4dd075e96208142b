import type { Module } from '../ir/ir.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { Constants } from './constants.ts';
import { FileNames } from './names.ts';
import { Shaper } from './shapes/shaper.ts';
import type { Shape } from './shapes/shape.ts';
import { impliedReturnsIn } from './implied-returns.ts';
import { isSameText, type Binding, type Match } from './bindings.ts';

/** A file as patterns see it; whatever costs something is made when it is first asked for. */
export class Target {
  readonly tree: SyntaxTree;
  /** Set where a pattern had more to try or to find than it may; what it had found by then stands. */
  cut: string | null = null;
  readonly #lower: ((tree: SyntaxTree) => Module) | null;
  readonly #words = new Map<string, boolean>();
  readonly #found = new Map<object, Match[]>();
  #module: Module | null | undefined;
  #names: FileNames | undefined;
  #constants: Constants | undefined;
  #roots: readonly Shape[] | undefined;
  #shapes: readonly Shape[] | undefined;
  #byPlace: Map<number, Shape> | undefined;
  #impliedReturns: ReadonlySet<Shape> | undefined;
  #byKind: Map<string, Shape[]> | undefined;

  constructor(tree: SyntaxTree, lower: ((tree: SyntaxTree) => Module) | null = null) {
    this.tree = tree;
    this.#lower = lower;
  }

  get module(): Module | null {
    if (this.#module === undefined) this.#module = this.#lower?.(this.tree) ?? null;
    return this.#module;
  }

  get names(): FileNames {
    this.#names ??= new FileNames(this.tree);
    return this.#names;
  }

  get constants(): Constants {
    this.#constants ??= new Constants(this.tree, this.module, this.names);
    return this.#constants;
  }

  /** The file as a whole, mostly one block. */
  get roots(): readonly Shape[] {
    this.#roots ??= new Shaper(this.tree, false).all([0]);
    return this.#roots;
  }

  /** All shapes of the file, outer ones first. */
  get shapes(): readonly Shape[] {
    this.#shapes ??= flat(this.roots);
    return this.#shapes;
  }

  shapesOf(kind: string): readonly Shape[] {
    if (!this.#byKind) {
      this.#byKind = new Map();
      for (const shape of this.shapes) {
        const known = this.#byKind.get(shape.kind);
        if (known) known.push(shape);
        else this.#byKind.set(shape.kind, [shape]);
      }
    }
    return this.#byKind.get(kind) ?? [];
  }

  /** What functions without a name give although no `return` says so. */
  get impliedReturns(): ReadonlySet<Shape> {
    this.#impliedReturns ??= impliedReturnsIn(this.tree, [...this.shapesOf('lambda'), ...this.shapesOf('pair')]);
    return this.#impliedReturns;
  }

  /** The outermost shape that fills a stretch of the text. */
  shapeAt({ start, end }: { start: number; end: number }): Shape | undefined {
    if (!this.#byPlace) {
      this.#byPlace = new Map();
      for (const shape of this.shapes) {
        const key = shape.start * 2 ** 26 + shape.end;
        if (!this.#byPlace.has(key)) this.#byPlace.set(key, shape);
      }
    }
    return this.#byPlace.get(start * 2 ** 26 + end);
  }

  /** Does the word stand anywhere in the file? */
  has(word: string): boolean {
    let known = this.#words.get(word);
    if (known === undefined) {
      known = this.tree.text.includes(word);
      this.#words.set(word, known);
    }
    return known;
  }

  /** What a formula finds in the whole file: several rules may ask for the same one. */
  remember(formula: object, find: () => Match[]): Match[] {
    let known = this.#found.get(formula);
    if (!known) {
      known = find();
      this.#found.set(formula, known);
    }
    return known;
  }

  /** Do two bindings mean the same? Quotes and blanks do not matter, nor by which name something was imported. */
  areSame(a: Binding, b: Binding): boolean {
    if (a.start === b.start && a.end === b.end && a.value === b.value) return true;
    const [left, right] = [this.textOf(a), this.textOf(b)];
    if (left === 'self' && this.#isParameter(a) !== this.#isParameter(b)) return false;
    if (isSameText(left, right) || this.#areEqual(a, b)) return true;
    const isName = (one: Binding) =>
      one.value !== undefined || !this.tree.is(this.tree.parent(one.node), 'variable_declarator');
    if (!/^\w+$/.test(left) || !/^\w+$/.test(right) || !isName(a) || !isName(b)) return false;
    return this.names.resolve(left) === this.names.resolve(right);
  }

  /** Python's `self` means the object where it is used, and a name where it is declared. */
  #isParameter({ node }: Binding): boolean {
    return this.tree.grammar.language === 'python' && this.tree.is(this.tree.parent(node), 'parameters');
  }

  /** Is a name here known to be what the other is? */
  #areEqual(a: Binding, b: Binding): boolean {
    if (a.value !== undefined || b.value !== undefined) return false;
    const [left, right] = [this.shapeAt(a), this.shapeAt(b)];
    if (!left || !right || !isPlain(left) || !isPlain(right) || (left.kind !== 'id' && right.kind !== 'id'))
      return false;
    const [one, other] = [this.constants.of(left), this.constants.of(right)];
    return one !== undefined && other !== undefined && 'value' in one && 'value' in other && one.value === other.value;
  }

  textOf({ start, end, value }: { start: number; end: number } & Partial<Pick<Binding, 'value'>>): string {
    return value ?? this.tree.text.slice(start, end);
  }
}

function isPlain({ kind }: Shape): boolean {
  return /^(id|member|string|number|literal)$/.test(kind);
}

/** What is imported is no expression, nor are the names of functions, classes, parameters and members. */
function flat(roots: readonly Shape[]): Shape[] {
  const found: Shape[] = [];
  const visit = (shape: Shape): void => {
    found.push(shape);
    shape.attributes.forEach(visit);
    if (shape.kind === 'import') return;
    shape.parts.forEach((part, at) => {
      if (!part || (part.kind === 'id' && namePlaces[shape.kind] === at)) return;
      // In an object or a class a function is a method of it.
      if (part.kind === 'lambda' && (shape.kind === 'pair' || shape.text === 'field'))
        for (const inner of part.parts) {
          if (inner) visit(inner);
        }
      else visit(part);
    });
  };
  roots.forEach(visit);
  return found;
}

const namePlaces: Readonly<Record<string, number>> = {
  function: 0,
  class: 0,
  class_expression: 0,
  interface: 0,
  param: 0,
  keyword: 0,
  member: 1,
  var: 0,
  catch: 1,
};
