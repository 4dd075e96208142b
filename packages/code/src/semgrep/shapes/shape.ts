import type { Node, SyntaxTree } from '../../syntax/syntax-tree.ts';

/**
 * Syntax as patterns see it: what means the same has one shape, however it is written. Patterns and programs are both
 * made into shapes, so that they only differ where it matters.
 *
 * Kinds with parts in fixed places (`null` where there is none):
 *
 * | kind | parts |
 * |---|---|
 * | call | callee, args, type arguments |
 * | new | type, args, body |
 * | member | object, name |
 * | index | object, key … |
 * | assign | left, right (text: `=` or `:=`) |
 * | var | name, type, value |
 * | function | name, params, result, body |
 * | lambda | params, result, body |
 * | param | name, type, value |
 * | class | name, supers, body |
 * | if | condition, then, else, initializer |
 * | try | body, catches, finally |
 * | catch | type, name, body |
 * | return | value |
 * | keyword, pair | name, value |
 * | import | path, name of the member, alias (text: how) |
 * | binary, unary | operands (text: the operator) |
 * | jsx | name, attributes, children |
 * | optional | what `?.` is asked of |
 * | tagged | parts of a template behind its tag |
 *
 * `block`, `args`, `params`, `array`, `tuple`, `object`, `supers`, `list` hold lists; `id`, `string`, `number`,
 * `literal` are leaves; `metavar`, `metaseq`, `dots` and `deep` stand in patterns only. Everything else has the
 * grammar's own kind, with its named children as parts.
 */
export interface Shape {
  readonly kind: string;
  readonly text: string;
  readonly parts: readonly (Shape | null)[];
  /** Modifiers, decorators: those of a pattern are among those of what it matches. */
  readonly attributes: readonly Shape[];
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

/** Statements that are no expressions. */
const statementKinds =
  /^(function|class|if|try|catch|return|import|var|for|while|with|switch|block|param|params|args|supers|case|keyword|pair|list|interface|package|type|generic|export|annotation|.*(_statement|_declaration|_clause|_item|_body|_type|_specifier|_spec|_annotation|_parameters?|_identifier))$/;

/** May a lone metavariable stand for it? */
export function isExpression({ kind }: Shape): boolean {
  return !statementKinds.test(kind);
}

/** `a.b.c` of names only; `''` for anything else. */
export function pathOf(shape: Shape): string {
  if (shape.kind === 'id') return shape.text;
  if (shape.kind !== 'member') return '';
  const [object, name] = shape.parts;
  const before = object ? pathOf(object) : '';
  return before !== '' && name?.kind === 'id' ? `${before}.${name.text}` : '';
}

/** What languages make their shapes with. */
export interface ShapeMaker {
  readonly tree: SyntaxTree;
  /** One shape; where several statements are meant by one node, a list of them. */
  of(node: Node): Shape;
  /** The child of this name, or `null`. */
  field(node: Node, name: string): Shape | null;
  /** Shapes of several nodes, those that mean several statements among them. */
  all(nodes: readonly Node[]): Shape[];
  children(node: Node): Shape[];
  make(kind: string, node: Node, parts: readonly (Shape | null)[], text?: string, attributes?: readonly Shape[]): Shape;
  list(kind: string, node: Node, parts: readonly Shape[]): Shape;
  /** The same with another range: what stands around it belongs to it. */
  within(shape: Shape, node: Node): Shape;
  id(node: Node, text?: string): Shape;
  /** A list of statements; a lone statement counts as one. */
  block(node: Node): Shape | null;
}
