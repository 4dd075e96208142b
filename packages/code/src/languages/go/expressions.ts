import type { Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';
import type { GoFile } from './file.ts';

const deepest = 400;

/** Expressions of one function; every one gives the register that holds its value. Pointers are what they point to. */
export class GoExpressions {
  readonly #file: GoFile;
  readonly #scope: FunctionScope;
  readonly #tree: SyntaxTree;
  #depth = 0;

  constructor(file: GoFile, scope: FunctionScope) {
    this.#file = file;
    this.#scope = scope;
    this.#tree = file.tree;
  }

  lower(node: Node): Register {
    if (node === none || this.#depth > deepest) return this.#scope.builder.register();
    this.#depth += 1;
    const register = this.#lower(node);
    this.#depth -= 1;
    return register;
  }

  #lower(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.#scope;
    switch (tree.kindOf(node)) {
      case 'parenthesized_expression':
      case 'literal_element':
        return this.lower(tree.namedChildren(node)[0] ?? none);
      case 'identifier':
        return this.#name(node);
      case 'interpreted_string_literal':
      case 'raw_string_literal':
        return builder.constant(textOf(tree.textOf(node)), node);
      case 'rune_literal':
        return builder.constant(tree.textOf(node).slice(1, -1), node);
      case 'int_literal':
      case 'float_literal':
        return builder.constant(
          Number(
            tree
              .textOf(node)
              .replaceAll('_', '')
              .replace(/^0([0-7]+)$/, '0o$1'),
          ),
          node,
        );
      case 'true':
      case 'false':
        return builder.constant(tree.is(node, 'true'), node);
      case 'nil':
        return builder.constant(null, node);
      case 'selector_expression':
        return this.#selector(node);
      case 'call_expression':
        return this.#call(node);
      case 'index_expression':
        return builder.emit('index', node, {
          a: this.lower(tree.child(node, 'operand')),
          b: this.lower(tree.child(node, 'index')),
        });
      case 'slice_expression':
        return builder.emit('invoke', node, {
          a: this.lower(tree.child(node, 'operand')),
          name: 'slice',
          args: ['start', 'end']
            .map((field) => tree.child(node, field))
            .filter((part) => part !== none)
            .map((part) => this.lower(part)),
        });
      case 'unary_expression': {
        const operator = tree.kindOf(tree.child(node, 'operator'));
        const a = this.lower(tree.child(node, 'operand'));
        if (operator === '&' || operator === '*') return a;
        return operator === '<-'
          ? builder.emit('iterate', node, { a })
          : builder.emit('unary', node, { name: operator, a });
      }
      case 'binary_expression':
        return this.#binary(node);
      case 'composite_literal':
        return this.#literal(tree.child(node, 'body'), this.#file.typeOf(tree.child(node, 'type')), node);
      case 'literal_value':
        return this.#literal(node, '', node);
      case 'func_literal':
        return builder.emit('function', node, { a: this.#file.function(node, this.#scope, '<anonymous>') });
      case 'type_assertion_expression':
        return builder.emit('cast', node, {
          a: this.lower(tree.child(node, 'operand')),
          name: this.#file.typeOf(tree.child(node, 'type')),
        });
      case 'type_conversion_expression':
        return builder.emit('cast', node, {
          a: this.lower(tree.child(node, 'operand')),
          name: this.#file.typeOf(tree.child(node, 'type')),
        });
      default:
        for (const child of tree.namedChildren(node)) this.lower(child);
        return builder.register();
    }
  }

  #name(node: Node): Register {
    const name = this.#tree.textOf(node);
    const variable = this.#scope.resolve(name);
    if (variable) return this.#scope.read(variable, node);
    // A function or variable of another file of the package.
    return this.#scope.builder.emit('global', node, { name: `${this.#file.module.name}.${name}` });
  }

  /** The import path, where this is a package's name. */
  #packageOf(node: Node): string | undefined {
    const name = this.#tree.textOf(node);
    return this.#tree.is(node, 'identifier') && !this.#scope.resolve(name) ? this.#file.packageOf(name) : undefined;
  }

  #selector(node: Node): Register {
    const tree = this.#tree;
    const operand = tree.child(node, 'operand');
    const field = tree.textOf(tree.child(node, 'field'));
    const path = this.#packageOf(operand);
    if (path !== undefined) return this.#scope.builder.emit('global', node, { name: `${path}.${field}` });
    return this.#scope.builder.emit('load', node, { a: this.lower(operand), name: field });
  }

  #arguments(node: Node): { args: Register[]; keys: string[] | null } {
    const tree = this.#tree;
    const list = tree.child(node, 'arguments');
    const nodes = list === none ? [] : tree.namedChildren(list);
    const isSpread = nodes.some((one) => tree.is(one, 'variadic_argument'));
    return {
      args: nodes.map((one) =>
        this.lower(tree.is(one, 'variadic_argument') ? (tree.namedChildren(one)[0] ?? none) : one),
      ),
      keys: isSpread ? nodes.map((one) => (tree.is(one, 'variadic_argument') ? '...' : '')) : null,
    };
  }

  #call(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.#scope;
    let callee = tree.child(node, 'function');
    if (tree.is(callee, 'parenthesized_expression')) callee = tree.namedChildren(callee)[0] ?? none;
    if (tree.is(callee, 'selector_expression')) {
      const operand = tree.child(callee, 'operand');
      const name = tree.textOf(tree.child(callee, 'field'));
      const path = this.#packageOf(operand);
      if (path !== undefined) {
        if (writers.has(`${path}.${name}`)) return this.#write(node);
        return builder.emit('callNamed', node, { name: `${path}.${name}`, ...this.#arguments(node) });
      }
      const a = this.lower(operand);
      return builder.emit('invoke', node, { a, name, ...this.#arguments(node) });
    }
    if (tree.is(callee, 'identifier') && !this.#scope.resolve(tree.textOf(callee)))
      return this.#callName(tree.textOf(callee), node);
    const type = this.#file.typeOf(callee);
    if (type || (callee !== none && tree.kindOf(callee).endsWith('_type'))) {
      const [value] = this.#arguments(node).args;
      return builder.emit('cast', node, { a: value ?? builder.register(), name: type });
    }
    return builder.emit('call', node, { a: this.lower(callee), ...this.#arguments(node) });
  }

  /** `fmt.Fprintf(w, …)`, `io.WriteString(w, …)`: what `w` is decides what happens to the text. */
  #write(node: Node): Register {
    const { builder } = this.#scope;
    const [into, ...args] = this.#arguments(node).args;
    if (into === undefined) return builder.register();
    const text = args.length === 1 ? args[0]! : builder.emit('concat', node, { args });
    return builder.emit('invoke', node, { a: into, name: 'Write', args: [text] });
  }

  #callName(name: string, node: Node): Register {
    const { builder } = this.#scope;
    const { args, keys } = this.#arguments(node);
    if (name === 'append' && args.length > 0) {
      const list = builder.emit('array', node, {
        args,
        keys: ['...', ...args.slice(1).map((_, at) => keys?.[at + 1] ?? '')],
      });
      return list;
    }
    if (name === 'new') return this.#literal(none, this.#typeArgument(node), node);
    if (name === 'make') {
      builder.emit('callNamed', node, { name: 'builtin.make', args });
      return builder.emit('object', node, { keys: [] });
    }
    if (name === 'copy' && args.length === 2) {
      builder.effect('storeIndex', node, { a: args[0]!, args: [args[1]!] });
      return builder.register();
    }
    if (this.#file.isType(name))
      return builder.emit('cast', node, {
        a: args[0] ?? builder.register(),
        name: this.#file.isType(name) && /^[a-z]/.test(name) ? name : `${this.#file.module.name}.${name}`,
      });
    if (/^(len|cap|panic|print|println|delete|close|recover|min|max|clear)$/.test(name))
      return builder.emit('callNamed', node, { name: `builtin.${name}`, args, keys });
    return builder.emit('callNamed', node, { name: `${this.#file.module.name}.${name}`, args, keys });
  }

  /** The type that `new` is given, which the grammar takes for a value. */
  #typeArgument(node: Node): string {
    const tree = this.#tree;
    const [type = none] = tree.namedChildren(tree.child(node, 'arguments'));
    if (!tree.is(type, 'selector_expression'))
      return tree.is(type, 'identifier') ? `${this.#file.module.name}.${tree.textOf(type)}` : this.#file.typeOf(type);
    const path = this.#packageOf(tree.child(type, 'operand'));
    return path === undefined ? '' : `${path}.${tree.textOf(tree.child(type, 'field'))}`;
  }

  /** `T{…}`, `[]T{…}`, `map[K]V{…}`. */
  #literal(body: Node, type: string, node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.#scope;
    const elements = body === none ? [] : tree.namedChildren(body);
    const isKeyed = elements.some((one) => tree.is(one, 'keyed_element'));
    if (!isKeyed && !type) return builder.emit('array', node, { args: elements.map((one) => this.lower(one)) });
    const keys: string[] = [];
    const args: Register[] = [];
    elements.forEach((one, at) => {
      const key = tree.is(one, 'keyed_element') ? tree.child(one, 'key') : none;
      const [inner = none] = key === none ? [] : tree.namedChildren(key);
      keys.push(key === none ? String(at) : this.#keyOf(inner, type));
      args.push(this.lower(key === none ? one : tree.child(one, 'value')));
    });
    const value = builder.emit('object', node, { keys, args });
    if (!type) return value;
    // Rules speak of settings as of keyword arguments of a constructor: `crypto/tls.Config(InsecureSkipVerify: true)`.
    if (isKeyed && !this.#file.isOwnType(type)) builder.emit('new', node, { name: type, keys, args });
    const typed = builder.emit('cast', node, { a: value, name: type });
    this.#scope.fn.types.set(typed, type);
    return typed;
  }

  #keyOf(key: Node, type: string): string {
    const tree = this.#tree;
    if (type && tree.is(key, 'identifier')) return tree.textOf(key);
    if (key !== none && tree.kindOf(key).endsWith('string_literal')) return textOf(tree.textOf(key));
    if (tree.is(key, 'int_literal')) return tree.textOf(key);
    this.lower(key);
    return '[]';
  }

  #binary(node: Node): Register {
    const tree = this.#tree;
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
      const left = value;
      if (operator === '&&')
        value = this.#scope.choose(
          left,
          one,
          () => this.lower(right),
          () => left,
        );
      else if (operator === '||')
        value = this.#scope.choose(
          left,
          one,
          () => left,
          () => this.lower(right),
        );
      else value = this.#scope.builder.emit('binary', one, { name: operator, a: left, b: this.lower(right) });
    }
    return value;
  }

  /** The zero value of a variable declared without one: structs, lists and maps can be filled. */
  zero(type: Node, register: Register, node: Node): void {
    const { builder } = this.#scope;
    const kind = type === none ? '' : this.#tree.kindOf(type);
    const name = this.#file.typeOf(type);
    if (kind === 'qualified_type') builder.emit('copy', node, { dst: register, a: this.#literal(none, name, node) });
    else if (kind === 'slice_type' || kind === 'array_type') builder.emit('array', node, { dst: register });
    else if (kind === 'map_type') builder.emit('object', node, { dst: register, keys: [] });
    else builder.emit('declare', node, { dst: register, name });
  }

  write(target: Node, value: Register, node: Node): void {
    const tree = this.#tree;
    const { builder } = this.#scope;
    switch (tree.kindOf(target)) {
      case 'identifier': {
        const variable = this.#scope.resolve(tree.textOf(target));
        if (variable) this.#scope.write(variable, value, node);
        return;
      }
      case 'selector_expression':
        return builder.effect('store', node, {
          a: this.lower(tree.child(target, 'operand')),
          b: value,
          name: tree.textOf(tree.child(target, 'field')),
        });
      case 'index_expression':
        return builder.effect('storeIndex', node, {
          a: this.lower(tree.child(target, 'operand')),
          b: this.lower(tree.child(target, 'index')),
          args: [value],
        });
      case 'unary_expression':
        return this.write(tree.child(target, 'operand'), value, node);
      case 'parenthesized_expression':
        return this.write(tree.namedChildren(target)[0] ?? none, value, node);
    }
  }
}

const writers = new Set(['fmt.Fprint', 'fmt.Fprintf', 'fmt.Fprintln', 'io.WriteString']);

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'" };

function textOf(literal: string): string {
  const inside = literal.slice(1, -1);
  return literal.startsWith('`') ? inside : inside.replace(/\\(.)/g, (_, one: string) => escapes[one] ?? one);
}
