import type { Annotation, Module, Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import { charactersOf } from './literals.ts';

/** Lowers the statements of a function. */
export interface Body {
  functionBody(node: Node): void;
  /** The one expression of a lambda. */
  value(node: Node): void;
  /** A parameter that was not given gets its default. */
  fallback(register: Register, value: Node): void;
}

export type NewBody = (module: PythonModule, scope: FunctionScope, className: string) => Body;

/** What the functions of one file share: imported names, classes, how a function begins. */
export class PythonModule {
  readonly tree: SyntaxTree;
  readonly module: Module;
  readonly top: FunctionScope;
  /** Names the file defines for others. */
  readonly topNames = new Set<string>();
  readonly #imported = new Map<string, string>();
  readonly #classes = new Map<string, string>();
  readonly #newBody: NewBody;

  constructor(tree: SyntaxTree, module: Module, top: FunctionScope, newBody: NewBody) {
    this.tree = tree;
    this.module = module;
    this.top = top;
    this.#newBody = newBody;
  }

  imported(local: string, path: string): void {
    this.#imported.set(local, path);
  }

  declareClass(name: string, owner: string): string {
    const qualified = `${owner || this.module.name}.${name}`;
    this.#classes.set(name, qualified);
    return qualified;
  }

  /** A dotted name as far as imports tell. */
  qualify(name: string): string {
    const dot = name.indexOf('.');
    const head = dot === -1 ? name : name.slice(0, dot);
    const known = this.#imported.get(head) ?? this.#classes.get(head);
    return known === undefined ? name : known + (dot === -1 ? '' : name.slice(dot));
  }

  /** An annotation's type as an API path: `Optional[str]` is its inside. */
  typeOf(node: Node): string {
    const { tree } = this;
    if (node === none) return '';
    const text = tree.textOf(node).replace(/^['"]|['"]$/g, '');
    const inner = /^(?:typing\.)?Optional\[(.*)\]$/.exec(text)?.[1] ?? text.split('|')[0]!.trim();
    return /^[\w.]+$/.test(inner) ? this.qualify(inner) : '';
  }

  /** `from ..y import z` in `a/b/c.py`: `a.y`. */
  resolveRelative(dots: number, name: string): string {
    const parts = this.module.name.split('.');
    const isPackage = this.module.path.endsWith('__init__.py');
    const base = parts.slice(0, parts.length - dots + (isPackage ? 1 : 0));
    return [...base, ...(name ? [name] : [])].join('.');
  }

  stringOf(node: Node): string {
    const { tree } = this;
    const start = tree.childOfKind(node, 'string_start');
    const isRaw = start !== none && /r/i.test(tree.textOf(start));
    return tree
      .namedChildren(node)
      .filter((child) => tree.is(child, 'string_content'))
      .map((child) => charactersOf(tree.textOf(child), isRaw))
      .join('');
  }

  /** A function or lambda; gives its number. `className` for methods. */
  function(
    node: Node,
    outer: FunctionScope,
    name: string,
    className: string,
    decorators: readonly Node[] = [],
  ): number {
    const { tree, module } = this;
    const scope = new FunctionScope(module.functions.length, name, node, outer);
    const { fn } = scope;
    module.functions.push(fn);
    fn.className = className;
    fn.annotations = decorators.map((decorator) => this.annotation(decorator));
    fn.isStatic = fn.annotations.some(({ name: decorator }) => decorator === 'staticmethod');
    fn.isExported = outer === this.top && !name.startsWith('_');
    fn.returns = this.typeOf(tree.child(node, 'return_type'));
    const body = this.#newBody(this, scope, className);
    const list = tree.child(node, 'parameters');
    let isFirst = className !== '' && !fn.isStatic;
    for (const one of list === none ? [] : tree.namedChildren(list)) {
      if (isFirst && tree.is(one, 'identifier')) {
        fn.self = scope.declare(tree.textOf(one));
        isFirst = false;
      } else this.#parameter(one, scope, body);
    }
    const inside = tree.child(node, 'body');
    if (tree.is(node, 'lambda')) body.value(inside);
    else if (inside !== none) body.functionBody(inside);
    return fn.index;
  }

  /** What `@dataclass` writes: a constructor that keeps what it is given under the names of the class's variables. */
  dataConstructor(node: Node, outer: FunctionScope, className: string, members: Node): number {
    const { tree, module } = this;
    const scope = new FunctionScope(module.functions.length, '__init__', node, outer);
    const { fn, builder } = scope;
    module.functions.push(fn);
    fn.className = className;
    fn.self = scope.declare('self');
    const body = this.#newBody(this, scope, className);
    for (const member of tree.namedChildren(members)) {
      const [one = none] = tree.is(member, 'expression_statement') ? tree.namedChildren(member) : [];
      const left = tree.is(one, 'assignment') && tree.child(one, 'type') !== none ? tree.child(one, 'left') : none;
      if (!tree.is(left, 'identifier')) continue;
      const name = tree.textOf(left);
      const type = this.typeOf(tree.child(one, 'type'));
      const register = scope.declare(name, type);
      fn.parameters.push({ name, register, type, annotations: [], rest: '' });
      const value = tree.child(one, 'right');
      if (value !== none) body.fallback(register, value);
      builder.effect('store', one, { a: fn.self, b: register, name });
    }
    return fn.index;
  }

  #parameter(node: Node, scope: FunctionScope, body: Body): void {
    const { tree } = this;
    let name = node;
    let rest: '' | 'list' | 'dictionary' = '';
    const type = this.typeOf(tree.child(node, 'type'));
    const kind = tree.kindOf(node);
    if (kind === 'default_parameter' || kind === 'typed_default_parameter') name = tree.child(node, 'name');
    else if (kind === 'typed_parameter') name = tree.namedChildren(node)[0] ?? none;
    if (tree.is(name, 'list_splat_pattern') || tree.is(name, 'dictionary_splat_pattern')) {
      rest = tree.is(name, 'list_splat_pattern') ? 'list' : 'dictionary';
      name = tree.namedChildren(name)[0] ?? none;
    }
    if (!tree.is(name, 'identifier')) return;
    const text = tree.textOf(name);
    const register = scope.declare(text, type);
    scope.fn.parameters.push({ name: text, register, type, annotations: [], rest });
    const value = tree.child(node, 'value');
    if (value !== none) body.fallback(register, value);
  }

  annotation(decorator: Node): Annotation {
    const { tree } = this;
    const [inner = none] = tree.namedChildren(decorator);
    const callee = tree.is(inner, 'call') ? tree.child(inner, 'function') : inner;
    const found = new Map<string, string>();
    const list = inner === none ? none : tree.child(inner, 'arguments');
    if (list !== none)
      tree.namedChildren(list).forEach((one, at) => {
        if (tree.is(one, 'string')) found.set(String(at), this.stringOf(one));
      });
    return { name: callee === none ? '' : this.qualify(tree.textOf(callee)), arguments: found, node: decorator };
  }
}
