import type { Annotation, IrClass, Module, Parameter, Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import { charactersOf } from './literals.ts';
import { JavaScriptNames } from './names.ts';
import type { Body } from './parts.ts';

export type NewBody = (module: JavaScriptModule, scope: FunctionScope, className: string) => Body;

/** What the functions of one file share: names, classes, exports; how a new function begins. */
export class JavaScriptModule {
  readonly tree: SyntaxTree;
  readonly module: Module;
  readonly names: JavaScriptNames;
  readonly top: FunctionScope;
  /** What `module.exports` and `exports` stand for. */
  readonly exports: Register;
  /** The module speaks of `module.exports`, wherever: `(function (exports) { … })(exports)`. */
  usesExports = false;
  readonly #newBody: NewBody;

  constructor(tree: SyntaxTree, module: Module, top: FunctionScope, newBody: NewBody) {
    this.tree = tree;
    this.module = module;
    this.top = top;
    this.#newBody = newBody;
    this.names = new JavaScriptNames(tree);
    this.exports = top.builder.emit('object', 0, { dst: top.builder.register('module.exports'), keys: [] });
  }

  body(scope: FunctionScope, className: string): Body {
    return this.#newBody(this, scope, className);
  }

  finish(): void {
    const { exports } = this.module;
    if (this.usesExports && !exports.has('default')) exports.set('default', { register: this.exports });
  }

  textOf(node: Node): string {
    return charactersOf(this.tree.textOf(node).slice(1, -1));
  }

  /** A function of any form; gives its number. */
  function(node: Node, outer: FunctionScope, name: string, className = ''): number {
    const { tree, module } = this;
    const scope = new FunctionScope(module.functions.length, name, node, outer);
    const { fn } = scope;
    module.functions.push(fn);
    fn.className = className;
    const isArrow = tree.is(node, 'arrow_function');
    if (!isArrow) fn.self = scope.builder.register('this');
    fn.returns = this.names.typeOf(tree.child(node, 'return_type'));
    const body = this.body(scope, className);
    const list = tree.child(node, 'parameters');
    const single = tree.child(node, 'parameter');
    if (single !== none) this.#parameter(single, single, scope, body);
    else if (list !== none)
      for (const one of tree.namedChildren(list))
        this.#parameter(
          one,
          tree.is(one, 'required_parameter') || tree.is(one, 'optional_parameter') ? tree.child(one, 'pattern') : one,
          scope,
          body,
        );
    this.#guessTypes(fn.parameters);
    const block = tree.child(node, 'body');
    if (tree.is(block, 'statement_block')) body.functionBody(block);
    else if (block !== none) body.value(block);
    return fn.index;
  }

  #parameter(node: Node, target: Node, scope: FunctionScope, body: Body): void {
    const { tree } = this;
    let pattern = target;
    let fallback = tree.child(node, 'value');
    if (tree.is(pattern, 'assignment_pattern')) {
      fallback = tree.child(pattern, 'right');
      pattern = tree.child(pattern, 'left');
    }
    const isRest = tree.is(pattern, 'rest_pattern');
    if (isRest) pattern = tree.namedChildren(pattern)[0] ?? none;
    if (tree.is(pattern, 'this')) return;
    const isName = tree.is(pattern, 'identifier');
    const name = isName ? tree.textOf(pattern) : '';
    const type = this.names.typeOf(tree.child(node, 'type'));
    const register = isName ? scope.declare(name, type) : scope.builder.register();
    const parameter: Parameter = {
      name,
      register,
      type,
      annotations: this.annotations(node),
      rest: isRest ? 'list' : '',
    };
    scope.fn.parameters.push(parameter);
    if (fallback !== none) body.fallback(register, fallback);
    if (!isName) body.bind(pattern, register, true);
    if (tree.childOfKind(node, 'accessibility_modifier') !== none && isName)
      scope.builder.effect('store', node, { a: scope.fn.self, b: register, name });
  }

  /** Handlers are known by what people call their parameters. */
  #guessTypes(parameters: Parameter[]): void {
    const [first, second] = parameters;
    if (!first || first.type) return;
    if (/^(req|request)$/.test(first.name) && second && /^(reply|rep)$/.test(second.name)) {
      first.type = 'fastify.FastifyRequest';
      if (!second.type) second.type = 'fastify.FastifyReply';
    } else if (/^(req|request)$/.test(first.name) && second && /^(res|response|resp)$/.test(second.name)) {
      first.type = 'express.Request';
      if (!second.type) second.type = 'express.Response';
    } else if (first.name === 'ctx' && (parameters.length === 1 || second?.name === 'next')) first.type = 'koa.Context';
    else if (parameters.length === 4 && second && /^(req|request)$/.test(second.name)) {
      // A handler of errors.
      const third = parameters[2]!;
      const isFastify = /^(reply|rep)$/.test(third.name);
      if (!second.type) second.type = isFastify ? 'fastify.FastifyRequest' : 'express.Request';
      if (!third.type) third.type = isFastify ? 'fastify.FastifyReply' : 'express.Response';
    }
  }

  class(name: string, node: Node): IrClass {
    const cls: IrClass = {
      name,
      supers: [],
      methods: new Map(),
      fields: new Map(),
      annotations: this.annotations(node),
      isInterface: false,
      node,
    };
    this.module.classes.push(cls);
    return cls;
  }

  /** The class that an old-style constructor makes, by its function's name. */
  classOf(name: string, node: Node): IrClass {
    const qualified = this.names.declareClass(name);
    return this.module.classes.find((one) => one.name === qualified) ?? this.class(qualified, node);
  }

  addMethod(cls: IrClass, name: string, index: number): void {
    const known = cls.methods.get(name);
    if (known) known.push(index);
    else cls.methods.set(name, [index]);
  }

  /** Decorators before a node or in it: `@Get('/x')` → `@nestjs/common.Get`. */
  annotations(node: Node, before: readonly Node[] = []): Annotation[] {
    const { tree } = this;
    const decorators = [...before, ...tree.children(node).filter((child) => tree.is(child, 'decorator'))];
    return decorators.map((decorator) => {
      const [inner = none] = tree.namedChildren(decorator);
      const callee = tree.is(inner, 'call_expression') ? tree.child(inner, 'function') : inner;
      const found = new Map<string, string>();
      const list = tree.child(inner, 'arguments');
      if (list !== none)
        tree
          .namedChildren(list)
          .forEach((one, at) => tree.is(one, 'string') && found.set(String(at), this.textOf(one)));
      return {
        name: callee === none ? '' : this.names.qualify(tree.textOf(callee)),
        arguments: found,
        node: decorator,
      };
    });
  }

  export(name: string, register: Register): void {
    this.module.exports.set(name, { register });
  }
}
