import type { IrClass, Module, Parameter } from '../../ir/ir.ts';
import { nothing } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';

const builtinTypes = new Set([
  'string',
  'int',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'bool',
  'byte',
  'rune',
  'error',
  'any',
  'uintptr',
]);

/** Lowers the statements of a function; `results` are the names of its results, where they have some. */
export type LowerBody = (file: GoFile, scope: FunctionScope, results: readonly string[], body: Node) => void;

/** What the functions of one file share: imports, types, how a function begins. */
export class GoFile {
  readonly tree: SyntaxTree;
  readonly module: Module;
  readonly top: FunctionScope;
  readonly #imports = new Map<string, string>();
  readonly #types = new Set<string>();
  readonly #lowerBody: LowerBody;

  constructor(tree: SyntaxTree, module: Module, top: FunctionScope, lowerBody: LowerBody) {
    this.tree = tree;
    this.module = module;
    this.top = top;
    this.#lowerBody = lowerBody;
  }

  readImports(): void {
    const { tree } = this;
    for (const declaration of tree.namedChildren(0)) {
      if (!tree.is(declaration, 'import_declaration')) continue;
      const list = tree.childOfKind(declaration, 'import_spec_list');
      for (const spec of tree.namedChildren(list === none ? declaration : list)) {
        if (!tree.is(spec, 'import_spec')) continue;
        const path = withoutVersion(tree.textOf(tree.child(spec, 'path')).slice(1, -1));
        const name = tree.child(spec, 'name');
        // `github.com/x/go-y` is used as `y`, `math/rand/v2` as `rand`.
        const usual = path
          .replace(/\/v\d+$/, '')
          .replace(/^.*\//, '')
          .replace(/^go-|[-.]go$/g, '');
        this.#imports.set(name === none ? usual : tree.textOf(name), path);
      }
    }
  }

  /** The import path a package name stands for here. */
  packageOf(name: string): string | undefined {
    return this.#imports.get(name);
  }

  /** Is it a type of this package, by its qualified name? */
  isOwnType(type: string): boolean {
    const { name } = this.module;
    return type.startsWith(`${name}.`) && !type.slice(name.length + 1).includes('/');
  }

  declareTypes(): void {
    const { tree } = this;
    for (const declaration of tree.namedChildren(0))
      if (tree.is(declaration, 'type_declaration'))
        for (const spec of tree.namedChildren(declaration)) {
          const name = tree.textOf(tree.child(spec, 'name'));
          this.#types.add(name);
          const cls = this.classOf(name, spec);
          const type = tree.child(spec, 'type');
          cls.isInterface = tree.is(type, 'interface_type');
          const fields = tree.is(type, 'struct_type') ? tree.childOfKind(type, 'field_declaration_list') : none;
          for (const field of fields === none ? [] : tree.namedChildren(fields)) {
            const names = tree.childrenIn(field, 'name');
            const fieldType = this.typeOf(tree.child(field, 'type'));
            if (names.length === 0) cls.supers.push(fieldType);
            for (const one of names) cls.fields.set(tree.textOf(one), fieldType);
          }
        }
  }

  isType(name: string): boolean {
    return this.#types.has(name) || builtinTypes.has(name);
  }

  classOf(name: string, node: Node): IrClass {
    const qualified = `${this.module.name}.${name}`;
    let cls = this.module.classes.find((one) => one.name === qualified);
    if (!cls) {
      cls = {
        name: qualified,
        supers: [],
        methods: new Map(),
        fields: new Map(),
        annotations: [],
        isInterface: false,
        node,
      };
      this.module.classes.push(cls);
    }
    return cls;
  }

  /** A type as an API path, pointers dropped; `''` for slices, maps, functions. */
  typeOf(node: Node): string {
    const { tree } = this;
    if (node === none) return '';
    switch (tree.kindOf(node)) {
      case 'pointer_type':
      case 'parenthesized_type':
        return this.typeOf(tree.namedChildren(node)[0] ?? none);
      case 'generic_type':
        return this.typeOf(tree.child(node, 'type'));
      case 'qualified_type': {
        const path = this.#imports.get(tree.textOf(tree.child(node, 'package')));
        return path === undefined ? '' : `${path}.${tree.textOf(tree.child(node, 'name'))}`;
      }
      case 'type_identifier': {
        const name = tree.textOf(node);
        return builtinTypes.has(name) ? name : `${this.module.name}.${name}`;
      }
      default:
        return '';
    }
  }

  lowerFunctions(): void {
    const { tree } = this;
    for (const node of tree.namedChildren(0)) {
      if (tree.is(node, 'function_declaration')) this.function(node, this.top, tree.textOf(tree.child(node, 'name')));
      else if (tree.is(node, 'method_declaration')) {
        const [receiver = none] = tree.namedChildren(tree.child(node, 'receiver'));
        const type = this.typeOf(tree.child(receiver, 'type'));
        const name = tree.textOf(tree.child(node, 'name'));
        const index = this.function(node, this.top, name, type, receiver);
        const cls = this.classOf(type.slice(type.lastIndexOf('.') + 1), node);
        cls.methods.set(name, [...(cls.methods.get(name) ?? []), index]);
      }
    }
  }

  function(node: Node, outer: FunctionScope, name: string, className = '', receiver: Node = none): number {
    const { tree, module } = this;
    const scope = new FunctionScope(module.functions.length, name, node, outer);
    const { fn } = scope;
    module.functions.push(fn);
    fn.className = className;
    fn.isExported = /^[A-Z]/.test(name);
    if (className) {
      const own = receiver === none ? none : tree.child(receiver, 'name');
      fn.self = scope.declare(own === none ? '' : tree.textOf(own), className);
    }
    for (const parameter of this.#parameters(tree.child(node, 'parameters'))) {
      parameter.register = scope.declare(parameter.name, parameter.type);
      fn.parameters.push(parameter);
    }
    const result = tree.child(node, 'result');
    const named: string[] = [];
    if (tree.is(result, 'parameter_list')) {
      for (const one of this.#parameters(result)) {
        if (!one.name) continue;
        named.push(one.name);
        scope.declare(one.name, one.type);
      }
    } else fn.returns = this.typeOf(result);
    const body = tree.child(node, 'body');
    if (body !== none) this.#lowerBody(this, scope, named, body);
    return fn.index;
  }

  #parameters(list: Node): Parameter[] {
    const { tree } = this;
    if (list === none) return [];
    return tree.namedChildren(list).flatMap((one): Parameter[] => {
      const type = this.typeOf(tree.child(one, 'type'));
      const rest = tree.is(one, 'variadic_parameter_declaration') ? 'list' : '';
      const names = tree.childrenIn(one, 'name').map((name) => tree.textOf(name));
      return (names.length === 0 ? [''] : names).map((name) => ({
        name,
        register: nothing,
        type: rest ? '' : type,
        annotations: [],
        rest,
      }));
    });
  }
}

/** Models are written once for all major versions: `github.com/x/y/v2/z` → `github.com/x/y/z`, `gopkg.in/y.v3` → `gopkg.in/y`. */
function withoutVersion(path: string): string {
  return path
    .replace(/^((?:(?:github|gitlab|bitbucket)\.\w+\/[^/]+|[^/]*\.[^/]+)\/[^/]+)\/v[2-9]\d*(?=\/|$)/, '$1')
    .replace(/\.v\d+$/, '');
}
