import { nothing, type Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { ask, type ConditionShape, type Conditions } from '../conditions.ts';
import type { FunctionScope, Jump } from '../function-scope.ts';
import { argumentsOf } from './arguments.ts';
import { JavaScriptClass } from './classes.ts';
import { lowerJsx } from './jsx.ts';
import { charactersOf, numberOf } from './literals.ts';
import type { JavaScriptModule } from './module.ts';
import type { Expressions } from './parts.ts';

const deepest = 400;

/** Expressions of one function; every one gives the register that holds its value. */
export class JavaScriptExpressions implements Expressions, Conditions {
  readonly module: JavaScriptModule;
  readonly scope: FunctionScope;
  readonly tree: SyntaxTree;
  readonly #className: string;
  #depth = 0;

  constructor(module: JavaScriptModule, scope: FunctionScope, className: string) {
    this.module = module;
    this.scope = scope;
    this.tree = module.tree;
    this.#className = className;
  }

  lower(node: Node): Register {
    return this.lowerNamed(node, '');
  }

  /** `const name = function () {}`: the function gets the name. */
  lowerNamed(node: Node, name: string): Register {
    if (node === none || this.#depth > deepest) return this.scope.builder.register();
    this.#depth += 1;
    const register = this.#lower(node, name);
    this.#depth -= 1;
    return register;
  }

  ask(node: Node): Jump {
    return ask(this, node);
  }

  shapeOf(node: Node): ConditionShape {
    const { tree } = this;
    const kind = tree.kindOf(node);
    if (kind === 'parenthesized_expression') return { kind: 'same', inner: tree.namedChildren(node)[0] ?? none };
    const operator =
      kind === 'unary_expression' || kind === 'binary_expression' ? tree.kindOf(tree.child(node, 'operator')) : '';
    if (operator === '!') return { kind: 'not', inner: tree.child(node, 'argument') };
    if (operator !== '&&' && operator !== '||') return null;
    return { kind: operator === '&&' ? 'and' : 'or', left: tree.child(node, 'left'), right: tree.child(node, 'right') };
  }

  #lower(node: Node, name: string): Register {
    const { tree } = this;
    const { builder } = this.scope;
    switch (tree.kindOf(node)) {
      case 'parenthesized_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression':
      case 'expression_statement':
        return this.lowerNamed(tree.namedChildren(node)[0] ?? none, name);
      case 'type_assertion':
        return this.lower(tree.namedChildren(node).at(-1) ?? none);
      case 'identifier':
      case 'shorthand_property_identifier':
        return this.#name(node);
      case 'undefined':
      case 'null':
        return builder.constant(null, node);
      case 'true':
      case 'false':
        return builder.constant(tree.is(node, 'true'), node);
      case 'number':
        return builder.constant(numberOf(tree.textOf(node)), node);
      case 'string':
        return builder.constant(this.module.textOf(node), node);
      case 'template_string':
        return builder.emit('concat', node, { args: this.#template(node) });
      case 'regex':
        return builder.emit('new', node, {
          name: 'RegExp',
          args: [builder.constant(tree.textOf(tree.child(node, 'pattern')), node)],
        });
      case 'this':
        return this.self(node);
      case 'super':
        return this.self(node);
      case 'member_expression':
        return this.#member(node);
      case 'subscript_expression':
        return this.#element(node);
      case 'call_expression':
        return this.#call(node);
      case 'new_expression':
        return this.#new(node);
      case 'function_expression':
      case 'arrow_function':
      case 'generator_function':
      case 'function_declaration': {
        const own = tree.child(node, 'name');
        return builder.emit('function', node, {
          a: this.module.function(node, this.scope, own === none ? name || '<anonymous>' : tree.textOf(own)),
        });
      }
      case 'class':
      case 'class_declaration': {
        const own = tree.child(node, 'name');
        return new JavaScriptClass(this.module, this.scope).lower(node, own === none ? name : tree.textOf(own));
      }
      case 'object':
        return this.#object(node);
      case 'array':
        return this.#array(node);
      case 'assignment_expression':
        return this.#assign(node);
      case 'augmented_assignment_expression':
        return this.#augment(node);
      case 'update_expression':
        return this.#update(node);
      case 'binary_expression':
        return this.#binary(node);
      case 'unary_expression': {
        const a = this.lower(tree.child(node, 'argument'));
        const operator = tree.kindOf(tree.child(node, 'operator'));
        if (operator === 'delete') return builder.register();
        return operator === 'void' ? builder.constant(null, node) : builder.emit('unary', node, { name: operator, a });
      }
      case 'ternary_expression':
        return this.scope.chooseBy(
          this.ask(tree.child(node, 'condition')),
          node,
          () => this.lower(tree.child(node, 'consequence')),
          () => this.lower(tree.child(node, 'alternative')),
        );
      case 'sequence_expression':
        return (
          tree
            .namedChildren(node)
            .map((one) => this.lower(one))
            .at(-1) ?? builder.register()
        );
      case 'await_expression':
      case 'yield_expression':
        return builder.emit('await', node, { a: this.lower(tree.namedChildren(node)[0] ?? none) });
      case 'spread_element':
        return this.lower(tree.namedChildren(node)[0] ?? none);
      case 'jsx_element':
      case 'jsx_self_closing_element':
      case 'jsx_expression':
        return lowerJsx(this, node);
      default:
        for (const child of tree.namedChildren(node)) this.lower(child);
        return builder.register();
    }
  }

  self(node: Node): Register {
    if (this.scope.fn.self !== nothing) return this.scope.fn.self;
    for (let outer = this.scope.parent; outer; outer = outer.parent)
      if (outer.fn.self !== nothing)
        return this.scope.builder.emit('outer', node, { a: outer.fn.index, b: outer.fn.self });
    return this.#exports(node);
  }

  #exports(node: Node): Register {
    this.module.usesExports = true;
    return this.scope.read({ function: 0, register: this.module.exports }, node);
  }

  #name(node: Node): Register {
    const name = this.tree.textOf(node);
    const variable = this.scope.resolve(name);
    if (variable) return this.scope.read(variable, node);
    if (name === 'exports') return this.#exports(node);
    if (name === 'arguments') return argumentsOf(this.tree, this.scope, node);
    return this.scope.builder.emit('global', node, { name });
  }

  #member(node: Node): Register {
    const { tree } = this;
    const object = tree.child(node, 'object');
    const name = tree.textOf(tree.child(node, 'property'));
    if (name === 'exports' && this.#isGlobal(object, 'module')) return this.#exports(node);
    return this.scope.builder.emit('load', node, { a: this.lower(object), name });
  }

  #isGlobal(node: Node, name: string): boolean {
    return this.tree.is(node, 'identifier') && this.tree.textOf(node) === name && !this.scope.resolve(name);
  }

  /** Arguments, and which of them are spread. */
  #arguments(node: Node): { args: Register[]; keys: string[] | null } {
    const { tree } = this;
    const list = tree.child(node, 'arguments');
    if (list === none) return { args: [], keys: null };
    if (tree.is(list, 'template_string')) return { args: this.#template(list), keys: null };
    const nodes = tree.namedChildren(list);
    const isSpread = nodes.some((one) => tree.is(one, 'spread_element'));
    return {
      args: nodes.map((one) => this.lower(one)),
      keys: isSpread ? nodes.map((one) => (tree.is(one, 'spread_element') ? '...' : '')) : null,
    };
  }

  #call(node: Node): Register {
    const { tree } = this;
    const { builder } = this.scope;
    const callee = unwrapped(tree, tree.child(node, 'function'));
    if (callee === none) return builder.register();
    if (tree.is(callee, 'member_expression')) {
      const object = tree.child(callee, 'object');
      const name = tree.textOf(tree.child(callee, 'property'));
      const a = this.lower(object);
      return builder.emit('invoke', node, { a, name, ...this.#arguments(node) });
    }
    if (tree.is(callee, 'subscript_expression')) {
      const name = this.#literalKey(callee);
      if (name !== null)
        return builder.emit('invoke', node, {
          a: this.lower(tree.child(callee, 'object')),
          name,
          ...this.#arguments(node),
        });
      const a = this.lower(callee);
      return builder.emit('call', node, { a, ...this.#arguments(node) });
    }
    if (tree.is(callee, 'super')) {
      const base = this.module.module.classes.find((one) => one.name === this.#className)?.supers[0] ?? '';
      const self = builder.emit('cast', node, { a: this.self(node), name: base });
      if (base) this.scope.fn.types.set(self, base);
      return builder.emit('invoke', node, { a: self, name: 'constructor', ...this.#arguments(node) });
    }
    if (tree.is(callee, 'import')) return this.#require(node) ?? builder.register();
    if (tree.is(callee, 'identifier')) {
      const name = tree.textOf(callee);
      if (!this.scope.resolve(name)) {
        if (name === 'require') {
          const module = this.#require(node);
          if (module !== undefined) return module;
        }
        return builder.emit('callNamed', node, { name, ...this.#arguments(node) });
      }
    }
    const a = this.lower(callee);
    return builder.emit('call', node, { a, ...this.#arguments(node) });
  }

  /** `a['b']` is `a.b`. */
  #element(node: Node): Register {
    const { tree } = this;
    const a = this.lower(tree.child(node, 'object'));
    const name = this.#literalKey(node);
    return name === null
      ? this.scope.builder.emit('index', node, { a, b: this.lower(tree.child(node, 'index')) })
      : this.scope.builder.emit('load', node, { a, name });
  }

  #literalKey(node: Node): string | null {
    const key = this.tree.child(node, 'index');
    return this.tree.is(key, 'string') ? this.module.textOf(key) : null;
  }

  /** `require('x')`, `import('x')` with a literal. */
  #require(node: Node): Register | undefined {
    const { tree } = this;
    const [first = none] = tree.namedChildren(tree.child(node, 'arguments'));
    if (!tree.is(first, 'string')) return undefined;
    return this.scope.builder.emit('import', node, { name: '*', keys: [this.module.textOf(first)] });
  }

  #new(node: Node): Register {
    const { tree } = this;
    const callee = unwrapped(tree, tree.child(node, 'constructor'));
    const { args, keys } = this.#arguments(node);
    if (tree.is(callee, 'identifier') && !this.scope.resolve(tree.textOf(callee)))
      return this.scope.builder.emit('new', node, { name: tree.textOf(callee), args, keys });
    return this.scope.builder.emit('new', node, { a: this.lower(callee), args, keys });
  }

  #template(node: Node): Register[] {
    const { tree } = this;
    return tree
      .namedChildren(node)
      .map((part) =>
        tree.is(part, 'template_substitution')
          ? this.lower(tree.namedChildren(part)[0] ?? none)
          : this.scope.builder.constant(charactersOf(tree.textOf(part)), part),
      );
  }

  #object(node: Node): Register {
    const { tree } = this;
    const keys: string[] = [];
    const args: Register[] = [];
    for (const member of tree.namedChildren(node)) {
      switch (tree.kindOf(member)) {
        case 'pair': {
          const key = tree.child(member, 'key');
          const name = this.#keyOf(key);
          keys.push(name);
          args.push(this.lowerNamed(tree.child(member, 'value'), name));
          break;
        }
        case 'shorthand_property_identifier':
          keys.push(tree.textOf(member));
          args.push(this.#name(member));
          break;
        case 'spread_element':
          keys.push('...');
          args.push(this.lower(member));
          break;
        case 'method_definition': {
          const name = this.#keyOf(tree.child(member, 'name'));
          keys.push(name);
          args.push(this.scope.builder.emit('function', member, { a: this.module.function(member, this.scope, name) }));
        }
      }
    }
    return this.scope.builder.emit('object', node, { keys, args });
  }

  /** A property's name; `[]` where it is computed and not constant. */
  #keyOf(key: Node): string {
    const { tree } = this;
    if (tree.is(key, 'string')) return this.module.textOf(key);
    if (!tree.is(key, 'computed_property_name')) return tree.textOf(key);
    const [inner = none] = tree.namedChildren(key);
    if (tree.is(inner, 'string')) return this.module.textOf(inner);
    this.lower(inner);
    return '[]';
  }

  #array(node: Node): Register {
    const { tree } = this;
    const nodes = tree.namedChildren(node);
    return this.scope.builder.emit('array', node, {
      args: nodes.map((one) => this.lower(one)),
      keys: nodes.some((one) => tree.is(one, 'spread_element'))
        ? nodes.map((one) => (tree.is(one, 'spread_element') ? '...' : ''))
        : null,
    });
  }

  #assign(node: Node): Register {
    const { tree } = this;
    const left = tree.child(node, 'left');
    const right = tree.child(node, 'right');
    const method = this.#prototypeMethod(left, right);
    if (method !== undefined) return method;
    const value = this.lowerNamed(
      right,
      tree.is(left, 'member_expression')
        ? tree.textOf(tree.child(left, 'property'))
        : tree.is(left, 'identifier')
          ? tree.textOf(left)
          : '',
    );
    this.bind(left, value, false);
    return value;
  }

  /** `A.prototype.m = function …`: a method of the class that A makes. */
  #prototypeMethod(left: Node, right: Node): Register | undefined {
    const { tree } = this;
    if (!tree.is(left, 'member_expression') || !/^(function_expression|generator_function)$/.test(tree.kindOf(right)))
      return undefined;
    const prototype = tree.child(left, 'object');
    if (!tree.is(prototype, 'member_expression') || tree.textOf(tree.child(prototype, 'property')) !== 'prototype')
      return undefined;
    const owner = tree.child(prototype, 'object');
    if (!tree.is(owner, 'identifier')) return undefined;
    const cls = this.module.classOf(tree.textOf(owner), owner);
    const name = tree.textOf(tree.child(left, 'property'));
    const index = this.module.function(right, this.scope, name, cls.name);
    this.module.addMethod(cls, name, index);
    return this.scope.builder.emit('function', right, { a: index });
  }

  #augment(node: Node): Register {
    const { tree } = this;
    const left = tree.child(node, 'left');
    const right = tree.child(node, 'right');
    const operator = tree.kindOf(tree.child(node, 'operator')).slice(0, -1);
    const before = this.lower(left);
    let value: Register;
    if (operator === '&&' || operator === '||' || operator === '??')
      value = this.#either(operator, before, right, node);
    else value = this.scope.builder.emit('binary', node, { name: operator, a: before, b: this.lower(right) });
    this.bind(left, value, false);
    return value;
  }

  #either(operator: string, left: Register, right: Node, node: Node): Register {
    if (operator === '&&')
      return this.scope.choose(
        left,
        node,
        () => this.lower(right),
        () => left,
      );
    if (operator === '||')
      return this.scope.choose(
        left,
        node,
        () => left,
        () => this.lower(right),
      );
    // Whether it is null is rarely known: either.
    return this.scope.choose(
      this.scope.builder.register(),
      node,
      () => left,
      () => this.lower(right),
    );
  }

  #update(node: Node): Register {
    const { tree } = this;
    const { builder } = this.scope;
    const target = tree.child(node, 'argument');
    const before = builder.emit('copy', node, { a: this.lower(target) });
    const operator = tree.kindOf(tree.child(node, 'operator'));
    const after = builder.emit('binary', node, {
      name: operator === '++' ? '+' : '-',
      a: before,
      b: builder.constant(1, node),
    });
    this.bind(target, after, false);
    return tree.start[target] === tree.start[node] ? before : after;
  }

  #binary(node: Node): Register {
    const { tree } = this;
    const chain: Node[] = [];
    let first = node;
    while (tree.is(first, 'binary_expression')) {
      chain.push(first);
      first = tree.child(first, 'left');
    }
    let value = this.lower(first);
    for (const one of chain.reverse()) {
      const operator = tree.kindOf(tree.child(one, 'operator'));
      const right = tree.child(one, 'right');
      if (operator === '&&' || operator === '||' || operator === '??')
        value = this.#either(operator, value, right, one);
      else
        value = this.scope.builder.emit('binary', one, {
          name: operator.replace(/^([!=])==$/, '$1='),
          a: value,
          b: this.lower(right),
        });
    }
    return value;
  }

  /** Writes a value to a name, a member, or the parts of a pattern. */
  bind(pattern: Node, value: Register, declares: boolean): void {
    const { tree } = this;
    const { builder } = this.scope;
    switch (tree.kindOf(pattern)) {
      case 'identifier':
      case 'shorthand_property_identifier_pattern': {
        const name = tree.textOf(pattern);
        const own = declares ? nothing : undefined;
        if (own === nothing) {
          builder.emit('copy', pattern, { dst: this.scope.declare(name), a: value });
          return;
        }
        const variable = this.scope.resolve(name);
        if (variable) return this.scope.write(variable, value, pattern);
        // A global that nobody declared.
        return this.scope.write({ function: 0, register: this.module.top.declare(name, '', true) }, value, pattern);
      }
      case 'member_expression': {
        const object = tree.child(pattern, 'object');
        const name = tree.textOf(tree.child(pattern, 'property'));
        if (name === 'exports' && this.#isGlobal(object, 'module')) {
          this.module.usesExports = true;
          this.scope.write({ function: 0, register: this.module.exports }, value, pattern);
          return;
        }
        return builder.effect('store', pattern, { a: this.lower(object), b: value, name });
      }
      case 'subscript_expression': {
        const a = this.lower(tree.child(pattern, 'object'));
        const name = this.#literalKey(pattern);
        if (name !== null) return builder.effect('store', pattern, { a, b: value, name });
        return builder.effect('storeIndex', pattern, { a, b: this.lower(tree.child(pattern, 'index')), args: [value] });
      }
      case 'object_pattern':
        for (const member of tree.namedChildren(pattern)) this.#bindMember(member, value, declares);
        return;
      case 'array_pattern':
        tree.namedChildren(pattern).forEach((member, at) => {
          if (tree.is(member, 'rest_pattern')) this.bind(tree.namedChildren(member)[0] ?? none, value, declares);
          else
            this.bind(member, builder.emit('index', member, { a: value, b: builder.constant(at, member) }), declares);
        });
        return;
      case 'assignment_pattern':
      case 'object_assignment_pattern':
        return this.bind(
          tree.child(pattern, 'left'),
          this.#orDefault(value, tree.child(pattern, 'right'), pattern),
          declares,
        );
      case 'rest_pattern':
        return this.bind(tree.namedChildren(pattern)[0] ?? none, value, declares);
      case 'parenthesized_expression':
      case 'non_null_expression':
      case 'as_expression':
        return this.bind(tree.namedChildren(pattern)[0] ?? none, value, declares);
    }
  }

  #bindMember(member: Node, value: Register, declares: boolean): void {
    const { tree } = this;
    const { builder } = this.scope;
    const load = (name: string) => builder.emit('load', member, { a: value, name });
    switch (tree.kindOf(member)) {
      case 'shorthand_property_identifier_pattern':
        return this.bind(member, load(tree.textOf(member)), declares);
      case 'object_assignment_pattern': {
        const left = tree.child(member, 'left');
        return this.bind(left, this.#orDefault(load(tree.textOf(left)), tree.child(member, 'right'), member), declares);
      }
      case 'pair_pattern': {
        const name = this.#keyOf(tree.child(member, 'key'));
        const part = name === '[]' ? builder.emit('iterate', member, { a: value }) : load(name);
        return this.bind(tree.child(member, 'value'), part, declares);
      }
      case 'rest_pattern':
        return this.bind(tree.namedChildren(member)[0] ?? none, value, declares);
    }
  }

  #orDefault(value: Register, fallback: Node, node: Node): Register {
    return this.scope.choose(
      this.scope.builder.register(),
      node,
      () => value,
      () => this.lower(fallback),
    );
  }
}

const wrappers = new Set(['parenthesized_expression', 'non_null_expression', 'as_expression']);

function unwrapped(tree: SyntaxTree, node: Node): Node {
  let inner = node;
  while (inner !== none && wrappers.has(tree.kindOf(inner))) inner = tree.namedChildren(inner)[0] ?? none;
  return inner;
}
