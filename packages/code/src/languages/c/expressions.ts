import { nothing, type Register } from '../../ir/ir.ts';
import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { FunctionScope, Variable } from '../function-scope.ts';
import { readText } from './constants.ts';
import type { Body } from './parts.ts';
import { charType, doubleType, intType, pointerTo, sizeType, typeName, wideCharType, type CType } from './types.ts';
import { charCode, type CUnit } from './unit.ts';

const deepest = 300;

/** Expressions of one function. The type of each result is kept beside it. */
export class CExpressions {
  readonly #unit: CUnit;
  readonly #scope: FunctionScope;
  readonly #body: Body;
  readonly #types: (CType | undefined)[];
  #depth = 0;

  constructor(unit: CUnit, scope: FunctionScope, body: Body) {
    this.#unit = unit;
    this.#scope = scope;
    this.#body = body;
    this.#types = unit.typesOf(scope.fn);
  }

  typeOf(register: Register): CType | undefined {
    return this.#types[register];
  }

  /** Says what type a register has; the flow analysis is told too. */
  typed(register: Register, type: CType | undefined): Register {
    if (type && register >= 0) {
      this.#types[register] = type;
      const name = typeName(type);
      if (name) this.#scope.fn.types.set(register, name);
    }
    return register;
  }

  lower(node: Node): Register {
    if (node === none) return this.#scope.builder.register();
    if (this.#depth > deepest) return this.#scope.builder.register();
    this.#depth += 1;
    const result = this.#lower(node);
    this.#depth -= 1;
    return result;
  }

  #lower(node: Node): Register {
    const tree = this.#unit.tree;
    const { builder } = this.#scope;
    switch (tree.kindOf(node)) {
      case 'parenthesized_expression': {
        const [inner] = tree.namedChildren(node);
        if (inner === undefined) return builder.register();
        if (tree.is(inner, 'compound_statement')) return this.#body.statementExpression(inner);
        return this.lower(inner);
      }
      case 'identifier':
      case 'qualified_identifier':
        return this.#name(node);
      case 'number_literal': {
        const value = this.#unit.constantOf(node);
        const text = tree.textOf(node);
        const isFloat = /[.eEpP]|[fF]$/.test(text) && !/^0x/i.test(text);
        return this.typed(
          builder.constant(typeof value === 'number' ? value : null, node),
          isFloat
            ? doubleType
            : /u/i.test(text)
              ? { kind: 'integer', name: 'unsigned int', size: /l/i.test(text) ? 8 : 4, isSigned: false }
              : /l/i.test(text) || (typeof value === 'number' && value > 2147483647)
                ? { kind: 'integer', name: 'long', size: 8, isSigned: true }
                : intType,
        );
      }
      case 'char_literal':
        return this.typed(builder.constant(charCode(tree.textOf(node)), node), intType);
      case 'true':
      case 'false':
        return this.typed(builder.constant(tree.is(node, 'true') ? 1 : 0, node), intType);
      case 'null':
      case 'nullptr':
        return this.typed(builder.constant(0, node), pointerTo({ kind: 'void' }));
      case 'string_literal':
      case 'raw_string_literal': {
        const text = tree.textOf(node);
        return this.#text(readText(text), text.startsWith('L'), node);
      }
      case 'concatenated_string': {
        let text = '';
        let isWide = false;
        for (const part of tree.namedChildren(node)) {
          const value = tree.is(part, 'identifier') ? this.#unit.macro(tree.textOf(part)) : undefined;
          if (tree.is(part, 'string_literal')) text += readText(tree.textOf(part));
          else if (typeof value === 'string') text += readText(value);
          isWide ||= tree.textOf(part).startsWith('L');
        }
        return this.#text(text, isWide, node);
      }
      case 'assignment_expression':
        return this.#assignment(node);
      case 'update_expression':
        return this.#update(node);
      case 'unary_expression': {
        const operator = tree.textOf(tree.child(node, 'operator'));
        const argument = tree.child(node, 'argument');
        const a = this.lower(argument);
        if (operator === '+') return a;
        if (operator === '-' && tree.is(argument, 'number_literal')) {
          const value = this.#unit.constantOf(node);
          if (typeof value === 'number') return this.typed(builder.constant(value, node), this.typeOf(a));
        }
        return this.typed(
          builder.emit('unary', node, { name: operator === 'not' ? '!' : operator, a }),
          operator === '!' ? intType : this.typeOf(a),
        );
      }
      case 'pointer_expression':
        return tree.textOf(tree.child(node, 'operator')) === '&'
          ? this.#address(tree.child(node, 'argument'), node)
          : this.#deref(this.lower(tree.child(node, 'argument')), node);
      case 'binary_expression':
        return this.#binary(node);
      case 'conditional_expression': {
        const condition = this.condition(tree.child(node, 'condition'));
        let type: CType | undefined;
        const side = (name: string) => () => {
          const value = this.lower(tree.child(node, name));
          const own = this.typeOf(value);
          if (!type || (own?.kind === 'pointer' && type.kind !== 'pointer')) type = own;
          return value;
        };
        const result = this.#scope.choose(condition, node, side('consequence'), side('alternative'));
        return this.typed(result, type?.kind === 'array' ? pointerTo(type.of) : type);
      }
      case 'comma_expression': {
        this.lower(tree.child(node, 'left'));
        return this.lower(tree.child(node, 'right'));
      }
      case 'cast_expression': {
        const type = this.#unit.typeAt(tree.child(node, 'type'));
        return this.cast(type, this.lower(tree.child(node, 'value')), node);
      }
      case 'sizeof_expression':
        return this.#sizeof(node);
      case 'alignof_expression':
      case 'offsetof_expression':
        return this.typed(builder.register(), sizeType);
      case 'subscript_expression': {
        const a = this.lower(tree.child(node, 'argument'));
        const b = this.lower(this.#indexOf(node));
        return this.typed(builder.emit('index', node, { a, b }), this.#elementOf(a));
      }
      case 'field_expression': {
        const a = this.lower(tree.child(node, 'argument'));
        const name = this.#fieldName(node);
        return this.typed(builder.emit('load', node, { a, name }), this.#fieldType(a, name));
      }
      case 'call_expression':
        return this.#body.calls.call(node);
      case 'compound_literal_expression': {
        const type = this.#unit.typeAt(tree.child(node, 'type'));
        const target = this.#scope.declare('', typeName(type));
        this.typed(target, type);
        this.#body.declarations.initialise(target, type, tree.child(node, 'value'), node);
        return target;
      }
      case 'initializer_list': {
        const args = tree.namedChildren(node).map((one) => this.lower(one));
        return builder.emit('array', node, { args });
      }
      case 'new_expression':
        return this.#body.calls.make(node);
      case 'delete_expression':
        return this.#body.calls.delete(node);
      case 'lambda_expression':
        return this.#body.lambda(node);
      case 'this':
        return this.#scope.fn.self === nothing ? builder.register() : this.#scope.fn.self;
      case 'throw_statement':
        this.#body.statement(node);
        return builder.register();
      case 'co_await_expression': {
        const [inner] = tree.namedChildren(node);
        return inner === undefined ? builder.register() : this.lower(inner);
      }
      case 'condition_clause': {
        for (const child of tree.namedChildren(node)) {
          if (tree.is(child, 'declaration') || tree.is(child, 'init_statement')) continue;
          return this.lower(child);
        }
        return builder.register();
      }
      default: {
        for (const child of tree.namedChildren(node)) this.#body.anything(child);
        return builder.register();
      }
    }
  }

  cast(type: CType, a: Register, node: Node): Register {
    const resolved = this.#unit.resolve(type);
    return this.typed(this.#scope.builder.emit('cast', node, { a, name: typeName(resolved) }), resolved);
  }

  #text(text: string, isWide: boolean, node: Node): Register {
    const unit = isWide ? wideCharType : charType;
    return this.typed(this.#scope.builder.constant(text, node), { kind: 'array', of: unit, length: text.length + 1 });
  }

  /** Where a variable of this name lives: in the function, in a `static` of it, in the file. */
  variable(name: string): Variable | null {
    const own = this.#scope.own(name);
    if (own !== nothing) return { function: this.#scope.fn.index, register: own };
    const known = this.#body.statics.get(name) ?? this.#scope.resolve(name);
    // Variables of namespaces are kept under their own names.
    return known ?? (name.includes('::') ? this.variable(name.slice(name.lastIndexOf('::') + 2)) : null);
  }

  #name(node: Node): Register {
    const unit = this.#unit;
    const { builder } = this.#scope;
    const text = unit.tree.textOf(node);
    const variable = this.variable(text);
    if (variable) {
      const type = this.#body.typeOfVariable(variable);
      const value = this.#scope.read(variable, node);
      if (value !== variable.register || variable.function !== this.#scope.fn.index) this.typed(value, type);
      // A reference is what it refers to.
      return type?.kind === 'pointer' && type.isReference ? this.#deref(value, node) : value;
    }
    const macro = unit.macro(text);
    if (typeof macro === 'number')
      return this.typed(
        builder.constant(macro, node),
        text === 'NULL'
          ? pointerTo({ kind: 'void' })
          : Number.isInteger(macro)
            ? Math.abs(macro) > 4294967295
              ? { kind: 'integer', name: 'long', size: 8, isSigned: true }
              : intType
            : doubleType,
      );
    if (typeof macro === 'string') return this.#text(readText(macro), macro.startsWith('L'), node);
    const { self, className } = this.#scope.fn;
    if (self !== nothing && className) {
      const type = this.#fieldType(self, text);
      if (type || this.#body.isField(className, text))
        return this.typed(builder.emit('load', node, { a: self, name: text }), type);
    }
    const fn = unit.functions.get(unit.renamed(text));
    if (fn !== undefined)
      return this.typed(
        builder.emit('function', node, { a: fn }),
        pointerTo({ kind: 'function', returns: unit.returns.get(text) ?? intType }),
      );
    return builder.emit('global', node, { name: text.replaceAll('::', '.') });
  }

  #fieldName(node: Node): string {
    const field = this.#unit.tree.child(node, 'field');
    return field === none ? '' : this.#unit.tree.textOf(field);
  }

  #indexOf(node: Node): Node {
    const { tree } = this.#unit;
    const index = tree.child(node, 'index');
    if (index !== none) return index;
    const list = tree.child(node, 'indices');
    return list === none ? none : (tree.namedChildren(list)[0] ?? none);
  }

  #elementOf(register: Register): CType | undefined {
    const type = this.#known(register);
    if (type?.kind === 'pointer') return this.#unit.resolve(type.to);
    return type?.kind === 'array' ? this.#unit.resolve(type.of) : undefined;
  }

  #known(register: Register): CType | undefined {
    const type = this.typeOf(register);
    return type && this.#unit.resolve(type);
  }

  #fieldType(register: Register, name: string): CType | undefined {
    let type = this.#known(register);
    if (type?.kind === 'pointer') type = this.#unit.resolve(type.to);
    if (type?.kind === 'pointer') type = this.#unit.resolve(type.to);
    if (type?.kind !== 'struct') return undefined;
    const found = type.fields?.get(name)?.type;
    return found && this.#unit.resolve(found);
  }

  #deref(a: Register, node: Node): Register {
    return this.typed(this.#scope.builder.emit('deref', node, { a }), this.#elementOf(a));
  }

  /** What a reference is bound to: the place, where there is one. */
  reference(node: Node): Register {
    const kind = this.#unit.tree.kindOf(node);
    if (/^(identifier|subscript_expression|field_expression|pointer_expression|parenthesized_expression)$/.test(kind))
      return this.#address(node, node);
    const a = this.lower(node);
    const type = this.typeOf(a);
    return this.typed(this.#scope.builder.emit('address', node, { a }), type && pointerTo(type));
  }

  #address(argument: Node, node: Node): Register {
    const { tree } = this.#unit;
    const { builder } = this.#scope;
    switch (tree.kindOf(argument)) {
      case 'parenthesized_expression': {
        const [inner] = tree.namedChildren(argument);
        return inner === undefined ? builder.register() : this.#address(inner, node);
      }
      case 'subscript_expression': {
        const a = this.lower(tree.child(argument, 'argument'));
        const b = this.lower(this.#indexOf(argument));
        const element = this.#elementOf(a);
        return this.typed(builder.emit('address', node, { a, b }), element && pointerTo(element));
      }
      case 'field_expression': {
        const a = this.lower(tree.child(argument, 'argument'));
        const name = this.#fieldName(argument);
        const type = this.#fieldType(a, name);
        return this.typed(builder.emit('address', node, { a, name }), type && pointerTo(type));
      }
      case 'pointer_expression':
        if (tree.textOf(tree.child(argument, 'operator')) === '*') return this.lower(tree.child(argument, 'argument'));
        break;
      case 'identifier': {
        const variable = this.variable(tree.textOf(argument));
        const type = variable && this.#body.typeOfVariable(variable);
        if (variable && type?.kind === 'pointer' && type.isReference) return this.#scope.read(variable, argument);
        if (variable && variable.function !== this.#scope.fn.index) {
          // The address of a variable of the file: `keys` tells it from the address of its copy.
          const a = this.#scope.read(variable, argument);
          this.typed(a, type ?? undefined);
          return this.typed(builder.emit('address', node, { a, keys: ['outer'] }), type ? pointerTo(type) : undefined);
        }
      }
    }
    const a = this.lower(argument);
    const type = this.typeOf(a);
    if (type?.kind === 'pointer' && type.to.kind === 'function') return a;
    return this.typed(builder.emit('address', node, { a }), type && pointerTo(type));
  }

  #sizeof(node: Node): Register {
    const unit = this.#unit;
    const { tree } = unit;
    const { builder } = this.#scope;
    let type: CType | undefined;
    const typeNode = tree.child(node, 'type');
    if (typeNode !== none) type = unit.typeAt(typeNode);
    else {
      let value = tree.child(node, 'value');
      while (tree.is(value, 'parenthesized_expression')) value = tree.namedChildren(value)[0] ?? none;
      if (value !== none) type = this.#typeOfExpression(value);
    }
    if (type?.kind === 'pointer' && type.isReference) type = type.to;
    const size = type ? unit.sizeOf(type) : -1;
    if (size >= 0) return this.typed(builder.constant(size, node), sizeType);
    const result = builder.emit('unary', node, { name: 'sizeof' });
    const instructions = this.#scope.fn.blocks[builder.current]!.instructions;
    if (type) unit.sizes.set(instructions.at(-1)!, type);
    return this.typed(result, sizeType);
  }

  /** The type of an expression that is not run. */
  #typeOfExpression(node: Node): CType | undefined {
    const unit = this.#unit;
    const { tree } = unit;
    switch (tree.kindOf(node)) {
      case 'identifier': {
        const name = tree.textOf(node);
        const variable = this.variable(name);
        if (variable) return this.#body.typeOfVariable(variable);
        const macro = unit.macro(name);
        if (typeof macro === 'string')
          return {
            kind: 'array',
            of: macro.startsWith('L') ? wideCharType : charType,
            length: readText(macro).length + 1,
          };
        return unit.typeNamed(name);
      }
      case 'parenthesized_expression': {
        const [inner] = tree.namedChildren(node);
        return inner === undefined ? undefined : this.#typeOfExpression(inner);
      }
      case 'pointer_expression': {
        const inner = this.#typeOfExpression(tree.child(node, 'argument'));
        const type = inner && unit.resolve(inner);
        if (tree.textOf(tree.child(node, 'operator')) === '&') return type && pointerTo(type);
        return type?.kind === 'pointer' ? type.to : type?.kind === 'array' ? type.of : undefined;
      }
      case 'subscript_expression': {
        const inner = this.#typeOfExpression(tree.child(node, 'argument'));
        const type = inner && unit.resolve(inner);
        return type?.kind === 'pointer' ? type.to : type?.kind === 'array' ? type.of : undefined;
      }
      case 'field_expression': {
        const inner = this.#typeOfExpression(tree.child(node, 'argument'));
        let type = inner && unit.resolve(inner);
        if (type?.kind === 'pointer') type = unit.resolve(type.to);
        return type?.kind === 'struct' ? type.fields?.get(this.#fieldName(node))?.type : undefined;
      }
      case 'string_literal': {
        const text = tree.textOf(node);
        return { kind: 'array', of: text.startsWith('L') ? wideCharType : charType, length: readText(text).length + 1 };
      }
      case 'cast_expression':
        return unit.typeAt(tree.child(node, 'type'));
      case 'number_literal':
        return /[.]/.test(tree.textOf(node)) ? doubleType : intType;
      case 'char_literal':
        return unit.isCpp ? charType : intType;
      case 'binary_expression': {
        const left = this.#typeOfExpression(tree.child(node, 'left'));
        return left?.kind === 'array' ? pointerTo(left.of) : left;
      }
      default:
        return undefined;
    }
  }

  /** Left-recursive chains (`a + b + c …`) are unrolled, so that long ones need no stack. */
  #binary(node: Node): Register {
    const { tree } = this.#unit;
    const chain: Node[] = [];
    let at = node;
    while (tree.is(at, 'binary_expression') && !isLogical(tree.textOf(tree.child(at, 'operator')))) {
      chain.push(at);
      at = tree.child(at, 'left');
    }
    if (chain.length === 0) return this.#logical(node);
    let left = this.lower(at);
    for (const one of chain.reverse()) {
      const right = this.lower(tree.child(one, 'right'));
      left = this.operation(tree.textOf(tree.child(one, 'operator')), left, right, one);
    }
    return left;
  }

  /** `a op b`: on pointers, `+` and `-` move in elements. */
  operation(operator: string, a: Register, b: Register, node: Node): Register {
    const { builder } = this.#scope;
    const left = this.#known(a);
    const right = this.#known(b);
    const isPointer = (type: CType | undefined) => type?.kind === 'pointer' || type?.kind === 'array';
    if ((operator === '+' || operator === '-') && isPointer(left) !== isPointer(right)) {
      const base = isPointer(left) ? a : b;
      let by = isPointer(left) ? b : a;
      if (operator === '-' && isPointer(left))
        by = this.typed(builder.emit('unary', node, { name: '-', a: by }), sizeType);
      if (operator === '+' || isPointer(left)) {
        const element = this.#elementOf(base);
        return this.typed(builder.emit('address', node, { a: base, b: by }), element && pointerTo(element));
      }
    }
    return this.typed(builder.emit('binary', node, { name: operator, a, b }), this.#resultOf(operator, left, right));
  }

  #resultOf(operator: string, a: CType | undefined, b: CType | undefined): CType | undefined {
    if (/^(==|!=|<=?|>=?)$/.test(operator)) return intType;
    if (a?.kind === 'pointer' || a?.kind === 'array') return sizeType;
    if (a?.kind === 'float' || b?.kind === 'float') return doubleType;
    if (a?.kind !== 'integer' || b?.kind !== 'integer') return undefined;
    if (operator === '<<' || operator === '>>') return a.size < 4 ? intType : a;
    const wider = a.size > b.size ? a : b.size > a.size ? b : a.isSigned ? b : a;
    return wider.size < 4 ? intType : wider;
  }

  #logical(node: Node): Register {
    const { tree } = this.#unit;
    const operator = tree.textOf(tree.child(node, 'operator'));
    const isAnd = operator === '&&' || operator === 'and';
    const left = this.lower(tree.child(node, 'left'));
    const right = () => this.condition(tree.child(node, 'right'));
    const { builder } = this.#scope;
    const result = isAnd
      ? this.#scope.choose(left, node, right, () => builder.constant(0, node))
      : this.#scope.choose(left, node, () => builder.constant(1, node), right);
    return this.typed(result, intType);
  }

  /** A value that is asked for its truth. */
  condition(node: Node): Register {
    return this.lower(node);
  }

  /** Lowers a condition straight into branches, so that each way knows what it may rely on. */
  branchOn(node: Node, yes: number, no: number): void {
    const { tree } = this.#unit;
    const { builder } = this.#scope;
    let at = node;
    while (at !== none && (tree.is(at, 'parenthesized_expression') || tree.is(at, 'condition_clause'))) {
      const inner = tree.namedChildren(at);
      if (inner.length !== 1 || tree.is(inner[0]!, 'declaration')) break;
      at = inner[0]!;
    }
    if (at !== none && this.#depth < deepest) {
      if (tree.is(at, 'binary_expression')) {
        const operator = tree.textOf(tree.child(at, 'operator'));
        if (isLogical(operator)) {
          const isAnd = operator === '&&' || operator === 'and';
          const middle = builder.block();
          this.#depth += 1;
          this.branchOn(tree.child(at, 'left'), isAnd ? middle : yes, isAnd ? no : middle);
          builder.enter(middle);
          this.branchOn(tree.child(at, 'right'), yes, no);
          this.#depth -= 1;
          return;
        }
      }
      if (tree.is(at, 'unary_expression') && tree.textOf(tree.child(at, 'operator')) === '!') {
        this.#depth += 1;
        this.branchOn(tree.child(at, 'argument'), no, yes);
        this.#depth -= 1;
        return;
      }
    }
    const value =
      at === none
        ? builder.register()
        : tree.is(at, 'condition_clause')
          ? this.#body.declaredCondition(at)
          : this.lower(at);
    builder.branch(value, yes, no, node === none ? this.#scope.fn.node : node);
  }

  #assignment(node: Node): Register {
    const { tree } = this.#unit;
    const left = tree.child(node, 'left');
    const operator = tree.textOf(tree.child(node, 'operator'));
    if (operator === '=') {
      const value = this.lower(tree.child(node, 'right'));
      return this.assign(left, value, node);
    }
    const before = this.lower(left);
    const right = this.lower(tree.child(node, 'right'));
    return this.assign(left, this.operation(operator.slice(0, -1), before, right, node), node);
  }

  #update(node: Node): Register {
    const { tree } = this.#unit;
    const { builder } = this.#scope;
    const argument = tree.child(node, 'argument');
    const operator = tree.child(node, 'operator');
    const before = this.lower(argument);
    const isPostfix = tree.start[argument]! < tree.start[operator]!;
    let kept = before;
    if (isPostfix) kept = this.typed(builder.emit('copy', node, { a: before }), this.typeOf(before));
    const one = this.typed(builder.constant(1, node), intType);
    const after = this.operation(tree.textOf(operator) === '++' ? '+' : '-', before, one, node);
    this.assign(argument, after, node);
    return isPostfix ? kept : after;
  }

  /** Writes a value to where the left side stands. */
  assign(left: Node, value: Register, node: Node): Register {
    const unit = this.#unit;
    const { tree } = unit;
    const { builder } = this.#scope;
    switch (tree.kindOf(left)) {
      case 'parenthesized_expression': {
        const [inner] = tree.namedChildren(left);
        return inner === undefined ? value : this.assign(inner, value, node);
      }
      case 'identifier':
      case 'qualified_identifier': {
        const name = tree.textOf(left);
        const variable = this.variable(name);
        if (variable) {
          const type = this.#body.typeOfVariable(variable);
          if (type?.kind === 'pointer' && type.isReference) {
            builder.effect('storeDeref', node, { a: this.#scope.read(variable, left), b: value });
            return value;
          }
          const isOwn = variable.function === this.#scope.fn.index;
          this.#scope.write(variable, value, node);
          return isOwn ? variable.register : value;
        }
        if (this.#scope.fn.self !== nothing && this.#scope.fn.className)
          builder.effect('store', node, { a: this.#scope.fn.self, b: value, name });
        return value;
      }
      case 'field_expression':
        builder.effect('store', node, {
          a: this.lower(tree.child(left, 'argument')),
          b: value,
          name: this.#fieldName(left),
        });
        return value;
      case 'subscript_expression':
        builder.effect('storeIndex', node, {
          a: this.lower(tree.child(left, 'argument')),
          b: this.lower(this.#indexOf(left)),
          args: [value],
        });
        return value;
      case 'pointer_expression':
        builder.effect('storeDeref', node, { a: this.lower(tree.child(left, 'argument')), b: value });
        return value;
      case 'cast_expression':
        return this.assign(tree.child(left, 'value'), value, node);
      default:
        this.lower(left);
        return value;
    }
  }
}

function isLogical(operator: string): boolean {
  return operator === '&&' || operator === '||' || operator === 'and' || operator === 'or';
}
