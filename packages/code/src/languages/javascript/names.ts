import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';

/** What names of types mean in one file: imported ones are API paths, its own are `path#Name`. */
export class JavaScriptNames {
  readonly #tree: SyntaxTree;
  /** Local name → `module.name`; for the module as a whole, `module`. */
  readonly #imported = new Map<string, string>();
  readonly #own = new Set<string>();

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
  }

  import(local: string, specifier: string, name: string): void {
    const bare = specifier.replace(/^node:/, '');
    if (specifier.startsWith('.')) return;
    this.#imported.set(local, name === '*' || name === 'default' ? bare : `${bare}.${name}`);
  }

  declareClass(name: string): string {
    this.#own.add(name);
    return `${this.#tree.path}#${name}`;
  }

  isClass(name: string): boolean {
    return this.#own.has(name);
  }

  /** A type annotation's or a type's node as an API path; `''` where it says nothing. */
  typeOf(node: Node): string {
    const tree = this.#tree;
    if (node === none) return '';
    switch (tree.kindOf(node)) {
      case 'type_annotation':
      case 'parenthesized_type':
      case 'readonly_type':
        return this.typeOf(tree.namedChildren(node)[0] ?? none);
      case 'generic_type':
        return this.typeOf(tree.child(node, 'name'));
      case 'predefined_type':
        return tree.textOf(node);
      case 'type_identifier':
      case 'identifier':
      case 'nested_type_identifier':
      case 'member_expression':
        return this.qualify(tree.textOf(node));
      case 'union_type': {
        // `Request | undefined`
        const parts = tree.namedChildren(node).map((one) => this.typeOf(one));
        return parts.find((part) => part !== '' && part !== 'undefined' && part !== 'null') ?? '';
      }
      default:
        return '';
    }
  }

  qualify(name: string): string {
    const dot = name.indexOf('.');
    const head = dot === -1 ? name : name.slice(0, dot);
    const imported = this.#imported.get(head);
    if (imported) return imported + (dot === -1 ? '' : name.slice(dot));
    if (this.#own.has(head)) return `${this.#tree.path}#${name}`;
    return name;
  }
}
