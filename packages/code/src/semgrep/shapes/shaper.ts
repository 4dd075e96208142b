import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { deep, ellipsis, sequenceVariable, variable } from '../placeholders.ts';
import { shapeCSharp } from './csharp.ts';
import { shapeGo } from './go.ts';
import { shapeJava } from './java.ts';
import { shapeJavaScript } from './javascript.ts';
import { shapePython } from './python.ts';
import { shapeAssignment } from './assignments.ts';
import type { Shape, ShapeMaker } from './shape.ts';
import {
  blockKinds,
  isPlainText,
  numberKinds,
  operators,
  reserved,
  stringKinds,
  textIn,
  valueOfNumber,
  wordKinds,
  wrappers,
} from './kinds.ts';

type Made = Shape | readonly Shape[] | undefined;
type ShapeLanguage = (shaper: ShapeMaker, node: Node, kind: string) => Made;

const languages: Readonly<Record<string, ShapeLanguage>> = {
  javascript: shapeJavaScript,
  typescript: shapeJavaScript,
  tsx: shapeJavaScript,
  python: shapePython,
  java: shapeJava,
  go: shapeGo,
  csharp: shapeCSharp,
};

/** Makes shapes of the nodes of one tree. Nodes deeper than anybody writes become leaves. */
export class Shaper implements ShapeMaker {
  readonly tree: SyntaxTree;
  readonly #isPattern: boolean;
  readonly #language: ShapeLanguage | undefined;
  #depth = 0;

  constructor(tree: SyntaxTree, isPattern: boolean) {
    this.tree = tree;
    this.#isPattern = isPattern;
    this.#language = languages[tree.grammar.language];
  }

  of(node: Node): Shape {
    const made = this.#made(node);
    return isOne(made) ? made : this.list('list', node, made);
  }

  field(node: Node, name: string): Shape | null {
    const child = this.tree.child(node, name);
    return child === none ? null : this.of(child);
  }

  all(nodes: readonly Node[]): Shape[] {
    return nodes.flatMap((node) => this.#made(node));
  }

  children(node: Node): Shape[] {
    return this.all(this.tree.namedChildren(node));
  }

  make(
    kind: string,
    node: Node,
    parts: readonly (Shape | null)[],
    text = '',
    attributes: readonly Shape[] = [],
  ): Shape {
    return { kind, text, parts, attributes, node, start: this.tree.start[node]!, end: this.tree.end[node]! };
  }

  list(kind: string, node: Node, parts: readonly Shape[]): Shape {
    return this.make(kind, node, parts);
  }

  within(shape: Shape, node: Node): Shape {
    return { ...shape, start: this.tree.start[node]!, end: this.tree.end[node]! };
  }

  id(node: Node, text = this.tree.textOf(node)): Shape {
    if (this.#isPattern) {
      const plain = text.replace(/^\$/, '');
      if (plain === ellipsis) return this.make('dots', node, []);
      if (plain.startsWith(sequenceVariable))
        return this.make('metaseq', node, [], plain.slice(sequenceVariable.length));
      if (plain.startsWith(variable)) return this.make('metavar', node, [], plain.slice(variable.length));
    }
    return this.make('id', node, [], text);
  }

  block(node: Node): Shape | null {
    if (node === none) return null;
    const made = this.#made(node);
    if (isOne(made) && made.kind === 'block') return made;
    return this.list('block', node, isOne(made) ? [made] : made);
  }

  string(node: Node, text: string): Shape {
    return this.make('string', node, [], text);
  }

  #made(node: Node): Shape | readonly Shape[] {
    if (this.#depth > 400) return this.make('too-deep', node, []);
    this.#depth += 1;
    try {
      const kind = this.tree.kindOf(node);
      return this.#common(node, kind) ?? this.#language?.(this, node, kind) ?? this.#default(node, kind);
    } finally {
      this.#depth -= 1;
    }
  }

  #common(node: Node, kind: string): Made {
    const { tree } = this;
    if (this.#isPattern && kind === 'string_content' && tree.textOf(node) === '...') return this.make('dots', node, []);
    if (wordKinds.has(kind)) return this.id(node);
    if (stringKinds.has(kind)) return this.#string(node, kind);
    if (numberKinds.has(kind)) return this.make('number', node, [], valueOfNumber(tree.textOf(node)));
    if (/^(true|false|boolean_literal|boolean)$/.test(kind))
      return this.make('literal', node, [], tree.textOf(node).toLowerCase());
    if (/^(null|nil|none|null_literal)$/.test(kind)) return this.make('literal', node, [], tree.textOf(node));
    if (wrappers.has(kind)) {
      const inner = tree.namedChildren(node);
      return inner.length === 1 ? this.#made(inner[0]!) : undefined;
    }
    if (kind === 'statement_list') return this.children(node);
    if (!this.#language) {
      if (blockKinds.has(kind)) return this.list('block', node, this.children(node));
      const given = shapeAssignment(this, node, kind);
      if (given) return given;
    }
    if (/^(call|call_expression|method_invocation|invocation_expression|function_call_expression)$/.test(kind))
      return this.#deep(node);
    return undefined;
  }

  /** `<... x ...>` of a pattern. */
  #deep(node: Node): Made {
    if (!this.#isPattern) return undefined;
    const callee = this.tree.firstChild(node);
    if (callee === none || this.tree.textOf(callee) !== deep) return undefined;
    const inner = this.tree.namedChildren(node).find((one) => one !== callee);
    const [only] = inner === undefined ? [] : this.children(inner);
    return only && this.make('deep', node, [only]);
  }

  #string(node: Node, kind: string): Shape {
    const { tree } = this;
    const text = tree.textOf(node);
    const parts = tree.namedChildren(node);
    if (kind === 'concatenated_string') {
      const inner = parts.map((one) => this.of(one));
      return inner.every((one) => one.kind === 'string')
        ? this.string(node, inner.map((one) => one.text).join(''))
        : this.make('template', node, inner);
    }
    const isTemplate =
      (this.#isPattern && kind === 'template_string') ||
      (tree.grammar.language === 'python' && /^[a-zA-Z]*[fF][a-zA-Z]*['"]/.test(text));
    const filled = parts.filter((one) => !isPlainText(tree.kindOf(one)));
    const isFilled = filled.length > 0 || (tree.grammar.language === 'kotlin' && /\$[A-Za-z_]/.test(text));
    if (!isTemplate && !isFilled) {
      const isBytes = tree.grammar.language === 'python' && /^[rR]?[bB]/.test(text);
      return this.make('string', node, [], textIn(text), isBytes ? [this.make('modifier', node, [], 'b')] : []);
    }
    return this.make(
      'template',
      node,
      parts
        .filter((one) => !/^string_(start|end)$|quote/.test(tree.kindOf(one)))
        .map((one) => {
          if (isPlainText(tree.kindOf(one)))
            return tree.textOf(one) === '...' && this.#isPattern
              ? this.make('dots', one, [])
              : this.make('text', one, [], tree.textOf(one));
          const [inner, format] = tree.namedChildren(one);
          return inner === undefined || format !== undefined || !/interpolation|substitution/.test(tree.kindOf(one))
            ? this.of(one)
            : this.of(inner);
        }),
    );
  }

  #default(node: Node, kind: string): Shape {
    const { tree } = this;
    const own = reserved.has(kind) ? `${kind}_` : kind;
    if (tree.after[node] === node + 1) return this.make(own, node, [], tree.textOf(node));
    const text = operators.has(kind)
      ? tree
          .children(node)
          .filter((child) => !tree.isNamed(child))
          .map((child) => tree.textOf(child))
          .filter((token) => /[^\s(),;]/.test(token))
          .join(' ')
      : '';
    const isPrefix = kind === 'update_expression' && !tree.isNamed(node + 1);
    const parts = this.children(node);
    // An ellipsis is one wherever it stands alone, as the type and the name of a parameter, too.
    const [first] = parts;
    if (
      this.#isPattern &&
      first &&
      /^(dots|metaseq)$/.test(first.kind) &&
      parts.every((one) => one.kind === first.kind)
    )
      if (tree.textOf(node) === tree.textOf(first.node) || /parameter|splat/.test(kind)) return first;
    return this.make(
      own,
      node,
      parts,
      text === '' && parts.length === 0 ? wordsIn(tree.textOf(node)) : isPrefix ? `${text}_` : text,
    );
  }
}

function isOne(made: Shape | readonly Shape[]): made is Shape {
  return !Array.isArray(made);
}

/** Keywords a node consists of; brackets without anything in them say nothing. */
function wordsIn(text: string): string {
  return /\w/.test(text) ? text.replace(/\s/g, '') : '';
}
