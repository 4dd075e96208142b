import { nothing, type Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';
import { GoExpressions } from './expressions.ts';
import type { GoFile } from './file.ts';

const deepest = 300;

/** Statements of one function. */
export class GoBody {
  readonly #scope: FunctionScope;
  readonly #tree: SyntaxTree;
  readonly #file: GoFile;
  readonly #expressions: GoExpressions;
  /** Named results, which a bare `return` gives. */
  readonly #results: readonly string[];
  readonly #labels = new Map<string, number>();
  #depth = 0;

  constructor(file: GoFile, scope: FunctionScope, results: readonly string[] = []) {
    this.#file = file;
    this.#scope = scope;
    this.#tree = file.tree;
    this.#results = results;
    this.#expressions = new GoExpressions(file, scope);
  }

  /** `var` and `const` outside functions. */
  packageVariables(root: Node): void {
    for (const node of this.#tree.namedChildren(root))
      if (/^(var|const)_declaration$/.test(this.#tree.kindOf(node))) this.#statement(node);
  }

  function(body: Node): void {
    this.#block(body);
    if (this.#results.length > 0) this.#return([], body);
  }

  #block(node: Node): void {
    this.#scope.block(() => this.#statements(node));
  }

  #statements(node: Node): void {
    if (this.#depth > deepest) return;
    this.#depth += 1;
    for (const child of this.#tree.namedChildren(node)) {
      if (this.#tree.is(child, 'statement_list')) this.#statements(child);
      else this.#statement(child);
    }
    this.#depth -= 1;
  }

  #statement(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const { builder } = scope;
    switch (tree.kindOf(node)) {
      case 'block':
        return this.#block(node);
      case 'expression_statement':
      case 'go_statement':
      case 'defer_statement':
        // What is deferred happens later; that it happens is what counts.
        for (const child of tree.namedChildren(node)) this.#expressions.lower(child);
        return;
      case 'short_var_declaration':
        return this.#assign(tree.child(node, 'left'), tree.child(node, 'right'), node, true);
      case 'assignment_statement':
        return this.#assignment(node);
      case 'inc_statement':
      case 'dec_statement': {
        const [target = none] = tree.namedChildren(node);
        const value = builder.emit('binary', node, {
          name: tree.is(node, 'inc_statement') ? '+' : '-',
          a: this.#expressions.lower(target),
          b: builder.constant(1, node),
        });
        return this.#expressions.write(target, value, node);
      }
      case 'var_declaration':
      case 'const_declaration': {
        const list = tree.childOfKind(node, 'var_spec_list');
        for (const spec of tree.namedChildren(list === none ? node : list)) this.#specification(spec);
        return;
      }
      case 'return_statement': {
        const [list] = tree.namedChildren(node);
        return this.#return(
          list === undefined ? [] : tree.is(list, 'expression_list') ? tree.namedChildren(list) : [list],
          node,
        );
      }
      case 'if_statement':
        return scope.block(() => {
          const initial = tree.child(node, 'initializer');
          if (initial !== none) this.#statement(initial);
          const otherwise = tree.child(node, 'alternative');
          scope.branch(
            this.#expressions.lower(tree.child(node, 'condition')),
            node,
            () => this.#nested(tree.child(node, 'consequence')),
            otherwise === none ? undefined : () => this.#nested(otherwise),
          );
        });
      case 'for_statement':
        return scope.block(() => this.#for(node));
      case 'expression_switch_statement':
        return scope.block(() => this.#switch(node));
      case 'type_switch_statement':
        return scope.block(() => this.#typeSwitch(node));
      case 'select_statement':
        return this.#choose(node, tree.namedChildren(node));
      case 'send_statement':
        return builder.effect('storeIndex', node, {
          a: this.#expressions.lower(tree.child(node, 'channel')),
          args: [this.#expressions.lower(tree.child(node, 'value'))],
        });
      case 'receive_statement': {
        const left = tree.child(node, 'left');
        if (left === none) this.#expressions.lower(tree.child(node, 'right'));
        else this.#assign(left, tree.child(node, 'right'), node, true);
        return;
      }
      case 'break_statement':
      case 'continue_statement': {
        const [label] = tree.namedChildren(node);
        return scope.leaveTo(
          tree.is(node, 'break_statement') ? 'break' : 'continue',
          label === undefined ? '' : tree.textOf(label),
        );
      }
      case 'goto_statement': {
        builder.jump(this.#label(tree.textOf(tree.namedChildren(node)[0] ?? node)));
        return builder.enter(builder.block());
      }
      case 'labeled_statement': {
        const [label, body] = tree.namedChildren(node);
        if (label === undefined) return;
        const at = this.#label(tree.textOf(label));
        builder.jump(at);
        builder.enter(at);
        scope.pendingLabel = tree.textOf(label);
        if (body !== undefined) this.#statement(body);
        scope.pendingLabel = '';
        return;
      }
      case 'type_declaration':
      case 'empty_statement':
      case 'fallthrough_statement':
        return;
      default:
        for (const child of tree.namedChildren(node)) {
          if (/_statement$|_declaration$|^block$/.test(tree.kindOf(child))) this.#statement(child);
          else this.#expressions.lower(child);
        }
    }
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
    if (node !== none) this.#statement(node);
  }

  #return(values: readonly Node[], node: Node): void {
    const { builder } = this.#scope;
    const registers =
      values.length === 0
        ? this.#results.map((name) => this.#scope.own(name))
        : values.map((one) => this.#expressions.lower(one));
    if (registers.length === 0) return this.#scope.return(nothing, node);
    const value = registers.length === 1 ? registers[0]! : builder.emit('array', node, { args: registers });
    this.#scope.return(value, node);
  }

  #specification(spec: Node): void {
    const tree = this.#tree;
    const names = tree.childrenIn(spec, 'name');
    const type = this.#file.typeOf(tree.child(spec, 'type'));
    const value = tree.child(spec, 'value');
    if (value !== none) {
      const registers = this.#values(value, names.length, spec);
      names.forEach((name, at) => {
        const register = this.#scope.declare(tree.textOf(name), type);
        this.#scope.builder.emit('copy', spec, { dst: register, a: registers[at] ?? nothing });
      });
    } else
      for (const name of names) {
        const register = this.#scope.declare(tree.textOf(name), type);
        this.#expressions.zero(tree.child(spec, 'type'), register, spec);
      }
  }

  /** As many values as there are targets: one call may give several. */
  #values(list: Node, count: number, node: Node): Register[] {
    const tree = this.#tree;
    const { builder } = this.#scope;
    const nodes = tree.is(list, 'expression_list') ? tree.namedChildren(list) : [list];
    const values = nodes.map((one) => this.#expressions.lower(one));
    if (count <= 1 || values.length !== 1) return values;
    // `v, ok := m[k]`, `v, ok := x.(T)`, `v, ok := <-c`: the second says whether there is one.
    const isCall = tree.is(nodes[0]!, 'call_expression');
    const found: Register[] = [];
    for (let at = 0; at < count; at += 1)
      found.push(
        isCall
          ? builder.emit('index', node, { a: values[0]!, b: builder.constant(at, node), name: 'result' })
          : at === 0
            ? values[0]!
            : builder.register(),
      );
    return found;
  }

  #assign(left: Node, right: Node, node: Node, declares: boolean): void {
    const tree = this.#tree;
    const targets = tree.is(left, 'expression_list') ? tree.namedChildren(left) : [left];
    const values = this.#values(right, targets.length, node);
    targets.forEach((target, at) => {
      const value = values[at] ?? nothing;
      if (tree.textOf(target) === '_') return;
      if (declares && tree.is(target, 'identifier'))
        this.#scope.builder.emit('copy', node, { dst: this.#scope.declare(tree.textOf(target)), a: value });
      else this.#expressions.write(target, value, node);
    });
  }

  #assignment(node: Node): void {
    const tree = this.#tree;
    const operator = tree.kindOf(tree.child(node, 'operator'));
    const left = tree.child(node, 'left');
    const right = tree.child(node, 'right');
    if (operator === '=') return this.#assign(left, right, node, false);
    const [target = none] = tree.namedChildren(left);
    const [value = none] = tree.namedChildren(right);
    const result = this.#scope.builder.emit('binary', node, {
      name: operator.slice(0, -1),
      a: this.#expressions.lower(target),
      b: this.#expressions.lower(value),
    });
    this.#expressions.write(target, result, node);
  }

  #for(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const body = tree.child(node, 'body');
    const range = tree.childOfKind(node, 'range_clause');
    if (range !== none) {
      const list = this.#expressions.lower(tree.child(range, 'right'));
      const left = tree.child(range, 'left');
      const [key, value] = left === none ? [] : tree.namedChildren(left);
      return scope.each(
        node,
        () => {
          this.#bindRange(key, list, 'key', range);
          this.#bindRange(value, list, '', range);
        },
        () => this.#nested(body),
      );
    }
    const clause = tree.childOfKind(node, 'for_clause');
    if (clause === none) {
      const condition = tree.namedChildren(node).find((child) => child !== body);
      return scope.loop(node, condition === undefined ? null : () => this.#expressions.lower(condition), () =>
        this.#nested(body),
      );
    }
    const initial = tree.child(clause, 'initializer');
    const condition = tree.child(clause, 'condition');
    const update = tree.child(clause, 'update');
    if (initial !== none) this.#statement(initial);
    scope.loop(
      node,
      condition === none ? null : () => this.#expressions.lower(condition),
      () => this.#nested(body),
      update === none ? undefined : () => this.#statement(update),
    );
  }

  #bindRange(target: Node | undefined, list: Register, what: string, node: Node): void {
    if (target === undefined || this.#tree.textOf(target) === '_') return;
    const value = this.#scope.builder.emit('iterate', target, { a: list, name: what });
    if (this.#tree.is(target, 'identifier'))
      this.#scope.builder.emit('copy', node, { dst: this.#scope.declare(this.#tree.textOf(target)), a: value });
    else this.#expressions.write(target, value, node);
  }

  #switch(node: Node): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const { builder } = scope;
    const initial = tree.child(node, 'initializer');
    if (initial !== none) this.#statement(initial);
    const on = tree.child(node, 'value');
    const subject = on === none ? builder.constant(true, node) : this.#expressions.lower(on);
    const groups = tree.namedChildren(node).filter((child) => /^(expression|default)_case$/.test(tree.kindOf(child)));
    const after = builder.block();
    const blocks = groups.map(() => builder.block());
    const cases: { value: Register; to: number }[] = [];
    let otherwise = after;
    groups.forEach((group, at) => {
      if (tree.is(group, 'default_case')) otherwise = blocks[at]!;
      else
        for (const value of tree.namedChildren(tree.child(group, 'value')))
          cases.push({ value: this.#expressions.lower(value), to: blocks[at]! });
    });
    builder.end({ kind: 'switch', on: subject, cases, otherwise, node });
    scope.target(after, -1, () =>
      groups.forEach((group, at) => {
        builder.enter(blocks[at]!);
        const list = tree.childOfKind(group, 'statement_list');
        if (list !== none) this.#block(list);
        const falls =
          list !== none && tree.namedChildren(list).some((child) => tree.is(child, 'fallthrough_statement'));
        builder.jump(falls ? (blocks[at + 1] ?? after) : after);
      }),
    );
    builder.enter(after);
  }

  #typeSwitch(node: Node): void {
    const tree = this.#tree;
    const value = this.#expressions.lower(tree.child(node, 'value'));
    const alias = tree.child(node, 'alias');
    const [name] = alias === none ? [] : tree.namedChildren(alias);
    this.#choose(node, tree.namedChildren(node), (group) => {
      const types = tree.childrenIn(group, 'type');
      const type = types.length === 1 ? this.#file.typeOf(types[0]!) : '';
      if (name !== undefined)
        this.#scope.builder.emit('cast', group, {
          dst: this.#scope.declare(tree.textOf(name), type),
          a: value,
          name: type,
        });
    });
  }

  /** One of several ways, nobody knows which. */
  #choose(node: Node, children: readonly Node[], begin?: (group: Node) => void): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const { builder } = scope;
    const groups = children.filter((child) => tree.kindOf(child).endsWith('_case'));
    const after = builder.block();
    scope.target(after, -1, () => {
      for (const group of groups) {
        const inside = builder.block();
        const next = builder.block();
        builder.branch(builder.register(), inside, next, node);
        builder.enter(inside);
        scope.block(() => {
          begin?.(group);
          const communication = tree.child(group, 'communication');
          if (communication !== none) this.#statement(communication);
          const list = tree.childOfKind(group, 'statement_list');
          if (list !== none) this.#statements(list);
        });
        builder.jump(after);
        builder.enter(next);
      }
    });
    builder.jump(after);
    builder.enter(after);
  }
}
