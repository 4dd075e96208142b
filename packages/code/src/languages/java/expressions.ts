import { nothing, type IrClass, type Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { ask, type Conditions, type ConditionShape } from '../conditions.ts';
import type { FunctionScope, Jump } from '../function-scope.ts';
import type { JavaDeclarations } from './declarations.ts';
import { charactersOf, numberOf, textOf } from './literals.ts';
import type { Body } from './parts.ts';

/** Nesting past which an expression is not looked into: its value is unknown. */
const deepest = 400;

/** Expressions of one method; every one gives the register that holds its value. */
export class JavaExpressions implements Conditions {
  readonly #declarations: JavaDeclarations;
  readonly scope: FunctionScope;
  readonly #tree: SyntaxTree;
  readonly #cls: IrClass | null;
  readonly #body: Body;
  /** Where `yield` of the switch at hand goes. */
  readonly #yields: { register: Register; to: number }[] = [];
  #depth = 0;

  constructor(declarations: JavaDeclarations, scope: FunctionScope, cls: IrClass | null, body: Body) {
    this.#declarations = declarations;
    this.scope = scope;
    this.#tree = declarations.tree;
    this.#cls = cls;
    this.#body = body;
  }

  lower(node: Node, type = ''): Register {
    if (node === none || this.#depth > deepest) return this.scope.builder.register();
    this.#depth += 1;
    const register = this.#lower(node, type);
    this.#depth -= 1;
    return register;
  }

  /** What a condition says holds where it has been said. */
  ask(node: Node): Jump {
    return ask(this, node);
  }

  shapeOf(node: Node): ConditionShape {
    const tree = this.#tree;
    switch (tree.kindOf(node)) {
      case 'parenthesized_expression':
        return { kind: 'same', inner: tree.namedChildren(node)[0] ?? none };
      case 'unary_expression':
        return tree.is(tree.child(node, 'operator'), '!') ? { kind: 'not', inner: tree.child(node, 'operand') } : null;
      case 'binary_expression': {
        const operator = tree.kindOf(tree.child(node, 'operator'));
        if (operator !== '&&' && operator !== '||') return null;
        const kind = operator === '&&' ? 'and' : 'or';
        return { kind, left: tree.child(node, 'left'), right: tree.child(node, 'right') };
      }
      default:
        return null;
    }
  }

  #lower(node: Node, type: string): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    switch (tree.kindOf(node)) {
      case 'parenthesized_expression':
        return this.lower(tree.namedChildren(node)[0] ?? none, type);
      case 'identifier':
        return this.#name(node);
      case 'this':
        return this.#self(node);
      case 'super':
        return this.#self(node);
      case 'string_literal':
      case 'text_block':
        return builder.constant(textOf(tree.textOf(node)), node);
      case 'character_literal':
        return builder.constant(charactersOf(tree.textOf(node).slice(1, -1)), node);
      case 'decimal_integer_literal':
      case 'hex_integer_literal':
      case 'octal_integer_literal':
      case 'binary_integer_literal':
      case 'decimal_floating_point_literal':
      case 'hex_floating_point_literal':
        return builder.constant(numberOf(tree.textOf(node)), node);
      case 'true':
      case 'false':
        return builder.constant(tree.is(node, 'true'), node);
      case 'null_literal':
        return builder.constant(null, node);
      case 'method_invocation':
        return this.#call(node);
      case 'object_creation_expression':
        return this.#create(node);
      case 'field_access':
        return this.#field(node);
      case 'array_access':
        return builder.emit('index', node, {
          a: this.lower(tree.child(node, 'array')),
          b: this.lower(tree.child(node, 'index')),
        });
      case 'assignment_expression':
        return this.#assign(node);
      case 'update_expression':
        return this.#update(node);
      case 'binary_expression':
        return this.#binary(node);
      case 'unary_expression':
        return builder.emit('unary', node, {
          name: tree.kindOf(tree.child(node, 'operator')),
          a: this.lower(tree.child(node, 'operand')),
        });
      case 'ternary_expression':
        return this.scope.chooseBy(
          this.ask(tree.child(node, 'condition')),
          node,
          () => this.lower(tree.child(node, 'consequence'), type),
          () => this.lower(tree.child(node, 'alternative'), type),
        );
      case 'cast_expression':
        return builder.emit('cast', node, {
          a: this.lower(tree.child(node, 'value')),
          name: this.#declarations.names.typeOf(tree.child(node, 'type')),
        });
      case 'instanceof_expression':
        return this.#instanceOf(node);
      case 'lambda_expression':
        return this.#lambda(node);
      case 'method_reference':
        return this.#reference(node);
      case 'array_creation_expression':
        return this.#newArray(node);
      case 'array_initializer':
        return builder.emit('array', node, { args: tree.namedChildren(node).map((one) => this.lower(one)) });
      case 'switch_expression':
        return this.switch(node, true);
      case 'class_literal': {
        const name = this.#declarations.names.typeOf(tree.namedChildren(node)[0] ?? none);
        return builder.emit('global', node, {
          name: name.includes('.') || this.#declarations.names.own.has(name) ? `${name}.class` : 'java.lang.Class',
        });
      }
      default:
        for (const child of tree.namedChildren(node)) this.lower(child);
        return builder.register();
    }
  }

  /** `new T[3]`, `new T[2][3]`, `new T[] { … }`: of those without values only that they are lists is known. */
  #newArray(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    const value = tree.child(node, 'value');
    const sizes = tree.childrenIn(node, 'dimensions').flatMap((dimension) => tree.namedChildren(dimension));
    for (const size of sizes) this.lower(size);
    if (value !== none) return this.lower(value);
    const list = builder.emit('array', node, { name: 'sized' });
    let outer = list;
    for (const size of sizes.slice(1)) {
      const inner = builder.emit('array', size, { name: 'sized' });
      builder.effect('storeIndex', size, { a: outer, b: nothing, args: [inner] });
      outer = inner;
    }
    return list;
  }

  #self(node: Node): Register {
    const { self } = this.scope.fn;
    if (self !== nothing) return self;
    for (let scope = this.scope.parent; scope; scope = scope.parent)
      if (scope.fn.self !== nothing)
        return this.scope.builder.emit('outer', node, { a: scope.fn.index, b: scope.fn.self });
    return this.#cls ? this.scope.builder.emit('class', node, { name: this.#cls.name }) : this.scope.builder.register();
  }

  /** A variable, a field of this object or of one around it, a class. */
  #name(node: Node): Register {
    const name = this.#tree.textOf(node);
    const { builder } = this.scope;
    const variable = this.scope.resolve(name);
    if (variable) return this.scope.read(variable, node);
    const field = this.#fieldOf(name);
    if (field) return this.#loadField(field, name, node);
    const type = this.#declarations.names.classNamed(name);
    if (type) return this.#classValue(type, node);
    const imported = this.#declarations.names.statics.get(name);
    if (imported)
      return builder.emit('load', node, {
        a: this.#classValue(imported.slice(0, imported.lastIndexOf('.')), node),
        name,
      });
    if (/^[A-Z]/.test(name) && !/^[A-Z0-9_]+$/.test(name))
      return this.#classValue(this.#declarations.names.qualify(name), node);
    // A field it inherits.
    return builder.emit('load', node, { a: this.#self(node), name });
  }

  /** The class around here that has a field of this name. */
  #fieldOf(name: string): IrClass | undefined {
    if (this.#cls?.fields.has(name)) return this.#cls;
    const { classes } = this.#declarations.module;
    let className = this.scope.fn.className || (this.#cls?.name ?? '');
    while (/[.$]/.test(className)) {
      className = className.slice(0, Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')));
      const found = classes.find((one) => one.name === className && one.fields.has(name));
      if (found) return found;
    }
    return undefined;
  }

  #loadField(cls: IrClass, name: string, node: Node): Register {
    const { builder } = this.scope;
    const value = builder.emit('load', node, {
      a: cls === this.#cls ? this.#self(node) : this.#classValue(cls.name, node),
      name,
    });
    const type = cls.fields.get(name);
    if (type) this.scope.fn.types.set(value, type);
    return value;
  }

  #classValue(name: string, node: Node): Register {
    const isOwn = this.#declarations.module.classes.some((one) => one.name === name);
    return this.scope.builder.emit(isOwn ? 'class' : 'global', node, { name });
  }

  #field(node: Node): Register {
    const tree = this.#tree;
    const object = tree.child(node, 'object');
    const name = tree.textOf(tree.child(node, 'field'));
    const path = this.#classPath(object);
    if (path) return this.scope.builder.emit('load', node, { a: this.#classValue(path, object), name });
    const whole = this.#classPath(node);
    if (whole) return this.#classValue(whole, node);
    return this.scope.builder.emit('load', node, { a: this.lower(object), name });
  }

  /** `java.lang.Runtime`, `Outer.Inner`: a class written out, not a variable's fields. */
  #classPath(node: Node): string {
    const tree = this.#tree;
    if (!tree.is(node, 'field_access') && !tree.is(node, 'scoped_identifier')) {
      if (!tree.is(node, 'identifier')) return '';
      const name = tree.textOf(node);
      return this.scope.resolve(name) || this.#fieldOf(name) ? '' : (this.#declarations.names.classNamed(name) ?? '');
    }
    const text = tree.textOf(node);
    if (!/^[\w.]+$/.test(text)) return '';
    const head = text.slice(0, text.indexOf('.'));
    if (this.scope.resolve(head) || this.#fieldOf(head)) return '';
    if (/^([a-z_]\w*\.)+[A-Z]\w*(\.[A-Z]\w*)*$/.test(text)) return text;
    const known = this.#declarations.names.own.get(text.replace(/^.*\./, ''));
    return /^[A-Z]/.test(head) && known?.endsWith(text) ? known : '';
  }

  #arguments(node: Node): Register[] {
    const list = this.#tree.child(node, 'arguments');
    return list === none ? [] : this.#tree.namedChildren(list).map((one) => this.lower(one));
  }

  #call(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    const object = tree.child(node, 'object');
    const name = tree.textOf(tree.child(node, 'name'));
    if (object === none) {
      const imported = this.#declarations.names.statics.get(name);
      const owner = this.#ownerOf(name);
      if (imported && !owner) return builder.emit('callNamed', node, { name: imported, args: this.#arguments(node) });
      const a = owner && owner !== this.#cls ? this.#outerSelf(owner, node) : this.#self(node);
      return builder.emit('invoke', node, { a, name, args: this.#arguments(node) });
    }
    const path = this.#classPath(object);
    if (path) return builder.emit('callNamed', node, { name: `${path}.${name}`, args: this.#arguments(node) });
    const a = this.lower(object);
    // Whatever overrides it is not meant.
    const base = tree.is(object, 'super') ? this.#cls?.supers[0] : undefined;
    if (base) return builder.emit('invoke', node, { a, name, args: this.#arguments(node), value: base });
    return builder.emit('invoke', node, { a, name, args: this.#arguments(node) });
  }

  /** The class around here that has a method of this name. */
  #ownerOf(name: string): IrClass | undefined {
    if (this.#cls?.methods.has(name)) return this.#cls;
    const { classes } = this.#declarations.module;
    let className = this.#cls?.name ?? '';
    while (/[.$]/.test(className)) {
      className = className.slice(0, Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')));
      const found = classes.find((one) => one.name === className && one.methods.has(name));
      if (found) return found;
    }
    return undefined;
  }

  #outerSelf(owner: IrClass, node: Node): Register {
    for (let scope = this.scope.parent; scope; scope = scope.parent)
      if (scope.fn.className === owner.name && scope.fn.self !== nothing)
        return this.scope.builder.emit('outer', node, { a: scope.fn.index, b: scope.fn.self });
    return this.scope.builder.emit('class', node, { name: owner.name });
  }

  /** `this(…)`, `super(…)` */
  constructorCall(node: Node): void {
    const tree = this.#tree;
    const isSuper = tree.is(tree.child(node, 'constructor'), 'super');
    const base = isSuper ? this.#cls?.supers[0] : this.#cls?.name;
    const args = this.#arguments(node);
    if (!base) return;
    this.scope.builder.emit('invoke', node, { a: this.#self(node), name: '<init>', args, value: base });
  }

  #create(node: Node): Register {
    const tree = this.#tree;
    const type = this.#declarations.names.typeOf(tree.child(node, 'type'));
    const args = this.#arguments(node);
    const body = tree.namedChildren(node).find((child) => tree.is(child, 'class_body'));
    const name = body === undefined ? type : this.#declarations.anonymous(node, body, type, this.scope).name;
    return this.scope.builder.emit('new', node, { name, args });
  }

  #assign(node: Node): Register {
    const tree = this.#tree;
    const left = tree.child(node, 'left');
    const operator = tree.textOf(tree.child(node, 'operator'));
    let value: Register;
    if (operator === '=') value = this.lower(tree.child(node, 'right'));
    else {
      const a = this.lower(left);
      value = this.scope.builder.emit('binary', node, {
        name: operator.slice(0, -1),
        a,
        b: this.lower(tree.child(node, 'right')),
      });
    }
    this.#write(left, value, node);
    return value;
  }

  #update(node: Node): Register {
    const { builder } = this.scope;
    const tree = this.#tree;
    const [target] = tree.namedChildren(node);
    if (target === undefined) return builder.register();
    const before = this.lower(target);
    const kept = builder.emit('copy', node, { a: before });
    const isPlus = tree.childOfKind(node, '++') !== none;
    const after = builder.emit('binary', node, { name: isPlus ? '+' : '-', a: kept, b: builder.constant(1, node) });
    this.#write(target, after, node);
    return tree.isNamed(node + 1) ? kept : after;
  }

  #write(target: Node, value: Register, node: Node): void {
    const tree = this.#tree;
    const { builder } = this.scope;
    switch (tree.kindOf(target)) {
      case 'identifier': {
        const name = tree.textOf(target);
        const variable = this.scope.resolve(name);
        if (variable) return this.scope.write(variable, value, node);
        const owner = this.#fieldOf(name);
        const self = owner && owner !== this.#cls ? this.#classValue(owner.name, node) : this.#self(node);
        return builder.effect('store', node, { a: self, b: value, name });
      }
      case 'field_access': {
        const object = tree.child(target, 'object');
        const path = this.#classPath(object);
        const a = path ? this.#classValue(path, object) : this.lower(object);
        return builder.effect('store', node, { a, b: value, name: tree.textOf(tree.child(target, 'field')) });
      }
      case 'array_access': {
        const a = this.lower(tree.child(target, 'array'));
        return builder.effect('storeIndex', node, { a, b: this.lower(tree.child(target, 'index')), args: [value] });
      }
      case 'parenthesized_expression':
        return this.#write(tree.namedChildren(target)[0] ?? none, value, node);
    }
  }

  /** Chains such as `a + b + c …` are as deep as they are long: they are taken from the left in a loop. */
  #binary(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
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
        value = this.scope.choose(
          left,
          one,
          () => this.lower(right),
          () => left,
        );
      else if (operator === '||')
        value = this.scope.choose(
          left,
          one,
          () => left,
          () => this.lower(right),
        );
      else value = builder.emit('binary', one, { name: operator, a: left, b: this.lower(right) });
    }
    return value;
  }

  #instanceOf(node: Node): Register {
    const tree = this.#tree;
    const { builder } = this.scope;
    const left = this.lower(tree.child(node, 'left'));
    const type = this.#declarations.names.typeOf(tree.child(node, 'right'));
    const name = tree.child(node, 'name');
    if (name !== none)
      builder.emit('cast', node, { dst: this.scope.declare(tree.textOf(name), type), a: left, name: type });
    return builder.emit('binary', node, { name: 'instanceof', a: left, b: builder.register() });
  }

  #lambda(node: Node): Register {
    const tree = this.#tree;
    const scope = this.#declarations.closure(node, this.scope);
    const parameters = tree.child(node, 'parameters');
    if (tree.is(parameters, 'identifier')) {
      const name = tree.textOf(parameters);
      scope.fn.parameters.push({ name, register: scope.declare(name), type: '', annotations: [], rest: '' });
    } else this.#declarations.parameters(parameters, scope);
    const body = tree.child(node, 'body');
    const lowered = this.#declarations.body(scope, this.#cls);
    if (tree.is(body, 'block')) lowered.block(body);
    else lowered.value(body);
    return this.scope.builder.emit('function', node, { a: scope.fn.index });
  }

  /** `String::valueOf`, `this::run`: a function that calls it with what it is given. */
  #reference(node: Node): Register {
    const tree = this.#tree;
    const [object, method] = tree.namedChildren(node);
    if (object === undefined) return this.scope.builder.register();
    const scope = this.#declarations.closure(node, this.scope);
    const register = scope.declare('it');
    scope.fn.parameters.push({ name: 'it', register, type: '', annotations: [], rest: '' });
    const name = method === undefined ? '<init>' : tree.textOf(method);
    const path = this.#classPath(object);
    let result: Register;
    if (method === undefined)
      result = scope.builder.emit('new', node, { name: this.#declarations.names.typeOf(object), args: [register] });
    else if (path) result = scope.builder.emit('callNamed', node, { name: `${path}.${name}`, args: [register] });
    else {
      const inner = new JavaExpressions(this.#declarations, scope, this.#cls, this.#body);
      result = scope.builder.emit('invoke', node, { a: inner.lower(object), name, args: [register] });
    }
    scope.return(result, node);
    return this.scope.builder.emit('function', node, { a: scope.fn.index });
  }

  /** Old and new forms; gives the value where it is used as an expression. */
  switch(node: Node, isValue: boolean): Register {
    const tree = this.#tree;
    const scope = this.scope;
    const { builder } = scope;
    const on = this.lower(tree.child(node, 'condition'));
    const groups = tree
      .namedChildren(tree.child(node, 'body'))
      .filter((child) => /^switch_(rule|block_statement_group)$/.test(tree.kindOf(child)));
    const after = builder.block();
    const result = builder.register();
    const blocks = groups.map(() => builder.block());
    const cases: { value: Register; to: number }[] = [];
    let otherwise = after;
    groups.forEach((group, at) => {
      for (const label of tree.namedChildren(group).filter((child) => tree.is(child, 'switch_label'))) {
        const values = tree.namedChildren(label);
        if (values.length === 0 || tree.childOfKind(label, 'default') !== none) otherwise = blocks[at]!;
        for (const value of values) cases.push({ value: this.#caseValue(value), to: blocks[at]! });
      }
    });
    builder.end({ kind: 'switch', on, cases, otherwise, node });
    if (isValue) this.#yields.push({ register: result, to: after });
    scope.target(after, -1, () => {
      groups.forEach((group, at) => {
        builder.enter(blocks[at]!);
        const isRule = tree.is(group, 'switch_rule');
        scope.block(() => {
          for (const child of tree.namedChildren(group)) {
            if (tree.is(child, 'switch_label')) continue;
            if (isRule && isValue && tree.is(child, 'expression_statement'))
              this.yield(this.lower(tree.namedChildren(child)[0] ?? none), child);
            else this.#body.statement(child);
          }
        });
        builder.jump(isRule ? after : (blocks[at + 1] ?? after));
      });
    });
    if (isValue) this.#yields.pop();
    builder.enter(after);
    return result;
  }

  /** Enum constants are known by their names. */
  #caseValue(node: Node): Register {
    const tree = this.#tree;
    if (!tree.is(node, 'identifier') || this.scope.resolve(tree.textOf(node)) || this.#fieldOf(tree.textOf(node)))
      return this.lower(node);
    return this.scope.builder.constant(tree.textOf(node), node);
  }

  yield(value: Register, node: Node): void {
    const target = this.#yields.at(-1);
    if (!target) return;
    this.scope.builder.emit('copy', node, { dst: target.register, a: value });
    this.scope.builder.jump(target.to);
    this.scope.builder.enter(this.scope.builder.block());
  }
}
