import { nothing, type Register } from '../../ir/ir.ts';
import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';
import type { Body } from './parts.ts';
import type { CExpressions } from './expressions.ts';
import {
  charType,
  doubleType,
  intType,
  pointerTo,
  sizeType,
  typeName,
  voidType,
  wideCharType,
  type CType,
} from './types.ts';
import type { CUnit } from './unit.ts';

/** Calls, `new` and `delete` of one function. */
export class CCalls {
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

  call(node: Node): Register {
    const unit = this.#unit;
    const { tree } = unit;
    const { builder } = this.#scope;
    const callee = tree.child(node, 'function');
    const list = tree.child(node, 'arguments');
    const nodes = list === none ? [] : tree.namedChildren(list);
    switch (tree.kindOf(callee)) {
      case 'template_function': {
        const name = tree.textOf(tree.child(callee, 'name'));
        if (/^(static|reinterpret|const|dynamic)_cast$/.test(name) && nodes[0] !== undefined) {
          const [type] = tree.namedChildren(tree.child(callee, 'arguments'));
          const value = this.#expressions.lower(nodes[0]);
          return type === undefined ? value : this.#expressions.cast(unit.typeAt(type), value, node);
        }
        return this.#named(name, nodes, node);
      }
      case 'primitive_type':
      case 'sized_type_specifier': {
        const value = this.#expressions.lower(nodes[0] ?? none);
        return this.#expressions.cast(unit.typeAt(callee), value, node);
      }
      case 'field_expression': {
        const a = this.#expressions.lower(tree.child(callee, 'argument'));
        const field = tree.child(callee, 'field');
        const name = field === none ? '' : tree.textOf(field).replace(/<.*$/s, '');
        const type = this.#expressions.typeOf(a);
        const fieldType = this.#fieldOf(type, name);
        if (fieldType || !unit.isCpp) {
          const target = this.#expressions.typed(builder.emit('load', callee, { a, name }), fieldType);
          return this.#finish(builder.emit('call', node, { a: target, args: this.#arguments(nodes) }), nodes, node);
        }
        const args = this.#arguments(nodes);
        return this.#finish(builder.emit('invoke', node, { a, name, args }), nodes, node);
      }
      case 'identifier':
      case 'qualified_identifier': {
        const name = tree.textOf(callee).replace(/\s+/g, '');
        const variable = this.#expressions.variable(name);
        if (variable) return this.#byValue(this.#expressions.lower(callee), nodes, node);
        return this.#named(name, nodes, node);
      }
      default: {
        let at = callee;
        while (tree.is(at, 'parenthesized_expression')) at = tree.namedChildren(at)[0] ?? none;
        // `(*f)(x)` calls what `f` points to.
        if (tree.is(at, 'pointer_expression') && tree.textOf(tree.child(at, 'operator')) === '*')
          at = tree.child(at, 'argument');
        return this.#byValue(this.#expressions.lower(at), nodes, node);
      }
    }
  }

  #byValue(a: Register, nodes: readonly Node[], node: Node): Register {
    const type = this.#expressions.typeOf(a);
    const result = this.#scope.builder.emit('call', node, { a, args: this.#arguments(nodes) });
    if (type?.kind === 'pointer' && type.to.kind === 'function') this.#expressions.typed(result, type.to.returns);
    return this.#finish(result, nodes, node);
  }

  #fieldOf(type: CType | undefined, name: string): CType | undefined {
    let found = type && this.#unit.resolve(type);
    if (found?.kind === 'pointer') found = this.#unit.resolve(found.to);
    return found?.kind === 'struct' ? found.fields?.get(name)?.type : undefined;
  }

  #arguments(nodes: readonly Node[]): Register[] {
    return nodes.map((one) => this.#expressions.lower(one));
  }

  #named(spelled: string, nodes: readonly Node[], node: Node): Register {
    const unit = this.#unit;
    const { builder, fn } = this.#scope;
    let name = unit.renamed(spelled);
    const macro = unit.functionMacros.get(name);
    if (macro && macro.parameters.length > 0 && /^\w+$/.test(macro.body)) name = macro.body;
    if (!unit.functions.has(name) && name === name.toUpperCase() && returned.has(name.toLowerCase()))
      name = name.toLowerCase();
    name = name.replace(/^(?:::)?(?:std::)?(?=\w+$)/, '');
    if (/^(g_)?assert$/.test(name) && nodes[0] !== undefined) {
      const goes = builder.block();
      const stops = builder.block();
      this.#expressions.branchOn(nodes[0], goes, stops);
      builder.enter(stops);
      builder.end({ kind: 'throw', value: nothing, node });
      builder.enter(goes);
      return builder.register();
    }
    const args = nodes.map((one, at) =>
      unit.isReference(name.replaceAll('::', '.'), at)
        ? this.#expressions.reference(one)
        : this.#expressions.lower(one),
    );
    // A method of the class the caller belongs to.
    if (unit.isCpp && fn.self !== nothing && this.#body.isMethod(fn.className, name)) {
      const result = builder.emit('invoke', node, { a: fn.self, name, args });
      return this.#finish(result, nodes, node);
    }
    const type = unit.named.get(name);
    if (unit.isCpp && type?.kind === 'struct' && !unit.functions.has(name)) {
      const result = builder.emit('new', node, { name: typeName(type), args, keys: args.map(() => '') });
      return this.#expressions.typed(result, type);
    }
    const result = builder.emit('callNamed', node, { name: name.replaceAll('::', '.'), args });
    const returns = unit.returns.get(name) ?? returned.get(name);
    this.#expressions.typed(result, returns && unit.resolve(returns));
    if (macro) this.#assigned(macro.body, node);
    this.#finish(result, nodes, node, args);
    if (leaving.has(name) || (!unit.functions.has(name) && /^(die|fatal|panic|bail|usage)(_|$)/i.test(name))) {
      builder.end({ kind: 'throw', value: nothing, node });
      builder.enter(builder.block());
    }
    return result;
  }

  /** A macro that reads like a call may set variables of the function it stands in. */
  #assigned(body: string, node: Node): void {
    for (const [, first, second] of body.matchAll(
      /(?:\+\+|--)\s*(\w+)|\b([A-Za-z_]\w*)\s*(?:[-+*/|&^%]?=(?!=)|\+\+|--)/g,
    )) {
      const register = this.#scope.own(first ?? second ?? '');
      if (register !== nothing)
        this.#scope.builder.emit('copy', node, { dst: register, a: this.#scope.builder.register() });
    }
  }

  /** What a call has put into the variables it was given the addresses of. */
  #finish(result: Register, nodes: readonly Node[], node: Node, args?: readonly Register[]): Register {
    const { tree } = this.#unit;
    const { builder } = this.#scope;
    if (!args) return result;
    nodes.forEach((argument, at) => {
      if (!tree.is(argument, 'pointer_expression') || tree.textOf(tree.child(argument, 'operator')) !== '&') return;
      const target = tree.child(argument, 'argument');
      if (!tree.is(target, 'identifier')) return;
      const variable = this.#expressions.variable(tree.textOf(target));
      const type = variable && this.#body.typeOfVariable(variable);
      if (!variable || variable.function !== this.#scope.fn.index) return;
      if (type && this.#unit.resolve(type).kind !== 'integer' && this.#unit.resolve(type).kind !== 'pointer') return;
      // `keys` marks what the analysis of memory knows better.
      builder.emit('copy', node, { dst: variable.register, a: args[at]!, keys: ['filled'] });
    });
    return result;
  }

  make(node: Node): Register {
    const unit = this.#unit;
    const { tree } = unit;
    const { builder } = this.#scope;
    const type = unit.typeAt(tree.child(node, 'type'));
    const list = tree.child(node, 'arguments');
    const placement = tree.child(node, 'placement');
    const args = list === none ? [] : this.#arguments(tree.namedChildren(list));
    const declarator = tree.child(node, 'declarator');
    if (placement !== none && tree.childOfKind(placement, 'identifier') !== none) {
      const [first] = tree.namedChildren(placement);
      if (first !== undefined && tree.textOf(first) !== 'nothrow' && tree.textOf(first) !== 'std::nothrow') {
        return this.#expressions.typed(this.#expressions.lower(first), pointerTo(type));
      }
    }
    if (declarator !== none) {
      const count = this.#expressions.lower(tree.child(declarator, 'length'));
      const result = builder.emit('callNamed', node, { name: 'operator new[]', args: [count] });
      return this.#expressions.typed(result, pointerTo(type));
    }
    const struct = unit.resolve(type);
    if (struct.kind === 'struct' || struct.kind === 'named') {
      const result = builder.emit('new', node, { name: typeName(struct) || 'object', args });
      return this.#expressions.typed(result, pointerTo(type));
    }
    const result = builder.emit('callNamed', node, { name: 'operator new', args });
    return this.#expressions.typed(result, pointerTo(type));
  }

  delete(node: Node): Register {
    const { tree } = this.#unit;
    const [value] = tree.namedChildren(node);
    const isArray = tree.childOfKind(node, '[') !== none;
    const name = isArray ? 'operator delete[]' : 'operator delete';
    const args = value === undefined ? [] : [this.#expressions.lower(value)];
    return this.#scope.builder.emit('callNamed', node, { name, args });
  }
}

/** After these nothing goes on. */
const leaving = new Set([
  'exit',
  '_exit',
  '_Exit',
  'abort',
  'quick_exit',
  '__builtin_unreachable',
  '__builtin_trap',
  'longjmp',
  'pthread_exit',
  'err',
  'errx',
]);

const text = pointerTo(charType);
const wide = pointerTo(wideCharType);
const anything = pointerTo(voidType);
const file = pointerTo({ kind: 'named', name: 'FILE' });

/** What functions of the standard library return. */
const returned: ReadonlyMap<string, CType> = new Map<string, CType>([
  ...[
    'malloc',
    'calloc',
    'realloc',
    'reallocarray',
    'alloca',
    '_alloca',
    '__builtin_alloca',
    'aligned_alloc',
    'valloc',
    'memcpy',
    'memmove',
    'memset',
    'memchr',
    'mempcpy',
    'mmap',
    'bsearch',
    'dlopen',
    'dlsym',
  ].map((name) => [name, anything] as const),
  ...[
    'strcpy',
    'strncpy',
    'strcat',
    'strncat',
    'strdup',
    'strndup',
    'strchr',
    'strrchr',
    'strstr',
    'strtok',
    'strtok_r',
    'strpbrk',
    'fgets',
    'gets',
    'getenv',
    'stpcpy',
    'strerror',
    'realpath',
    'getcwd',
    'tmpnam',
    'tempnam',
    'mktemp',
    'basename',
    'dirname',
    'getlogin',
    'inet_ntoa',
    'secure_getenv',
    'readline',
    'setlocale',
    'getpass',
    'crypt',
    'ctime',
    'asctime',
  ].map((name) => [name, text] as const),
  ...[
    'wcscpy',
    'wcsncpy',
    'wcscat',
    'wcsncat',
    'wcsdup',
    'wcschr',
    'wcsrchr',
    'wcsstr',
    'wmemset',
    'wmemcpy',
    'wmemmove',
    'fgetws',
    '_wgetenv',
  ].map((name) => [name, wide] as const),
  ...['fopen', 'fdopen', 'freopen', 'popen', 'tmpfile', 'fmemopen', 'opendir'].map((name) => [name, file] as const),
  ...['strlen', 'wcslen', 'strnlen', 'fread', 'fwrite', 'strspn', 'strcspn'].map((name) => [name, sizeType] as const),
  ...['sqrt', 'pow', 'atof', 'strtod', 'fabs', 'floor', 'ceil', 'log', 'exp', 'sin', 'cos'].map(
    (name) => [name, doubleType] as const,
  ),
  ...[
    'atoi',
    'abs',
    'rand',
    'getchar',
    'fgetc',
    'getc',
    'printf',
    'fprintf',
    'sprintf',
    'snprintf',
    '_snprintf',
    'snwprintf',
    '_snwprintf',
    'swprintf',
    'vsnprintf',
    'scanf',
    'fscanf',
    'sscanf',
    'strcmp',
    'strncmp',
    'memcmp',
    'strcasecmp',
    'socket',
    'accept',
    'open',
    'creat',
    'close',
    'fclose',
    'fputs',
    'puts',
    'system',
    'execl',
    'execlp',
    'execle',
    'execv',
    'execvp',
    'wprintf',
    'fwprintf',
    'vprintf',
    'vfprintf',
    'toupper',
    'tolower',
    'isdigit',
  ].map((name) => [name, intType] as const),
  ...[
    'atol',
    'strtol',
    'labs',
    'ftell',
    'random',
    'lrand48',
    'recv',
    'read',
    'readlink',
    'recvfrom',
    'getline',
    'time',
    'strtoll',
    'atoll',
  ].map((name) => [name, { kind: 'integer', name: 'long', size: 8, isSigned: true } as const] as const),
  ...['strtoul', 'strtoull'].map((name) => [name, sizeType] as const),
]);
