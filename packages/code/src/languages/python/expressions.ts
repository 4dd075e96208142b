import { nothing, type Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { ask, type ConditionShape, type Conditions } from '../conditions.ts';
import type { FunctionScope, Jump } from '../function-scope.ts';
import { numberOf } from './literals.ts';
import type { PythonModule } from './module.ts';

const deepest = 400;

/** Expressions of one function; every one gives the register that holds its value. */
export class PythonExpressions implements Conditions {
  readonly #module: PythonModule;
  readonly scope: FunctionScope;
  readonly #tree: SyntaxTree;
  readonly #className: string;
  #depth = 0;

  constructor(module: PythonModule, scope: FunctionScope, className: string) {
    this.#module = module;
    this.scope = scope;
    this.#tree = module.tree;
    this.#className = className;
  }

  lower(node: Node): Register {
    if (node === none || this.#depth > deepest) return this.scope.builder.register();
    this.#depth += 1;
    const register = this.#lower(node);
    this.#depth -= 1;
    return register;
  }

  ask(node: Node): Jump {
    return ask(this, node);
  }

  shapeOf(node: Node): ConditionShape {
    const tree = this.#tree;
    switch (tree.kindOf(node)) {
      case 'parenthesized_expression':
        return { kind: 'same', inner: tree.namedChildren(node)[0] ?? none };
      case 'not_operator':
        return { kind: 'not', inner: tree.child(node, 'argument') };
      case 'boolean_operator': {
        const kind = tree.is(tree.child(node, 'operator'), 'and') ? 'and' : 'or';
        return { kind, left: tree.child(node, 'left'), right: tree.child(node, 'right') };
      }
      default:
        return null;
    }
  }

  #lower(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    switch (tree.kindOf(node)) {
      case 'parenthesized_expression':
      case 'expression_statement':
        return this.lower(tree.namedChildren(node)[0] ?? none);
      case 'identifier':
        return this.#name(node);
      case 'true':
      case 'false':
        return builder.constant(tree.is(node, 'true'), node);
      case 'none':
        return builder.constant(null, node);
      case 'integer':
      case 'float':
        return builder.constant(numberOf(tree.textOf(node)), node);
      case 'string':
        return this.#string(node);
      case 'concatenated_string':
        return builder.emit('concat', node, { args: tree.namedChildren(node).map((one) => this.lower(one)) });
      case 'attribute':
        return builder.emit('load', node, {
          a: this.lower(tree.child(node, 'object')),
          name: tree.textOf(tree.child(node, 'attribute')),
        });
      case 'subscript':
        return this.#subscript(node);
      case 'call':
        return this.#call(node);
      case 'assignment':
        return this.#assignment(node);
      case 'augmented_assignment': {
        const left = tree.child(node, 'left');
        const before = this.lower(left);
        const name = tree.kindOf(tree.child(node, 'operator')).slice(0, -1);
        const value = builder.emit('binary', node, { name, a: before, b: this.lower(tree.child(node, 'right')) });
        this.bind(left, value, node);
        return value;
      }
      case 'named_expression': {
        const value = this.lower(tree.child(node, 'value'));
        this.bind(tree.child(node, 'name'), value, node);
        return value;
      }
      case 'binary_operator':
      case 'boolean_operator':
        return this.#binary(node);
      case 'comparison_operator':
        return this.#compare(node);
      case 'not_operator':
        return builder.emit('unary', node, { name: '!', a: this.lower(tree.child(node, 'argument')) });
      case 'unary_operator':
        return builder.emit('unary', node, {
          name: tree.kindOf(tree.child(node, 'operator')),
          a: this.lower(tree.child(node, 'argument')),
        });
      case 'conditional_expression': {
        const [then = none, condition = none, otherwise = none] = tree.namedChildren(node);
        return this.scope.chooseBy(
          this.ask(condition),
          node,
          () => this.lower(then),
          () => this.lower(otherwise),
        );
      }
      case 'lambda':
        return builder.emit('function', node, { a: this.#module.function(node, this.scope, '<lambda>', '') });
      case 'list':
      case 'tuple':
      case 'set':
      case 'expression_list':
      case 'pattern_list':
        return this.#list(node);
      case 'dictionary':
        return this.#dictionary(node);
      case 'list_comprehension':
      case 'set_comprehension':
      case 'generator_expression':
      case 'dictionary_comprehension':
        return this.#comprehension(node);
      case 'await':
      case 'yield': {
        const value = this.lower(tree.namedChildren(node).at(-1) ?? none);
        const { generated } = this.scope;
        if (generated === nothing) return builder.emit('await', node, { a: value });
        const isFrom = tree.childOfKind(node, 'from') !== none;
        builder.emit('invoke', node, { a: generated, name: isFrom ? 'extend' : 'append', args: [value] });
        return builder.register();
      }
      case 'as_pattern': {
        const [value = none] = tree.namedChildren(node);
        const register = this.lower(value);
        const alias = tree.child(node, 'alias');
        const [target = none] = alias === none ? [] : tree.namedChildren(alias);
        if (target !== none) this.bind(target, register, node);
        return register;
      }
      case 'list_splat':
      case 'dictionary_splat':
        return this.lower(tree.namedChildren(node)[0] ?? none);
      default:
        for (const child of tree.namedChildren(node)) this.lower(child);
        return builder.register();
    }
  }

  #name(node: Node): Register {
    const name = this.#tree.textOf(node);
    const variable = this.scope.resolve(name);
    return variable ? this.scope.read(variable, node) : this.scope.builder.emit('global', node, { name });
  }

  /** Plain text is a constant; `f''` is put together. */
  #string(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    if (tree.childOfKind(node, 'interpolation') === none) return builder.constant(this.#module.stringOf(node), node);
    const args = tree.namedChildren(node).flatMap((part) => {
      if (tree.is(part, 'string_content')) return [builder.constant(tree.textOf(part), part)];
      return tree.is(part, 'interpolation') ? [this.lower(tree.child(part, 'expression'))] : [];
    });
    return builder.emit('concat', node, { args });
  }

  #subscript(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    const a = this.lower(tree.child(node, 'value'));
    const key = tree.child(node, 'subscript');
    if (!tree.is(key, 'slice')) return builder.emit('index', node, { a, b: this.lower(key) });
    return builder.emit('invoke', node, { a, name: 'slice', args: this.#sliceOf(key) });
  }

  /** `[1:]`, `[:-1]`: where no step is given. */
  #sliceOf(slice: Node): Register[] {
    const tree = this.#tree;
    const { builder } = this.scope;
    const parts: (Node | null)[] = [null];
    for (const child of tree.children(slice)) {
      if (tree.is(child, ':')) parts.push(null);
      else parts[parts.length - 1] = child;
    }
    if (parts.length > 2) return parts.map((part) => (part === null ? builder.register() : this.lower(part)));
    const [start = null, end = null] = parts;
    const first = start === null ? builder.constant(0, slice) : this.lower(start);
    return end === null ? [first] : [first, this.lower(end)];
  }

  #arguments(node: Node): { args: Register[]; keys: string[] | null } {
    const tree = this.#tree;
    const list = tree.child(node, 'arguments');
    if (list === none) return { args: [], keys: null };
    if (tree.is(list, 'generator_expression')) return { args: [this.lower(list)], keys: null };
    const keys: string[] = [];
    const args: Register[] = [];
    for (const one of tree.namedChildren(list)) {
      if (tree.is(one, 'keyword_argument')) {
        keys.push(tree.textOf(tree.child(one, 'name')));
        args.push(this.lower(tree.child(one, 'value')));
        continue;
      }
      keys.push(tree.is(one, 'list_splat') ? '*' : tree.is(one, 'dictionary_splat') ? '**' : '');
      args.push(this.lower(one));
    }
    return { args, keys: keys.some((key) => key !== '') ? keys : null };
  }

  #call(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    const callee = tree.child(node, 'function');
    if (tree.is(callee, 'attribute')) {
      const object = tree.child(callee, 'object');
      const name = tree.textOf(tree.child(callee, 'attribute'));
      const isSuper = tree.is(object, 'call') && tree.textOf(tree.child(object, 'function')) === 'super';
      const a = isSuper ? this.#super(object) : this.lower(object);
      return builder.emit('invoke', node, { a, name, ...this.#arguments(node) });
    }
    if (tree.is(callee, 'identifier') && !this.scope.resolve(tree.textOf(callee)))
      return builder.emit('callNamed', node, { name: tree.textOf(callee), ...this.#arguments(node) });
    return builder.emit('call', node, { a: this.lower(callee), ...this.#arguments(node) });
  }

  #super(node: Node): Register {
    const base = this.#module.module.classes.find((one) => one.name === this.#className)?.supers[0] ?? '';
    let scope: FunctionScope | null = this.scope;
    while (scope && scope.fn.self === nothing) scope = scope.parent;
    if (!scope) return this.scope.builder.register();
    const self = this.scope.read({ function: scope.fn.index, register: scope.fn.self }, node);
    const cast = this.scope.builder.emit('cast', node, { a: self, name: base });
    if (base) this.scope.fn.types.set(cast, base);
    return cast;
  }

  #assignment(node: Node): Register {
    const tree = this.#tree;
    const left = tree.child(node, 'left');
    const right = tree.child(node, 'right');
    const type = this.#module.typeOf(tree.child(node, 'type'));
    if (type && tree.is(left, 'identifier')) {
      const register = this.scope.own(tree.textOf(left));
      if (register !== nothing) this.scope.fn.types.set(register, type);
    }
    if (right === none) return nothing;
    const value = this.lower(right);
    this.bind(left, value, node);
    return value;
  }

  #binary(node: Node): Register {
    const tree = this.#tree;
    const chain: Node[] = [];
    let first = node;
    while (tree.is(first, 'binary_operator') || tree.is(first, 'boolean_operator')) {
      chain.push(first);
      first = tree.child(first, 'left');
    }
    let value = this.lower(first);
    for (const one of chain.reverse()) {
      const operator = tree.kindOf(tree.child(one, 'operator'));
      const right = tree.child(one, 'right');
      const left = value;
      if (operator === 'and')
        value = this.scope.choose(
          left,
          one,
          () => this.lower(right),
          () => left,
        );
      else if (operator === 'or')
        value = this.scope.choose(
          left,
          one,
          () => left,
          () => this.lower(right),
        );
      else value = this.scope.builder.emit('binary', one, { name: operator, a: left, b: this.lower(right) });
    }
    return value;
  }

  #compare(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    const operands = tree
      .namedChildren(node)
      .filter((child) => tree.grammar.fields[tree.field[child]!] !== 'operators');
    const operators = tree.childrenIn(node, 'operators').map((one) => tree.textOf(one).replace(/\s+/g, ' '));
    const values = operands.map((one) => this.lower(one));
    let result: Register = nothing;
    operators.forEach((operator, at) => {
      const name = operator === 'is' ? '==' : operator === 'is not' || operator === '<>' ? '!=' : operator;
      const one = builder.emit('binary', node, { name, a: values[at] ?? nothing, b: values[at + 1] ?? nothing });
      const before = result;
      result =
        before === nothing
          ? one
          : this.scope.choose(
              before,
              node,
              () => one,
              () => before,
            );
    });
    return result === nothing ? builder.register() : result;
  }

  #list(node: Node): Register {
    const tree = this.#tree;
    const nodes = tree.namedChildren(node);
    const isSpread = nodes.some((one) => tree.is(one, 'list_splat'));
    return this.scope.builder.emit('array', node, {
      args: nodes.map((one) => this.lower(one)),
      keys: isSpread ? nodes.map((one) => (tree.is(one, 'list_splat') ? '...' : '')) : null,
    });
  }

  #dictionary(node: Node): Register {
    const tree = this.#tree;
    const keys: string[] = [];
    const args: Register[] = [];
    for (const one of tree.namedChildren(node)) {
      if (tree.is(one, 'dictionary_splat')) keys.push('...');
      else {
        const key = tree.child(one, 'key');
        const isPlain = tree.is(key, 'string') && tree.childOfKind(key, 'interpolation') === none;
        if (!isPlain && key !== none) this.lower(key);
        keys.push(
          isPlain ? this.#module.stringOf(key) : tree.is(key, 'integer') ? String(numberOf(tree.textOf(key))) : '[]',
        );
      }
      args.push(this.lower(tree.is(one, 'dictionary_splat') ? one : tree.child(one, 'value')));
    }
    return this.scope.builder.emit('object', node, { keys, args });
  }

  /** Written out as the loop it is, filling a list. */
  #comprehension(node: Node): Register {
    const tree = this.#tree;
    const scope = this.scope;
    const { builder } = scope;
    const isDictionary = tree.is(node, 'dictionary_comprehension');
    const result = isDictionary ? builder.emit('object', node, { keys: [] }) : builder.emit('array', node);
    const clauses = tree.namedChildren(node).filter((child) => tree.kindOf(child).endsWith('_clause'));
    const body = tree.child(node, 'body');
    const next = (at: number): void => {
      const clause = clauses[at];
      if (clause === undefined) {
        const value = this.lower(isDictionary ? tree.child(body, 'value') : body);
        if (isDictionary)
          builder.effect('storeIndex', node, { a: result, b: this.lower(tree.child(body, 'key')), args: [value] });
        else builder.emit('invoke', node, { a: result, name: 'append', args: [value] });
        return;
      }
      if (tree.is(clause, 'if_clause')) {
        const [condition = none] = tree.namedChildren(clause);
        return scope.branchBy(this.ask(condition), () => next(at + 1));
      }
      const left = tree.child(clause, 'left');
      const list = this.lower(tree.child(clause, 'right'));
      scope.each(
        clause,
        () => this.#declareAndBind(left, builder.emit('iterate', clause, { a: list })),
        () => next(at + 1),
      );
    };
    scope.block(() => next(0));
    return result;
  }

  #declareAndBind(pattern: Node, value: Register): void {
    const tree = this.#tree;
    if (tree.is(pattern, 'identifier'))
      this.scope.builder.emit('copy', pattern, { dst: this.scope.declare(tree.textOf(pattern)), a: value });
    else
      tree.namedChildren(pattern).forEach((one, at) => {
        const { builder } = this.scope;
        this.#declareAndBind(one, builder.emit('index', one, { a: value, b: builder.constant(at, one) }));
      });
  }

  /** `first, *rest = all` */
  #restOf(value: Register, from: number, node: Node): Register {
    const { builder } = this.scope;
    const rest = builder.emit('array', node, { args: [value], keys: ['...'] });
    for (let at = 0; at < from; at += 1)
      builder.emit('invoke', node, { a: rest, name: 'pop', args: [builder.constant(0, node)] });
    return rest;
  }

  assign(name: string, value: Register, node: Node): void {
    const variable = this.scope.resolve(name) ?? { function: 0, register: this.#module.top.declare(name, '', true) };
    this.scope.write(variable, value, node);
  }

  bind(pattern: Node, value: Register, node: Node): void {
    const tree = this.#tree;
    const { builder } = this.scope;
    switch (tree.kindOf(pattern)) {
      case 'identifier':
        return this.assign(tree.textOf(pattern), value, node);
      case 'attribute':
        return builder.effect('store', node, {
          a: this.lower(tree.child(pattern, 'object')),
          b: value,
          name: tree.textOf(tree.child(pattern, 'attribute')),
        });
      case 'subscript': {
        const a = this.lower(tree.child(pattern, 'value'));
        const key = tree.child(pattern, 'subscript');
        return builder.effect('storeIndex', node, {
          a,
          b: tree.is(key, 'slice') ? nothing : this.lower(key),
          args: [value],
        });
      }
      case 'list_splat_pattern':
        return this.bind(tree.namedChildren(pattern)[0] ?? none, value, node);
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'tuple':
      case 'list':
        tree.namedChildren(pattern).forEach((one, at) => {
          const part = tree.is(one, 'list_splat_pattern')
            ? this.#restOf(value, at, one)
            : builder.emit('index', one, { a: value, b: builder.constant(at, one) });
          this.bind(one, part, node);
        });
        return;
      case 'parenthesized_expression':
        return this.bind(tree.namedChildren(pattern)[0] ?? none, value, node);
    }
  }
}
