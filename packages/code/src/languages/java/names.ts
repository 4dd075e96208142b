import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { isClassOf } from './type-names.ts';

const primitives = new Set(['int', 'long', 'short', 'byte', 'char', 'boolean', 'float', 'double', 'void', 'var']);

/** What simple names of types mean in one file: by its imports, its own classes, its package. */
export class JavaNames {
  readonly packageName: string;
  readonly #tree: SyntaxTree;
  readonly #imports = new Map<string, string>();
  readonly #onDemand: string[] = [];
  /** Static members imported by name: `import static a.B.c`. */
  readonly statics = new Map<string, string>();
  /** Simple or nested name → qualified name of the file's own classes. */
  readonly own = new Map<string, string>();

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    let packageName = '';
    for (const child of tree.namedChildren(0)) {
      if (tree.is(child, 'package_declaration')) packageName = tree.textOf(tree.namedChildren(child).at(-1) ?? none);
      else if (tree.is(child, 'import_declaration')) this.#import(child);
    }
    this.packageName = packageName;
  }

  #import(node: Node): void {
    const tree = this.#tree;
    const [path] = tree.namedChildren(node);
    if (path === undefined) return;
    const name = tree.textOf(path).replace(/\s/g, '');
    const isStatic = tree.childOfKind(node, 'static') !== none;
    if (tree.childOfKind(node, 'asterisk') !== none) this.#onDemand.push(name);
    else if (isStatic) this.statics.set(name.slice(name.lastIndexOf('.') + 1), name);
    else this.#imports.set(name.slice(name.lastIndexOf('.') + 1), name);
  }

  /** A type's node as a qualified name: without type arguments; arrays keep nothing but their element's name and `[]`. */
  typeOf(node: Node): string {
    const tree = this.#tree;
    if (node === none) return '';
    switch (tree.kindOf(node)) {
      case 'generic_type':
      case 'annotated_type':
        return this.typeOf(
          tree
            .namedChildren(node)
            .find((child) => !tree.is(child, 'marker_annotation') && !tree.is(child, 'annotation')) ?? none,
        );
      case 'array_type':
        return `${this.typeOf(tree.child(node, 'element'))}[]`;
      case 'type_identifier':
      case 'scoped_type_identifier':
      case 'identifier':
      case 'scoped_identifier':
      case 'field_access':
        return this.qualify(tree.textOf(node).replace(/<[^]*?>|\s/g, ''));
      default: {
        const text = tree.textOf(node);
        return text === 'var' ? '' : text;
      }
    }
  }

  qualify(name: string): string {
    if (primitives.has(name)) return name === 'var' ? '' : name;
    const dot = name.indexOf('.');
    const head = dot === -1 ? name : name.slice(0, dot);
    const rest = dot === -1 ? '' : name.slice(dot);
    const known = this.own.get(name) ?? this.classNamed(head);
    if (known !== undefined) return this.own.has(name) ? known : known + rest;
    // `java.sql.Statement` is qualified already; a simple name is a neighbour's.
    if (dot !== -1 && /^[a-z]/.test(name)) return name;
    return this.packageName ? `${this.packageName}.${name}` : name;
  }

  /** The class a simple name stands for, or `undefined` where it may be a variable or a neighbour. */
  classNamed(name: string): string | undefined {
    const known = this.own.get(name) ?? this.#imports.get(name);
    if (known) return known;
    if (isClassOf('java.lang', name)) return `java.lang.${name}`;
    const packageName = this.#onDemand.find((one) => isClassOf(one, name));
    return packageName ? `${packageName}.${name}` : undefined;
  }
}
