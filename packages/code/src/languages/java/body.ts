import { nothing, type IrClass, type Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';
import { isTypeDeclaration, type JavaDeclarations } from './declarations.ts';
import { JavaExpressions } from './expressions.ts';
import type { Body } from './parts.ts';

/** Statements of one method. */
export class JavaBody implements Body {
  readonly #declarations: JavaDeclarations;
  readonly #scope: FunctionScope;
  readonly #tree: SyntaxTree;
  readonly #expressions: JavaExpressions;

  constructor(declarations: JavaDeclarations, scope: FunctionScope, cls: IrClass | null) {
    this.#declarations = declarations;
    this.#scope = scope;
    this.#tree = declarations.tree;
    this.#expressions = new JavaExpressions(declarations, scope, cls, this);
  }

  /** A block's statements, or a single one. */
  block(node: Node): void {
    this.#scope.block(() => {
      for (const statement of this.#tree.namedChildren(node)) this.statement(statement);
    });
  }

  /** An expression as the whole body: a lambda's. */
  value(node: Node): void {
    this.#scope.return(this.#expressions.lower(node), node);
  }

  /** A field with its initialiser, an initialiser block, an enum's constant; `self` is the object or the class. */
  member(node: Node, self: Register): void {
    const tree = this.#tree;
    const { builder } = this.#scope;
    if (tree.is(node, 'block')) return this.block(node);
    if (tree.is(node, 'static_initializer')) {
      for (const child of tree.namedChildren(node)) this.block(child);
      return;
    }
    if (tree.is(node, 'enum_constant')) {
      const value = builder.constant(tree.textOf(tree.child(node, 'name')), node);
      builder.effect('store', node, { a: self, b: value, name: tree.textOf(tree.child(node, 'name')) });
      return;
    }
    const type = this.#declarations.names.typeOf(tree.child(node, 'type'));
    for (const declarator of tree.childrenIn(node, 'declarator')) {
      const value = tree.child(declarator, 'value');
      if (value === none) continue;
      builder.effect('store', declarator, {
        a: self,
        b: this.#expressions.lower(value, type),
        name: tree.textOf(tree.child(declarator, 'name')),
      });
    }
  }

  statement(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const { builder } = scope;
    switch (tree.kindOf(node)) {
      case 'block':
      case 'constructor_body':
        return this.block(node);
      case 'expression_statement':
        for (const child of tree.namedChildren(node)) this.#expressions.lower(child);
        return;
      case 'local_variable_declaration':
        return this.#locals(node);
      case 'if_statement': {
        const otherwise = tree.child(node, 'alternative');
        return scope.branchBy(
          this.#expressions.ask(tree.child(node, 'condition')),
          () => this.#nested(tree.child(node, 'consequence')),
          otherwise === none ? undefined : () => this.#nested(otherwise),
        );
      }
      case 'while_statement':
        return scope.loopBy(this.#expressions.ask(tree.child(node, 'condition')), () =>
          this.#nested(tree.child(node, 'body')),
        );
      case 'do_statement':
        return scope.doWhile(
          node,
          () => this.#nested(tree.child(node, 'body')),
          () => this.#condition(node),
        );
      case 'for_statement':
        return scope.block(() => {
          for (const init of tree.childrenIn(node, 'init')) this.#initial(init);
          const condition = tree.child(node, 'condition');
          scope.loopBy(
            condition === none ? null : this.#expressions.ask(condition),
            () => this.#nested(tree.child(node, 'body')),
            () => tree.childrenIn(node, 'update').forEach((update) => this.#expressions.lower(update)),
          );
        });
      case 'enhanced_for_statement': {
        const list = this.#expressions.lower(tree.child(node, 'value'));
        return scope.block(() => {
          const variable = scope.declare(
            tree.textOf(tree.child(node, 'name')),
            this.#declarations.names.typeOf(tree.child(node, 'type')),
          );
          scope.each(
            node,
            () => builder.emit('iterate', tree.child(node, 'name'), { dst: variable, a: list }),
            () => this.#nested(tree.child(node, 'body')),
          );
        });
      }
      case 'return_statement': {
        const [value] = tree.namedChildren(node);
        return scope.return(value === undefined ? nothing : this.#expressions.lower(value), node);
      }
      case 'throw_statement': {
        const [value] = tree.namedChildren(node);
        return value === undefined ? builder.throw(nothing, node) : scope.throw(this.#expressions.lower(value), node);
      }
      case 'break_statement':
      case 'continue_statement': {
        const [label] = tree.namedChildren(node);
        return scope.leaveTo(
          tree.is(node, 'break_statement') ? 'break' : 'continue',
          label === undefined ? '' : tree.textOf(label),
        );
      }
      case 'yield_statement': {
        const [value] = tree.namedChildren(node);
        if (value !== undefined) this.#expressions.yield(this.#expressions.lower(value), node);
        return;
      }
      case 'labeled_statement': {
        const [label, body] = tree.namedChildren(node);
        if (label === undefined || body === undefined) return;
        scope.pendingLabel = tree.textOf(label);
        if (/^(while|do|for|enhanced_for)_statement$/.test(tree.kindOf(body))) return this.statement(body);
        const after = builder.block();
        scope.target(after, -1, () => this.statement(body));
        builder.jump(after);
        return builder.enter(after);
      }
      case 'try_statement':
      case 'try_with_resources_statement':
        return this.#try(node);
      case 'switch_expression':
      case 'switch_statement':
        this.#expressions.switch(node, false);
        return;
      case 'synchronized_statement':
        for (const child of tree.namedChildren(node)) {
          if (tree.is(child, 'block')) this.block(child);
          else this.#expressions.lower(child);
        }
        return;
      case 'explicit_constructor_invocation':
        return this.#expressions.constructorCall(node);
      case 'assert_statement':
        // Switched off where it matters: no branch is taken because of it.
        for (const child of tree.namedChildren(node)) this.#expressions.lower(child);
        return;
      default:
        if (isTypeDeclaration(tree.kindOf(node))) {
          this.#declarations.name(node, '');
          this.#declarations.type(node, '', scope);
        } else for (const child of tree.namedChildren(node)) this.#anything(child);
    }
  }

  /** Something the grammar could not place: what it has inside still happens. */
  #anything(node: Node): void {
    if (/_statement$|^block$|_declaration$/.test(this.#tree.kindOf(node))) this.statement(node);
    else this.#expressions.lower(node);
  }

  #nested(node: Node): void {
    if (node !== none) this.#scope.block(() => this.statement(node));
  }

  #initial(node: Node): void {
    if (this.#tree.is(node, 'local_variable_declaration')) this.#locals(node);
    else this.#expressions.lower(node);
  }

  #locals(node: Node): void {
    const tree = this.#tree;
    const type = this.#declarations.names.typeOf(tree.child(node, 'type'));
    for (const declarator of tree.childrenIn(node, 'declarator')) {
      const value = tree.child(declarator, 'value');
      const from = value === none ? nothing : this.#expressions.lower(value, type);
      const register = this.#scope.declare(tree.textOf(tree.child(declarator, 'name')), type);
      if (from === nothing) this.#scope.builder.emit('declare', declarator, { dst: register, name: type });
      else this.#scope.builder.emit('copy', declarator, { dst: register, a: from });
    }
  }

  #condition(node: Node): Register {
    return this.#expressions.lower(this.#tree.child(node, 'condition'));
  }

  #try(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const finalizer = tree.childOfKind(node, 'finally_clause');
    const handlers = tree.namedChildren(node).filter((child) => tree.is(child, 'catch_clause'));
    scope.forgetThrown(node);
    scope.block(() =>
      scope.try(
        () => {
          const resources = tree.child(node, 'resources');
          if (resources !== none) for (const resource of tree.namedChildren(resources)) this.#resource(resource);
          this.#nested(tree.child(node, 'body'));
        },
        handlers.map((handler) => () => this.#catch(handler)),
        finalizer === none ? undefined : () => tree.namedChildren(finalizer).forEach((child) => this.statement(child)),
      ),
    );
  }

  #resource(node: Node): void {
    const tree = this.#tree;
    const value = tree.child(node, 'value');
    if (value === none) return;
    const type = this.#declarations.names.typeOf(tree.child(node, 'type'));
    const from = this.#expressions.lower(value, type);
    this.#scope.builder.emit('copy', node, {
      dst: this.#scope.declare(tree.textOf(tree.child(node, 'name')), type),
      a: from,
    });
  }

  #catch(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    scope.block(() => {
      const parameter = tree.childOfKind(node, 'catch_formal_parameter');
      if (parameter !== none) {
        const [first] = tree.namedChildren(tree.childOfKind(parameter, 'catch_type'));
        const type = first === undefined ? '' : this.#declarations.names.typeOf(first);
        scope.caught(parameter, type, scope.declare(tree.textOf(tree.child(parameter, 'name')), type));
      }
      this.#nested(tree.child(node, 'body'));
    });
  }
}
