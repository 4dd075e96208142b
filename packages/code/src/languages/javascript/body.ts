import { nothing, type Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';
import { JavaScriptClass } from './classes.ts';
import { JavaScriptExpressions } from './expressions.ts';
import type { JavaScriptModule } from './module.ts';
import type { Body } from './parts.ts';

const functionKinds = new Set([
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'generator_function',
  'arrow_function',
  'method_definition',
  'class_body',
]);
const deepest = 300;

/** Statements of one function. */
export class JavaScriptBody implements Body {
  readonly #module: JavaScriptModule;
  readonly #scope: FunctionScope;
  readonly #tree: SyntaxTree;
  readonly expressions: JavaScriptExpressions;
  #depth = 0;

  constructor(module: JavaScriptModule, scope: FunctionScope, className: string) {
    this.#module = module;
    this.#scope = scope;
    this.#tree = module.tree;
    this.expressions = new JavaScriptExpressions(module, scope, className);
  }

  /** The body of a function or file: `var`s belong to all of it. */
  functionBody(node: Node): void {
    this.#hoistVars(node);
    this.#statements(node);
  }

  value(node: Node): void {
    this.#scope.return(this.expressions.lower(node), node);
  }

  /** A parameter that was not given gets its default. */
  fallback(register: Register, value: Node): void {
    const { builder } = this.#scope;
    const isMissing = builder.register();
    this.#scope.branch(isMissing, value, () =>
      builder.emit('copy', value, { dst: register, a: this.expressions.lower(value) }),
    );
  }

  bind(pattern: Node, value: Register, declares: boolean): void {
    this.expressions.bind(pattern, value, declares);
  }

  block(node: Node): void {
    this.#scope.block(() => this.#statements(node));
  }

  #statements(node: Node): void {
    const tree = this.#tree;
    const statements = tree.namedChildren(node);
    for (const statement of statements) this.#hoist(statement);
    for (const statement of statements) this.#declareFunction(statement);
    for (const statement of statements) this.statement(statement);
  }

  /** Names are known in their whole block: functions even before their line. */
  #hoist(node: Node): void {
    const tree = this.#tree;
    switch (tree.kindOf(node)) {
      case 'function_declaration':
      case 'generator_function_declaration': {
        const name = tree.textOf(tree.child(node, 'name'));
        if (this.#isConstructor(name)) this.#module.names.declareClass(name);
        this.#scope.declare(name);
        return;
      }
      case 'lexical_declaration':
        for (const one of tree.namedChildren(node))
          this.#declareNames(tree.child(one, 'name'), tree.child(one, 'type'));
        return;
      case 'class_declaration':
      case 'abstract_class_declaration': {
        const name = tree.textOf(tree.child(node, 'name'));
        this.#module.names.declareClass(name);
        this.#scope.declare(name);
        return;
      }
      case 'enum_declaration':
      case 'internal_module':
        this.#scope.declare(tree.textOf(tree.child(node, 'name')));
        return;
      case 'import_statement':
        return this.#import(node);
      case 'export_statement': {
        const declaration = tree.child(node, 'declaration');
        if (declaration !== none) this.#hoist(declaration);
        return;
      }
      case 'expression_statement': {
        const [inner = none] = tree.namedChildren(node);
        if (tree.is(inner, 'internal_module')) this.#hoist(inner);
      }
    }
  }

  /** Functions can be called before their line: they are made when all names of their block are known. */
  #declareFunction(node: Node): void {
    const tree = this.#tree;
    const target = tree.is(node, 'export_statement') ? tree.child(node, 'declaration') : node;
    const kind = target === none ? '' : tree.kindOf(target);
    if (kind !== 'function_declaration' && kind !== 'generator_function_declaration') return;
    const name = tree.textOf(tree.child(target, 'name'));
    const index = this.#module.function(
      target,
      this.#scope,
      name,
      this.#module.names.isClass(name) ? `${tree.path}#${name}` : '',
    );
    if (this.#module.names.isClass(name))
      this.#module.addMethod(this.#module.classOf(name, target), 'constructor', index);
    this.#scope.builder.emit('function', target, { dst: this.#scope.own(name), a: index });
  }

  /** `A.prototype.m = …` somewhere: the function A makes objects. */
  #isConstructor(name: string): boolean {
    return /^[A-Z]/.test(name) && this.#tree.text.includes(`${name}.prototype`);
  }

  #declareNames(pattern: Node, type: Node): void {
    const tree = this.#tree;
    if (pattern === none) return;
    if (tree.is(pattern, 'identifier')) this.#scope.declare(tree.textOf(pattern), this.#module.names.typeOf(type));
    else for (const name of namesIn(tree, pattern)) this.#scope.declare(name);
  }

  #hoistVars(node: Node): void {
    const tree = this.#tree;
    const end = tree.after[node]!;
    for (let at = node + 1; at < end;) {
      const kind = tree.kindOf(at);
      if (functionKinds.has(kind)) {
        at = tree.after[at]!;
        continue;
      }
      if (kind === 'variable_declaration')
        for (const one of tree.namedChildren(at))
          for (const name of namesIn(tree, tree.child(one, 'name')))
            if (this.#scope.own(name) === nothing) this.#scope.declare(name, '', true);
      at += 1;
    }
  }

  #import(node: Node): void {
    const tree = this.#tree;
    const source = tree.child(node, 'source');
    const required = tree.childOfKind(node, 'import_require_clause');
    if (required !== none) {
      const [name = none, from = none] = tree.namedChildren(required);
      return this.#imported(node, name, this.#module.textOf(from), '*');
    }
    if (source === none) return;
    const specifier = this.#module.textOf(source);
    const clause = tree.childOfKind(node, 'import_clause');
    if (clause === none) return;
    for (const one of tree.namedChildren(clause)) {
      if (tree.is(one, 'identifier')) this.#imported(node, one, specifier, 'default');
      else if (tree.is(one, 'namespace_import'))
        this.#imported(node, tree.namedChildren(one)[0] ?? none, specifier, '*');
      else
        for (const item of tree.namedChildren(one)) {
          const name = tree.textOf(tree.child(item, 'name'));
          const alias = tree.child(item, 'alias');
          this.#imported(node, alias === none ? tree.child(item, 'name') : alias, specifier, name);
        }
    }
  }

  #imported(node: Node, local: Node, specifier: string, name: string): void {
    if (local === none) return;
    const text = this.#tree.textOf(local);
    this.#module.names.import(text, specifier, name);
    this.#scope.builder.emit('import', node, { dst: this.#scope.declare(text), name, keys: [specifier] });
  }

  statement(node: Node): void {
    if (this.#depth > deepest) return;
    this.#depth += 1;
    this.#statement(node);
    this.#depth -= 1;
  }

  #statement(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const { builder } = scope;
    switch (tree.kindOf(node)) {
      case 'statement_block':
        return this.block(node);
      case 'expression_statement':
        for (const child of tree.namedChildren(node)) {
          if (tree.is(child, 'internal_module')) this.statement(child);
          else this.expressions.lower(child);
        }
        return;
      case 'lexical_declaration':
      case 'variable_declaration':
        for (const one of tree.namedChildren(node)) this.#variable(one);
        return;
      case 'function_declaration':
      case 'generator_function_declaration':
      case 'import_statement':
      case 'empty_statement':
      case 'interface_declaration':
      case 'type_alias_declaration':
      case 'ambient_declaration':
        return;
      case 'class_declaration':
      case 'abstract_class_declaration': {
        const name = tree.textOf(tree.child(node, 'name'));
        const value = new JavaScriptClass(this.#module, scope).lower(node, name);
        builder.emit('copy', node, { dst: scope.own(name), a: value });
        return;
      }
      case 'enum_declaration':
        return this.#enum(node);
      case 'internal_module':
      case 'module': {
        const body = tree.child(node, 'body');
        if (body !== none) this.#statements(body);
        return;
      }
      case 'if_statement': {
        const otherwise = tree.child(node, 'alternative');
        return scope.branchBy(
          this.expressions.ask(tree.child(node, 'condition')),
          () => this.#nested(tree.child(node, 'consequence')),
          otherwise === none ? undefined : () => tree.namedChildren(otherwise).forEach((child) => this.#nested(child)),
        );
      }
      case 'while_statement':
        return scope.loopBy(this.expressions.ask(tree.child(node, 'condition')), () =>
          this.#nested(tree.child(node, 'body')),
        );
      case 'do_statement':
        return scope.doWhile(
          node,
          () => this.#nested(tree.child(node, 'body')),
          () => this.expressions.lower(tree.child(node, 'condition')),
        );
      case 'for_statement':
        return scope.block(() => this.#for(node));
      case 'for_in_statement':
        return scope.block(() => this.#forIn(node));
      case 'return_statement': {
        const [value] = tree.namedChildren(node);
        return scope.return(value === undefined ? nothing : this.expressions.lower(value), node);
      }
      case 'throw_statement':
        return builder.throw(this.expressions.lower(tree.namedChildren(node)[0] ?? none), node);
      case 'break_statement':
      case 'continue_statement': {
        const label = tree.child(node, 'label');
        return scope.leaveTo(
          tree.is(node, 'break_statement') ? 'break' : 'continue',
          label === none ? '' : tree.textOf(label),
        );
      }
      case 'labeled_statement': {
        const body = tree.child(node, 'body');
        scope.pendingLabel = tree.textOf(tree.child(node, 'label'));
        if (/^(while|do|for|for_in)_statement$/.test(body === none ? '' : tree.kindOf(body)))
          return this.statement(body);
        const after = builder.block();
        scope.target(after, -1, () => body !== none && this.statement(body));
        builder.jump(after);
        return builder.enter(after);
      }
      case 'try_statement':
        return this.#try(node);
      case 'switch_statement':
        return this.#switch(node);
      case 'export_statement':
        return this.#export(node);
      default:
        for (const child of tree.namedChildren(node)) this.#anything(child);
    }
  }

  #anything(node: Node): void {
    if (/_(statement|declaration)$|^statement_block$/.test(this.#tree.kindOf(node))) {
      this.#hoist(node);
      this.#declareFunction(node);
      this.statement(node);
    } else this.expressions.lower(node);
  }

  #nested(node: Node): void {
    if (node === none) return;
    this.#scope.block(() => {
      this.#hoist(node);
      this.#declareFunction(node);
      this.statement(node);
    });
  }

  #variable(node: Node): void {
    const tree = this.#tree;
    const value = tree.child(node, 'value');
    const name = tree.child(node, 'name');
    if (name === none || value === none) return;
    const register = tree.is(name, 'identifier')
      ? this.expressions.lowerNamed(value, tree.textOf(name))
      : this.expressions.lower(value);
    this.expressions.bind(name, register, false);
  }

  #for(node: Node): void {
    const tree = this.#tree;
    const initial = tree.child(node, 'initializer');
    if (initial !== none) {
      this.#hoist(initial);
      this.statement(initial);
    }
    const condition = tree.child(node, 'condition');
    const increment = tree.child(node, 'increment');
    const isEmpty = condition === none || tree.is(condition, 'empty_statement') || tree.is(condition, ';');
    this.#scope.loopBy(
      isEmpty ? null : this.expressions.ask(this.#conditionOf(condition)),
      () => this.#nested(tree.child(node, 'body')),
      increment === none ? undefined : () => this.expressions.lower(increment),
    );
  }

  #conditionOf(node: Node): Node {
    return this.#tree.is(node, 'expression_statement') ? (this.#tree.namedChildren(node)[0] ?? none) : node;
  }

  #forIn(node: Node): void {
    const tree = this.#tree;
    const left = tree.child(node, 'left');
    const isKey = tree.textOf(tree.child(node, 'operator')) === 'in';
    const list = this.expressions.lower(tree.child(node, 'right'));
    const declares = tree.child(node, 'kind') !== none;
    if (declares) for (const name of namesIn(tree, left)) this.#scope.declare(name);
    this.#scope.each(
      node,
      () =>
        this.expressions.bind(
          left,
          this.#scope.builder.emit('iterate', left, { a: list, name: isKey ? 'key' : '' }),
          false,
        ),
      () => this.#nested(tree.child(node, 'body')),
    );
  }

  #try(node: Node): void {
    const tree = this.#tree;
    const handler = tree.child(node, 'handler');
    const finalizer = tree.child(node, 'finalizer');
    this.#scope.try(
      () => this.#nested(tree.child(node, 'body')),
      handler === none
        ? []
        : [
            () =>
              this.#scope.block(() => {
                const parameter = tree.child(handler, 'parameter');
                if (parameter !== none)
                  this.expressions.bind(parameter, this.#scope.builder.emit('exception', parameter), true);
                this.#nested(tree.child(handler, 'body'));
              }),
          ],
      finalizer === none ? undefined : () => tree.namedChildren(finalizer).forEach((child) => this.#nested(child)),
    );
  }

  #switch(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const { builder } = scope;
    const on = this.expressions.lower(tree.child(node, 'value'));
    const groups = tree.namedChildren(tree.child(node, 'body'));
    const after = builder.block();
    const blocks = groups.map(() => builder.block());
    const cases: { value: Register; to: number }[] = [];
    let otherwise = after;
    groups.forEach((group, at) => {
      if (tree.is(group, 'switch_default')) otherwise = blocks[at]!;
      else cases.push({ value: this.expressions.lower(tree.child(group, 'value')), to: blocks[at]! });
    });
    builder.end({ kind: 'switch', on, cases, otherwise, node });
    scope.target(after, -1, () =>
      scope.block(() => {
        const bodies = groups.map((group) => tree.childrenIn(group, 'body'));
        groups.forEach((_, at) => {
          builder.enter(blocks[at]!);
          for (const child of bodies[at]!) this.#hoist(child);
          for (const child of bodies[at]!) this.#declareFunction(child);
          for (const child of bodies[at]!) this.statement(child);
          builder.jump(blocks[at + 1] ?? after);
        });
      }),
    );
    builder.enter(after);
  }

  #enum(node: Node): void {
    const tree = this.#tree;
    const { builder } = this.#scope;
    const keys: string[] = [];
    const args: Register[] = [];
    const body = tree.child(node, 'body');
    if (body !== none)
      tree.namedChildren(body).forEach((member, at) => {
        const name = tree.is(member, 'enum_assignment') ? tree.child(member, 'name') : member;
        const value = tree.child(member, 'value');
        keys.push(tree.textOf(name));
        args.push(value === none ? builder.constant(at, member) : this.expressions.lower(value));
      });
    builder.emit('object', node, { dst: this.#scope.own(tree.textOf(tree.child(node, 'name'))), keys, args });
  }

  #export(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const declaration = tree.child(node, 'declaration');
    const source = tree.child(node, 'source');
    const isDefault = tree.childOfKind(node, 'default') !== none;
    if (declaration !== none) {
      this.statement(declaration);
      const names =
        tree.is(declaration, 'lexical_declaration') || tree.is(declaration, 'variable_declaration')
          ? tree.namedChildren(declaration).flatMap((one) => namesIn(tree, tree.child(one, 'name')))
          : tree.child(declaration, 'name') === none
            ? []
            : [tree.textOf(tree.child(declaration, 'name'))];
      for (const name of names)
        if (scope.own(name) !== nothing) this.#module.export(isDefault ? 'default' : name, scope.own(name));
      return;
    }
    const value = tree.child(node, 'value');
    if (value !== none) {
      const register = scope.builder.register('default');
      scope.builder.emit('copy', node, { dst: register, a: this.expressions.lowerNamed(value, 'default') });
      return this.#module.export('default', register);
    }
    const specifier = source === none ? '' : this.#module.textOf(source);
    const clause = tree.childOfKind(node, 'export_clause');
    if (clause !== none)
      for (const one of tree.namedChildren(clause)) {
        const name = tree.textOf(tree.child(one, 'name'));
        const alias = tree.child(one, 'alias');
        const outside = alias === none ? name : tree.textOf(alias);
        if (specifier) this.#module.module.exports.set(outside, { from: specifier, name });
        else if (scope.own(name) !== nothing) this.#module.export(outside, scope.own(name));
      }
    else if (specifier) {
      const namespace = tree.childOfKind(node, 'namespace_export');
      const [as = none] = namespace === none ? [] : tree.namedChildren(namespace);
      this.#module.module.exports.set(as === none ? `* ${specifier}` : tree.textOf(as), { from: specifier, name: '*' });
    }
  }
}

/** All names a pattern binds. */
export function namesIn(tree: SyntaxTree, pattern: Node): string[] {
  if (pattern === none) return [];
  const found: string[] = [];
  const visit = (node: Node): void => {
    switch (tree.kindOf(node)) {
      case 'identifier':
      case 'shorthand_property_identifier_pattern':
        found.push(tree.textOf(node));
        return;
      case 'assignment_pattern':
      case 'object_assignment_pattern':
        return visit(tree.child(node, 'left'));
      case 'pair_pattern':
        return visit(tree.child(node, 'value'));
      case 'object_pattern':
      case 'array_pattern':
      case 'rest_pattern':
        for (const child of tree.namedChildren(node)) visit(child);
    }
  };
  visit(pattern);
  return found;
}
