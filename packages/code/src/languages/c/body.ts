import { nothing, type Register } from '../../ir/ir.ts';
import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { FunctionScope, Variable } from '../function-scope.ts';
import { CCalls } from './calls.ts';
import { CDeclarations } from './declarations.ts';
import { CExpressions } from './expressions.ts';
import { isTrueHere } from './conditions.ts';
import { typeName, type CType } from './types.ts';
import type { CUnit, Declared } from './unit.ts';
import type { Body, Outside } from './parts.ts';

const deepest = 250;

/** Statements of one function, or the variables of the file. */
export class CBody implements Body {
  readonly #unit: CUnit;
  readonly #scope: FunctionScope;
  readonly #outside: Outside;
  readonly #labels = new Map<string, number>();
  readonly expressions: CExpressions;
  readonly declarations: CDeclarations;
  readonly calls: CCalls;
  /** `static` variables declared inside: they live in the file. */
  readonly statics = new Map<string, Variable>();
  #depth = 0;
  #last: Register = nothing;

  constructor(unit: CUnit, scope: FunctionScope, outside: Outside) {
    this.#unit = unit;
    this.#scope = scope;
    this.#outside = outside;
    this.expressions = new CExpressions(unit, scope, this);
    this.declarations = new CDeclarations(unit, scope, this.expressions, this);
    this.calls = new CCalls(unit, scope, this.expressions, this);
  }

  typeOfVariable({ function: home, register }: Variable): CType | undefined {
    const fn = this.#unit.module.functions[home];
    return fn && this.#unit.typesOf(fn)[register];
  }

  isField(className: string, name: string): boolean {
    return this.#outside.hasField(className, name);
  }

  isMethod(className: string, name: string): boolean {
    return this.#outside.hasMethod(className, name);
  }

  hasConstructor(name: string): boolean {
    return this.#outside.hasMethod(name.replaceAll('::', '.'), name.split('::').at(-1)!);
  }

  static(declared: Declared, declare: (top: Body, hidden: Declared) => void): void {
    const hidden = `${this.#scope.fn.name}():${declared.name}`;
    declare(this.#outside.top, { ...declared, name: hidden });
    this.statics.set(declared.name, { function: 0, register: this.#outside.topScope.own(hidden) });
  }

  lambda(node: Node): Register {
    const at = this.#outside.lambda(node, this.#scope);
    return this.#scope.builder.emit('function', node, { a: at });
  }

  /** `({ …; value; })` */
  statementExpression(node: Node): Register {
    this.#last = nothing;
    this.#scope.block(() => {
      for (const one of this.#unit.tree.namedChildren(node)) this.statement(one);
    });
    return this.#last === nothing ? this.#scope.builder.register() : this.#last;
  }

  /** `if (T *p = f())`, `while (auto x = …)`. */
  declaredCondition(node: Node): Register {
    const { tree } = this.#unit;
    let value: Register = nothing;
    for (const child of tree.namedChildren(node)) {
      if (tree.is(child, 'init_statement')) for (const one of tree.namedChildren(child)) this.statement(one);
      else if (tree.is(child, 'declaration')) {
        const declared = this.#unit.declarator(tree.child(child, 'declarator'), this.#unit.specified(child));
        const register = this.#scope.declare(declared.name, typeName(declared.type));
        this.expressions.typed(register, declared.type);
        this.declarations.initialise(register, declared.type, tree.child(child, 'value'), child);
        value = register;
      } else value = this.expressions.lower(child);
    }
    return value === nothing ? this.#scope.builder.register() : value;
  }

  block(node: Node): void {
    this.#scope.block(() => {
      for (const statement of this.#unit.tree.namedChildren(node)) this.statement(statement);
    });
  }

  anything(node: Node): void {
    if (/_statement$|^declaration$|^preproc_/.test(this.#unit.tree.kindOf(node))) this.statement(node);
    else this.expressions.lower(node);
  }

  statement(node: Node): void {
    if (this.#depth > deepest) return;
    this.#depth += 1;
    this.#statement(node);
    this.#depth -= 1;
  }

  #statement(node: Node): void {
    const { tree } = this.#unit;
    const scope = this.#scope;
    const { builder } = scope;
    switch (tree.kindOf(node)) {
      case 'compound_statement':
      case 'else_clause':
        return this.block(node);
      case 'expression_statement': {
        const [inner] = tree.namedChildren(node);
        if (inner !== undefined) this.#last = this.expressions.lower(inner);
        return;
      }
      case 'declaration':
        return this.declarations.declaration(node);
      case 'if_statement': {
        const yes = builder.block();
        const otherwise = tree.child(node, 'alternative');
        const after = builder.block();
        const no = otherwise === none ? after : builder.block();
        return scope.block(() => {
          this.expressions.branchOn(tree.child(node, 'condition'), yes, no);
          builder.enter(yes);
          this.#nested(tree.child(node, 'consequence'));
          builder.jump(after);
          if (otherwise !== none) {
            builder.enter(no);
            this.#nested(otherwise);
            builder.jump(after);
          }
          builder.enter(after);
        });
      }
      case 'while_statement':
        return this.#loop(node, tree.child(node, 'condition'), none);
      case 'for_statement':
        return scope.block(() => {
          const initial = tree.child(node, 'initializer');
          if (initial !== none) this.anything(initial);
          this.#loop(node, tree.child(node, 'condition'), tree.child(node, 'update'));
        });
      case 'do_statement': {
        const inside = builder.block();
        const ask = builder.block();
        const after = builder.block();
        builder.jump(inside);
        builder.enter(inside);
        scope.target(after, ask, () => this.#nested(tree.child(node, 'body')));
        builder.jump(ask);
        builder.enter(ask);
        this.expressions.branchOn(tree.child(node, 'condition'), inside, after);
        builder.enter(after);
        return;
      }
      case 'for_range_loop':
        return scope.block(() => {
          const list = this.expressions.lower(tree.child(node, 'right'));
          const declared = this.#unit.declarator(tree.child(node, 'declarator'), this.#unit.specified(node));
          const variable = scope.declare(declared.name, typeName(declared.type));
          scope.each(
            node,
            () => builder.emit('iterate', node, { dst: variable, a: list }),
            () => this.#nested(tree.child(node, 'body')),
          );
        });
      case 'switch_statement':
        return this.#switch(node);
      case 'return_statement': {
        const [value] = tree.namedChildren(node);
        return scope.return(value === undefined ? nothing : this.expressions.lower(value), node);
      }
      case 'break_statement':
        return scope.leaveTo('break', '');
      case 'continue_statement':
        return scope.leaveTo('continue', '');
      case 'goto_statement': {
        const label = tree.child(node, 'label');
        builder.jump(this.#label(label === none ? '' : tree.textOf(label)));
        return builder.enter(builder.block());
      }
      case 'labeled_statement': {
        const name = tree.child(node, 'label');
        const block = this.#label(name === none ? '' : tree.textOf(name));
        builder.jump(block);
        builder.enter(block);
        for (const child of tree.namedChildren(node)) if (child !== name) this.statement(child);
        return;
      }
      case 'try_statement': {
        const handlers = tree.namedChildren(node).filter((child) => tree.is(child, 'catch_clause'));
        return scope.try(
          () => this.#nested(tree.child(node, 'body')),
          handlers.map((handler) => () => this.#catch(handler)),
        );
      }
      case 'throw_statement': {
        const [value] = tree.namedChildren(node);
        return builder.throw(value === undefined ? nothing : this.expressions.lower(value), node);
      }
      case 'case_statement':
        for (const child of tree.namedChildren(node)) if (child !== tree.child(node, 'value')) this.statement(child);
        return;
      case 'preproc_ifdef':
      case 'preproc_if':
      case 'preproc_elif':
      case 'preproc_elifdef':
        return this.#conditional(node);
      case 'preproc_else':
        for (const child of tree.namedChildren(node)) this.statement(child);
        return;
      case 'preproc_def':
      case 'preproc_function_def':
        return this.#outside.define(node);
      case 'type_definition':
      case 'alias_declaration':
        return this.#outside.typedef(node);
      case 'struct_specifier':
      case 'union_specifier':
      case 'enum_specifier':
      case 'class_specifier':
        this.#unit.typeAt(node);
        return;
      case 'comment':
      case 'preproc_include':
      case 'preproc_call':
      case 'using_declaration':
      case 'attributed_statement':
        for (const child of tree.namedChildren(node))
          if (tree.kindOf(child).endsWith('_statement')) this.statement(child);
        return;
      default:
        this.expressions.lower(node);
    }
  }

  /** `#if` inside a function: decided where it can be, else either may be. */
  #conditional(node: Node): void {
    const { tree } = this.#unit;
    const decided = isTrueHere(this.#unit, node);
    const alternative = tree.child(node, 'alternative');
    const skip = new Set([tree.child(node, 'name'), tree.child(node, 'condition'), alternative]);
    const own = () => {
      for (const child of tree.namedChildren(node)) if (!skip.has(child)) this.statement(child);
    };
    const other = () => {
      if (alternative !== none) this.statement(alternative);
    };
    if (decided === true) return own();
    if (decided === false) return other();
    // Declarations inside must be seen afterwards: no blocks of their own.
    const { builder } = this.#scope;
    this.#scope.branch(builder.register(), node, own, other);
  }

  #label(name: string): number {
    let block = this.#labels.get(name);
    if (block === undefined) {
      block = this.#scope.builder.block();
      this.#labels.set(name, block);
    }
    return block;
  }

  #nested(node: Node): void {
    if (node !== none) this.#scope.block(() => this.statement(node));
  }

  #loop(node: Node, condition: Node, update: Node): void {
    const { builder } = this.#scope;
    const head = builder.block();
    const inside = builder.block();
    const again = builder.block();
    const after = builder.block();
    builder.jump(head);
    builder.enter(head);
    this.#scope.block(() => {
      if (condition === none) builder.jump(inside);
      else this.expressions.branchOn(condition, inside, after);
      builder.enter(inside);
      this.#scope.target(after, again, () => this.#nested(this.#unit.tree.child(node, 'body')));
      builder.jump(again);
      builder.enter(again);
      if (update !== none) this.expressions.lower(update);
      builder.jump(head);
    });
    builder.enter(after);
  }

  #switch(node: Node): void {
    const { tree } = this.#unit;
    const scope = this.#scope;
    const { builder } = scope;
    const on = this.expressions.lower(tree.child(node, 'condition'));
    const body = tree.child(node, 'body');
    const after = builder.block();
    const cases: { value: Register; to: number }[] = [];
    let otherwise = after;
    const blocks = new Map<Node, number>();
    const statements = body === none ? [] : tree.namedChildren(body);
    for (const one of statements) {
      if (!tree.is(one, 'case_statement')) continue;
      const to = builder.block();
      blocks.set(one, to);
      const value = tree.child(one, 'value');
      if (value === none) otherwise = to;
      else cases.push({ value: this.expressions.lower(value), to });
    }
    builder.end({ kind: 'switch', on, cases, otherwise, node });
    builder.enter(builder.block());
    scope.block(() =>
      scope.target(after, -1, () => {
        for (const one of statements) {
          const block = blocks.get(one);
          if (block !== undefined) {
            builder.jump(block);
            builder.enter(block);
          }
          this.statement(one);
        }
      }),
    );
    builder.jump(after);
    builder.enter(after);
  }

  #catch(node: Node): void {
    const { tree } = this.#unit;
    this.#scope.block(() => {
      const list = tree.child(node, 'parameters');
      const [parameter] = list === none ? [] : tree.namedChildren(list);
      if (parameter !== undefined) {
        const type = this.#unit.specified(parameter);
        const declarator = tree.child(parameter, 'declarator');
        const name = declarator === none ? '' : this.#unit.declarator(declarator, type).name;
        this.#scope.builder.emit('exception', parameter, { dst: this.#scope.declare(name), name: typeName(type) });
      }
      this.#nested(tree.child(node, 'body'));
    });
  }
}
