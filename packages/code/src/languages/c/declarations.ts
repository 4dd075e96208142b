import type { Register } from '../../ir/ir.ts';
import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';
import { readText } from './constants.ts';
import type { CExpressions } from './expressions.ts';
import type { Body } from './parts.ts';
import { intType, typeName, type CType } from './types.ts';
import type { CUnit, Declared } from './unit.ts';

/** Initialisers past this many elements are not written out. */
const mostElements = 256;

/** Variables of one function, or of the file. */
export class CDeclarations {
  readonly #unit: CUnit;
  readonly #scope: FunctionScope;
  readonly #expressions: CExpressions;
  readonly #body: Body;

  constructor(unit: CUnit, scope: FunctionScope, expressions: CExpressions, body: Body) {
    this.#unit = unit;
    this.#scope = scope;
    this.#expressions = expressions;
    this.#body = body;
  }

  declaration(node: Node): void {
    const unit = this.#unit;
    const { tree } = unit;
    const base = unit.specified(node);
    const storage = tree
      .namedChildren(node)
      .filter((one) => tree.is(one, 'storage_class_specifier'))
      .map((one) => tree.textOf(one));
    const isConst = tree
      .namedChildren(node)
      .some((one) => tree.is(one, 'type_qualifier') && tree.textOf(one) === 'const');
    const isTop = this.#scope.fn.parent === -1;
    for (const declarator of tree.childrenIn(node, 'declarator')) {
      const isInit = tree.is(declarator, 'init_declarator');
      let declared = unit.declarator(isInit ? tree.child(declarator, 'declarator') : declarator, base);
      let value = isInit ? tree.child(declarator, 'value') : none;
      if (declared.name === '') continue;
      if (declared.parameters !== none) {
        const type = unit.resolve(base);
        // `A a(x);` reads like a function: parameters that are no types tell it apart.
        if (declared.type.kind === 'function') {
          if (!isTop && type.kind === 'struct' && unit.isCpp) {
            const args = this.#argumentsIn(declared.parameters);
            declared = { ...declared, type, parameters: none };
            if (args.length > 0) {
              const register = this.#scope.declare(declared.name, typeName(type));
              this.#expressions.typed(register, type);
              this.#construct(register, type, args, declarator);
              continue;
            }
          } else {
            unit.returns.set(declared.name, declared.type.returns);
            unit.noteParameters([declared.name], declared.parameters);
            continue;
          }
        }
      }
      declared = { ...declared, type: this.#completed(declared.type, base, value) };
      if (!isTop && storage.includes('static')) this.#static(declared, value, declarator, isConst);
      else this.#variable(declared, value, declarator, storage, isConst, isTop);
    }
  }

  /** `auto`, and arrays whose initialiser says how long they are. */
  #completed(type: CType, base: CType, value: Node): CType {
    const { tree } = this.#unit;
    if (type.kind === 'array' && type.length < 0 && value !== none) {
      if (tree.is(value, 'initializer_list')) return { ...type, length: tree.namedChildren(value).length };
      const text = this.#textOf(value);
      if (text !== undefined) return { ...type, length: readText(text).length + 1 };
    }
    return type;
  }

  #textOf(value: Node): string | undefined {
    const { tree } = this.#unit;
    if (tree.is(value, 'string_literal')) return tree.textOf(value);
    if (tree.is(value, 'identifier')) {
      const macro = this.#unit.macro(tree.textOf(value));
      if (typeof macro === 'string') return macro;
    }
    return undefined;
  }

  #variable(
    declared: Declared,
    value: Node,
    node: Node,
    storage: readonly string[],
    isConst: boolean,
    isTop: boolean,
  ): void {
    const unit = this.#unit;
    const { type } = declared;
    // The initialiser may speak of an outer variable of the same name only in broken code: declare first.
    const known = isTop ? this.#scope.own(declared.name) : -1;
    const register = known >= 0 ? known : this.#scope.declare(declared.name, typeName(unit.resolve(type)));
    this.#expressions.typed(register, type);
    if (isTop) {
      if (storage.includes('static')) unit.statics.add(register);
      if (isConst && type.kind !== 'pointer') unit.constants.add(register);
      if (storage.includes('extern') && value === none) {
        unit.externs.add(register);
        return;
      }
      unit.externs.delete(register);
    }
    this.initialise(register, type, value, node);
  }

  #static(declared: Declared, value: Node, node: Node, isConst: boolean): void {
    this.#body.static(declared, (top, hidden) => top.declarations.fileVariable(hidden, value, node, isConst));
  }

  /** A `static` variable of a function lives in the file. */
  fileVariable(declared: Declared, value: Node, node: Node, isConst: boolean): void {
    this.#variable(declared, value, node, ['static'], isConst, true);
  }

  /** Gives a fresh variable its first value; `none`: none. */
  initialise(register: Register, type: CType, value: Node, node: Node): void {
    const unit = this.#unit;
    const { tree } = unit;
    const { builder } = this.#scope;
    const resolved = unit.resolve(type);
    if (value !== none && (tree.is(value, 'initializer_list') || tree.is(value, 'argument_list'))) {
      const children = tree.namedChildren(value);
      if (
        tree.is(value, 'initializer_list') &&
        (resolved.kind === 'array' || resolved.kind === 'struct' || children.length > 1)
      ) {
        this.#list(register, resolved, value, node);
        return;
      }
      if (resolved.kind === 'struct' || resolved.kind === 'named') {
        this.#construct(
          register,
          resolved,
          children.map((one) => this.#expressions.lower(one)),
          node,
        );
        return;
      }
      const [first] = children;
      if (first === undefined) builder.emit('constant', node, { dst: register, value: 0 });
      else builder.emit('copy', node, { dst: register, a: this.#expressions.lower(first) });
      return;
    }
    if (value !== none) {
      if (type.kind === 'pointer' && type.isReference) {
        builder.emit('copy', node, { dst: register, a: this.#expressions.reference(value) });
        return;
      }
      const from = this.#expressions.lower(value);
      if (type.kind === 'named' && (type.name === '' || type.name === 'auto')) {
        const own = this.#expressions.typeOf(from);
        this.#expressions.typed(
          register,
          own?.kind === 'array' ? { kind: 'pointer', to: own.of, isReference: false } : own,
        );
      }
      // An array with a text in it is a place of its own: others may change it.
      if (resolved.kind === 'array') builder.emit('array', node, { dst: register, name: 'text', args: [from] });
      else builder.emit('copy', node, { dst: register, a: from });
      return;
    }
    if (resolved.kind === 'array') {
      // An array whose length is only known when it runs.
      const sizes = this.#sizes(node);
      builder.emit('array', node, {
        dst: register,
        name: 'uninitialised',
        ...(sizes.length > 0 && { keys: ['size'] }),
        args: [],
      });
      if (sizes.length > 0 && unit.sizeOf(resolved) < 0)
        builder.emit('declare', node, { dst: register, name: 'variable array', args: sizes });
    } else if (resolved.kind === 'struct') {
      if (unit.isCpp && this.#body.hasConstructor(resolved.name))
        builder.emit('new', node, { dst: register, name: typeName(resolved), keys: [] });
      else builder.emit('object', node, { dst: register, name: 'uninitialised', keys: [] });
    } else builder.emit('declare', node, { dst: register, name: typeName(resolved) });
  }

  /** `A a(x)`, read as a function whose parameters have types and no names: variables, if it is none. */
  #argumentsIn(declarator: Node): Register[] {
    const { tree } = this.#unit;
    const list = tree.child(declarator, 'parameters');
    const nodes = (list === none ? [] : tree.namedChildren(list)).map((one) => tree.child(one, 'type'));
    const variables = nodes.map((one) => (one === none ? null : this.#expressions.variable(tree.textOf(one))));
    if (variables.some((one) => one === null)) return [];
    return variables.map((one, at) => this.#scope.read(one!, nodes[at]!));
  }

  #construct(register: Register, type: CType, args: readonly Register[], node: Node): void {
    this.#scope.builder.emit('new', node, {
      dst: register,
      name: typeName(type) || 'object',
      args: [...args],
      keys: args.map(() => ''),
    });
  }

  #sizes(node: Node): Register[] {
    const { tree } = this.#unit;
    if (!tree.is(node, 'array_declarator')) return [];
    const size = tree.child(node, 'size');
    return size === none ? [] : [this.#expressions.lower(size)];
  }

  #list(register: Register, type: CType, value: Node, node: Node): void {
    const unit = this.#unit;
    const { tree } = unit;
    const { builder } = this.#scope;
    const children = tree.namedChildren(value).slice(0, mostElements);
    const element = type.kind === 'array' ? unit.resolve(type.of) : undefined;
    const names = type.kind === 'struct' ? [...(type.fields?.keys() ?? [])] : [];
    const args: Register[] = [];
    const keys: string[] = [];
    children.forEach((child, at) => {
      let item = child;
      let key = type.kind === 'struct' ? (names[at] ?? '') : String(at);
      if (tree.is(child, 'initializer_pair')) {
        const designator = tree.child(child, 'designator');
        item = tree.child(child, 'value');
        if (tree.is(designator, 'field_designator') || tree.is(designator, 'field_identifier'))
          key = tree
            .textOf(designator)
            .replace(/^[.\s]+/, '')
            .replace(/:$/, '');
        else if (designator !== none) {
          const [index] = tree.namedChildren(designator);
          const constant = index === undefined ? undefined : unit.constantOf(index);
          key = typeof constant === 'number' ? String(constant) : '';
        }
      }
      const own = type.kind === 'struct' ? type.fields?.get(key)?.type : element;
      if (
        tree.is(item, 'initializer_list') ||
        (own && unit.resolve(own).kind === 'array' && this.#textOf(item) !== undefined)
      ) {
        const inner = builder.register();
        const innerType = own
          ? unit.resolve(own)
          : ({ kind: 'array', of: intType, length: tree.namedChildren(item).length } as const);
        this.#expressions.typed(inner, innerType);
        this.initialise(inner, innerType, item, item);
        args.push(inner);
      } else args.push(this.#expressions.lower(item));
      keys.push(key);
    });
    if (type.kind === 'struct') builder.emit('object', node, { dst: register, args, keys });
    else
      builder.emit('array', node, {
        dst: register,
        args,
        ...(keys.some((key, at) => key !== String(at)) && { name: keys.join(' ') }),
      });
  }
}
