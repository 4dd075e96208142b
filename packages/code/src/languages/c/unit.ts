import type { Instruction, IrFunction, Module, Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { knownMacros, readNumber, readText } from './constants.ts';
import { setFacts } from './facts.ts';
import { integerOf, intType, knownTypes, layOut, pointerTo, sizeOf, type CType, type StructType } from './types.ts';

/** What a declarator says: a name, and its type around the one of the specifiers. */
export interface Declared {
  name: string;
  node: Node;
  type: CType;
  /** The function declarator that belongs to the name itself, or `none`. */
  parameters: Node;
}

/** One file while it is lowered: its types, macros and variables. */
export class CUnit {
  readonly tree: SyntaxTree;
  readonly module: Module;
  readonly isCpp: boolean;
  readonly named = new Map<string, CType>();
  readonly macros = new Map<string, number | string>();
  readonly functionMacros = new Map<string, { parameters: string[]; body: string }>();
  readonly defined = new Set<string>();
  readonly statics = new Set<Register>();
  readonly constants = new Set<Register>();
  readonly externs = new Set<Register>();
  readonly sizes = new Map<Instruction, CType>();
  readonly types = new Map<IrFunction, (CType | undefined)[]>();
  /** Functions of this file by name, for those that are used as values. */
  readonly functions = new Map<string, number>();
  readonly returns = new Map<string, CType>();
  /** Which parameters of a function are references: what is handed to them is the place, not the value. */
  readonly #references = new Map<string, readonly boolean[]>();
  #anonymous = 0;

  constructor(tree: SyntaxTree, module: Module) {
    this.tree = tree;
    this.module = module;
    this.isCpp = tree.grammar.language === 'cpp';
    setFacts(module, this);
  }

  /** Registers whose types are known, made as needed. */
  typesOf(fn: IrFunction): (CType | undefined)[] {
    let list = this.types.get(fn);
    if (!list) {
      list = [];
      this.types.set(fn, list);
    }
    return list;
  }

  /** Takes note of a function's parameters, from its definition or from a declaration of it. */
  noteParameters(names: readonly string[], declarator: Node): void {
    if (!this.isCpp) return;
    const list = this.tree.child(declarator, 'parameters');
    const flags = (list === none ? [] : this.tree.namedChildren(list))
      .filter((one) => /parameter/.test(this.tree.kindOf(one)))
      .map((one) => this.#isReference(one));
    for (const name of names) {
      const known = this.#references.get(name);
      // Several functions of one name: only what all of them agree on.
      this.#references.set(name, known ? flags.map((flag, at) => flag && known[at] === true) : flags);
    }
  }

  isReference(name: string, at: number): boolean {
    return this.#references.get(name)?.[at] === true;
  }

  #isReference(parameter: Node): boolean {
    const declarator = this.tree.child(parameter, 'declarator');
    if (declarator === none) return false;
    const { type } = this.declarator(declarator, intType);
    return type.kind === 'pointer' && type.isReference;
  }

  find = (name: string): CType | undefined => this.named.get(name);

  resolve(type: CType): CType {
    let found = type;
    for (let round = 0; found.kind === 'named' && round < 8; round += 1) {
      const next: CType | undefined = this.named.get(found.name);
      if (!next || next === found) break;
      found = next;
    }
    return found;
  }

  sizeOf(type: CType): number {
    return sizeOf(type, this.find);
  }

  /** The type a declaration's specifiers name. Structs and enums defined on the way are taken note of. */
  specified(node: Node, prefix = ''): CType {
    const { tree } = this;
    const type = tree.child(node, 'type');
    if (type === none) return intType;
    return this.typeAt(type, prefix);
  }

  typeAt(node: Node, prefix = ''): CType {
    const { tree } = this;
    switch (tree.kindOf(node)) {
      case 'primitive_type':
        return knownTypes.get(tree.textOf(node)) ?? intType;
      case 'sized_type_specifier': {
        const inner = tree.child(node, 'type');
        if (inner !== none && tree.is(inner, 'type_identifier')) return this.typeNamed(tree.textOf(inner));
        return integerOf(tree.textOf(node));
      }
      case 'struct_specifier':
      case 'union_specifier':
      case 'class_specifier':
        return this.#struct(node, prefix);
      case 'enum_specifier': {
        this.#enum(node);
        return intType;
      }
      case 'type_descriptor': {
        const base = this.specified(node);
        const declarator = tree.child(node, 'declarator');
        return declarator === none ? base : this.declarator(declarator, base).type;
      }
      case 'type_identifier':
      case 'qualified_identifier':
      case 'template_type':
      case 'identifier':
        return this.typeNamed(tree.textOf(node).replace(/\s+/g, ''));
      default:
        return { kind: 'named', name: '' };
    }
  }

  typeNamed(name: string): CType {
    return this.named.get(name) ?? knownTypes.get(name) ?? { kind: 'named', name };
  }

  #struct(node: Node, prefix: string): CType {
    const { tree } = this;
    const nameNode = tree.child(node, 'name');
    const plain =
      nameNode === none ? `<${this.tree.path}#${(this.#anonymous += 1)}>` : tree.textOf(nameNode).replace(/\s+/g, '');
    const name = prefix && nameNode !== none ? `${prefix}::${plain}` : plain;
    let struct = this.named.get(name);
    if (struct?.kind !== 'struct') {
      struct = { kind: 'struct', name, isUnion: tree.is(node, 'union_specifier'), fields: null, size: -1 };
      this.named.set(name, struct);
      if (name !== plain) this.named.set(plain, struct);
    }
    const body = tree.child(node, 'body');
    if (body !== none && struct.fields === null) {
      this.#fields(body, struct);
      // What it inherits stands before its own fields.
      if (
        tree.childOfKind(node, 'base_class_clause') !== none ||
        (this.isCpp && /\bvirtual\b/.test(tree.textOf(body)))
      ) {
        struct.size = -1;
        unplace(struct);
      }
    }
    return struct;
  }

  #fields(body: Node, struct: StructType): void {
    const { tree } = this;
    const fields: { name: string; type: CType }[] = [];
    for (const field of tree.namedChildren(body)) {
      if (!tree.is(field, 'field_declaration') || tree.textOf(field).startsWith('static ')) continue;
      const base = this.specified(field);
      const declarators = tree.childrenIn(field, 'declarator');
      for (const declarator of declarators) {
        const declared = this.declarator(declarator, base);
        if (declared.parameters === none) fields.push({ name: declared.name, type: declared.type });
      }
      // Members of an unnamed struct or union are members of the one around it.
      if (declarators.length === 0 && base.kind === 'struct' && base.fields) {
        fields.push({ name: `<${fields.length}>`, type: base });
      }
    }
    layOut(struct, fields);
    if (!struct.fields) return;
    for (const [name, { type, offset }] of [...struct.fields])
      if (name.startsWith('<') && type.kind === 'struct')
        for (const [inner, part] of type.fields ?? [])
          struct.fields.set(inner, { offset: offset < 0 ? -1 : offset + part.offset, type: part.type });
  }

  #enum(node: Node): void {
    const { tree } = this;
    const body = tree.child(node, 'body');
    const name = tree.child(node, 'name');
    if (name !== none) this.named.set(tree.textOf(name), intType);
    if (body === none) return;
    let next = 0;
    for (const one of tree.namedChildren(body)) {
      if (!tree.is(one, 'enumerator')) continue;
      const value = tree.child(one, 'value');
      const number = value === none ? next : this.constantOf(value);
      if (typeof number !== 'number') break;
      this.macros.set(tree.textOf(tree.child(one, 'name')), number);
      next = number + 1;
    }
  }

  /** Unwraps a declarator from the outside in, growing the type. */
  declarator(node: Node, base: CType): Declared {
    const { tree } = this;
    let type = base;
    let at = node;
    let parameters = none;
    for (let depth = 0; at !== none && depth < 100; depth += 1) {
      switch (tree.kindOf(at)) {
        case 'pointer_declarator':
        case 'abstract_pointer_declarator':
          type = pointerTo(type);
          parameters = none;
          break;
        case 'reference_declarator':
        case 'abstract_reference_declarator': {
          type = pointerTo(type, true);
          const [inner] = tree.namedChildren(at);
          at = inner ?? none;
          continue;
        }
        case 'array_declarator':
        case 'abstract_array_declarator': {
          const size = tree.child(at, 'size');
          const length = size === none ? undefined : this.constantOf(size);
          type = this.#arrayOf(type, typeof length === 'number' ? length : -1);
          break;
        }
        case 'function_declarator':
        case 'abstract_function_declarator':
          type = { kind: 'function', returns: type };
          parameters = at;
          break;
        case 'init_declarator':
          break;
        case 'parenthesized_declarator':
        case 'attributed_declarator':
        case 'abstract_parenthesized_declarator': {
          const inner = tree
            .namedChildren(at)
            .find((one) => tree.kindOf(one).includes('declarator') || tree.kindOf(one).includes('identifier'));
          at = inner ?? none;
          continue;
        }
        default:
          return { name: tree.textOf(at).replace(/\s+/g, ''), node: at, type, parameters };
      }
      at = tree.child(at, 'declarator');
    }
    return { name: '', node, type, parameters };
  }

  /** `int a[2][3]` is read from the inside: the type grows at its far end. */
  #arrayOf(type: CType, length: number): CType {
    return { kind: 'array', of: type, length };
  }

  macro(name: string): number | string | undefined {
    return this.macros.get(name) ?? knownMacros.get(name);
  }

  /** The number (or text) an expression is without running anything. */
  constantOf(node: Node, depth = 0): number | string | undefined {
    const { tree } = this;
    if (depth > 60) return undefined;
    switch (tree.kindOf(node)) {
      case 'number_literal':
        return readNumber(tree.textOf(node));
      case 'char_literal':
        return charCode(tree.textOf(node));
      case 'true':
        return 1;
      case 'false':
      case 'null':
      case 'nullptr':
        return 0;
      case 'string_literal':
        return readText(tree.textOf(node));
      case 'identifier':
        return this.macro(tree.textOf(node));
      case 'parenthesized_expression': {
        const [inner] = tree.namedChildren(node);
        return inner === undefined ? undefined : this.constantOf(inner, depth + 1);
      }
      case 'cast_expression': {
        const value = tree.child(node, 'value');
        return value === none ? undefined : this.constantOf(value, depth + 1);
      }
      case 'unary_expression': {
        const value = this.constantOf(tree.child(node, 'argument'), depth + 1);
        if (typeof value !== 'number') return undefined;
        const operator = tree.textOf(tree.child(node, 'operator'));
        return operator === '-' ? -value : operator === '!' ? Number(value === 0) : operator === '~' ? ~value : value;
      }
      case 'sizeof_expression': {
        const size = this.sizeofConstant(node);
        return size !== undefined && size >= 0 ? size : undefined;
      }
      case 'binary_expression': {
        const left = this.constantOf(tree.child(node, 'left'), depth + 1);
        if (typeof left !== 'number') return undefined;
        const right = this.constantOf(tree.child(node, 'right'), depth + 1);
        if (typeof right !== 'number') return undefined;
        return foldNumbers(tree.textOf(tree.child(node, 'operator')), left, right);
      }
      default:
        return undefined;
    }
  }

  /** `sizeof(int)`; `undefined` for an expression, which only its function can answer. */
  sizeofConstant(node: Node): number | undefined {
    const type = this.tree.child(node, 'type');
    return type === none ? undefined : this.sizeOf(this.typeAt(type));
  }

  /** `#define` with a value that is a number, a text or another such macro. */
  define(node: Node): void {
    const { tree } = this;
    const name = tree.textOf(tree.child(node, 'name'));
    this.defined.add(name);
    const value = tree.child(node, 'value');
    if (value === none) return;
    const text = stripComments(tree.textOf(value)).trim();
    const found = this.#macroValue(text);
    if (found !== undefined) this.macros.set(name, found);
    else if (/^[A-Za-z_]\w*$/.test(text)) this.functionMacros.set(name, { parameters: [], body: text });
  }

  #macroValue(text: string): number | string | undefined {
    if (/^L?"(?:[^"\\]|\\.)*"$/.test(text)) return text;
    if (/^'(?:[^'\\]|\\.)+'$/.test(text)) return charCode(text);
    return evaluate(text, (name) => {
      const value = this.macro(name);
      return typeof value === 'number' ? value : undefined;
    });
  }

  /** A name that is another name for a function: `#define COPY memcpy`. */
  renamed(name: string): string {
    let found = name;
    for (let round = 0; round < 4; round += 1) {
      const next = this.functionMacros.get(found);
      if (!next) break;
      found = next.body;
    }
    return found;
  }
}

/** Nobody knows where its fields stand. */
function unplace(struct: StructType): void {
  for (const field of struct.fields?.values() ?? []) field.offset = -1;
}

export function charCode(literal: string): number {
  const text = readText(
    `"${literal.slice(literal.indexOf("'") + 1, literal.lastIndexOf("'")).replaceAll('"', '\\"')}"`,
  );
  return text.length > 0 ? text.charCodeAt(0) : 0;
}

export function stripComments(text: string): string {
  return text.includes('/') ? text.replace(/\/\*.*?\*\//gs, ' ').replace(/\/\/.*$/, '') : text;
}

export function foldNumbers(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b;
    case '%':
      return b === 0 ? undefined : a % b;
    case '<<':
      return a * 2 ** b;
    case '>>':
      return Math.floor(a / 2 ** b);
    case '|':
      return Number(BigInt(Math.trunc(a)) | BigInt(Math.trunc(b)));
    case '&':
      return Number(BigInt(Math.trunc(a)) & BigInt(Math.trunc(b)));
    case '^':
      return Number(BigInt(Math.trunc(a)) ^ BigInt(Math.trunc(b)));
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    case '<':
      return Number(a < b);
    case '<=':
      return Number(a <= b);
    case '>':
      return Number(a > b);
    case '>=':
      return Number(a >= b);
    case '&&':
      return Number(a !== 0 && b !== 0);
    case '||':
      return Number(a !== 0 || b !== 0);
    default:
      return undefined;
  }
}

const ranks: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** The number a macro's text comes to: numbers, known names, operators and brackets; `undefined` for all else. */
export function evaluate(text: string, known: (name: string) => number | undefined): number | undefined {
  if (text.length > 400) return undefined;
  const tokens = text.match(/[A-Za-z_]\w*|\.?\d[\w.']*|<<|>>|<=|>=|==|!=|&&|\|\||\S/g) ?? [];
  let at = 0;
  const primary = (depth: number): number | undefined => {
    const token = tokens[at];
    at += 1;
    if (token === undefined || depth > 30) return undefined;
    if (token === '(') {
      const value = binary(0, depth + 1);
      if (tokens[at] !== ')') return undefined;
      at += 1;
      return value;
    }
    if (token === '-' || token === '+' || token === '!' || token === '~') {
      const value = primary(depth + 1);
      if (value === undefined) return undefined;
      return token === '-' ? -value : token === '!' ? Number(value === 0) : token === '~' ? ~value : value;
    }
    if (/^\.?\d/.test(token)) return readNumber(token);
    return known(token);
  };
  const binary = (rank: number, depth: number): number | undefined => {
    if (rank === ranks.length) return primary(depth);
    let left = binary(rank + 1, depth);
    while (left !== undefined && ranks[rank]!.includes(tokens[at] ?? '')) {
      const operator = tokens[at]!;
      at += 1;
      const right = binary(rank + 1, depth);
      left = right === undefined ? undefined : foldNumbers(operator, left, right);
    }
    return left;
  };
  const value = binary(0, 0);
  return at === tokens.length ? value : undefined;
}
