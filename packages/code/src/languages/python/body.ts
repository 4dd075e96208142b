import { nothing, type Register } from '../../ir/ir.ts';
import { none, type Node, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';
import { PythonExpressions } from './expressions.ts';
import type { PythonModule } from './module.ts';

const deepest = 300;
const ownScopes = new Set([
  'function_definition',
  'class_definition',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

/** Statements of one function. */
export class PythonBody {
  readonly #module: PythonModule;
  readonly #scope: FunctionScope;
  readonly #tree: SyntaxTree;
  readonly #className: string;
  readonly #expressions: PythonExpressions;
  #depth = 0;

  constructor(module: PythonModule, scope: FunctionScope, className: string) {
    this.#module = module;
    this.#scope = scope;
    this.#tree = module.tree;
    this.#className = className;
    this.#expressions = new PythonExpressions(module, scope, className);
  }

  functionBody(node: Node): void {
    this.#declareNames(node);
    const scope = this.#scope;
    if (!this.#yields(node)) return this.#statements(node);
    // A generator gives all that it yields, as a list.
    scope.generated = scope.builder.emit('array', node, { dst: scope.builder.register('<yielded>') });
    this.#statements(node);
    scope.return(scope.generated, node);
  }

  #yields(node: Node): boolean {
    const tree = this.#tree;
    for (let at = node + 1; at < tree.after[node]!;) {
      const kind = tree.kindOf(at);
      if (kind === 'yield' && tree.isNamed(at)) return true;
      at = ownScopes.has(kind) ? tree.after[at]! : at + 1;
    }
    return false;
  }

  value(node: Node): void {
    this.#scope.return(this.#expressions.lower(node), node);
  }

  fallback(register: Register, value: Node): void {
    const { builder } = this.#scope;
    this.#scope.branch(builder.register(), value, () =>
      builder.emit('copy', value, { dst: register, a: this.#expressions.lower(value) }),
    );
  }

  /** Whatever a function assigns is its own, from its first line on, unless it says `global`. */
  #declareNames(node: Node): void {
    const tree = this.#tree;
    const elsewhere = new Set<string>();
    const declare = (name: string) => {
      if (elsewhere.has(name) || this.#scope.own(name) !== nothing) return;
      this.#scope.declare(name, '', true);
      if (this.#scope === this.#module.top) this.#module.topNames.add(name);
    };
    const end = tree.after[node]!;
    for (let at = node + 1; at < end;) {
      const kind = tree.kindOf(at);
      switch (kind) {
        case 'global_statement':
        case 'nonlocal_statement':
          for (const name of tree.namedChildren(at)) elsewhere.add(tree.textOf(name));
          break;
        case 'assignment':
        case 'augmented_assignment':
        case 'for_statement':
          for (const name of namesIn(tree, tree.child(at, 'left'))) declare(name);
          break;
        case 'named_expression':
        case 'function_definition':
        case 'class_definition':
          declare(tree.textOf(tree.child(at, 'name')));
          break;
        case 'as_pattern_target':
          for (const child of tree.namedChildren(at)) for (const name of namesIn(tree, child)) declare(name);
          break;
        case 'import_statement':
        case 'import_from_statement':
          for (const name of tree.childrenIn(at, 'name')) {
            const alias = tree.child(name, 'alias');
            declare(
              alias === none ? tree.textOf(name).split('.')[kind === 'import_statement' ? 0 : 0]! : tree.textOf(alias),
            );
          }
      }
      at = ownScopes.has(kind) ? tree.after[at]! : at + 1;
    }
  }

  #statements(node: Node): void {
    if (node === none || this.#depth > deepest) return;
    this.#depth += 1;
    for (const statement of this.#tree.namedChildren(node)) this.#statement(statement, []);
    this.#depth -= 1;
  }

  #block(node: Node): void {
    this.#statements(
      this.#tree.child(node, 'body') === none ? this.#tree.childOfKind(node, 'block') : this.#tree.child(node, 'body'),
    );
  }

  #statement(node: Node, decorators: readonly Node[]): void {
    const tree = this.#tree;
    const scope = this.#scope;
    const { builder } = scope;
    switch (tree.kindOf(node)) {
      case 'expression_statement':
        for (const child of tree.namedChildren(node)) this.#expressions.lower(child);
        return;
      case 'return_statement': {
        const [value] = tree.namedChildren(node);
        const returned = value === undefined ? nothing : this.#expressions.lower(value);
        return scope.return(scope.generated === nothing ? returned : scope.generated, node);
      }
      case 'if_statement':
        return this.#if(node, tree.childrenIn(node, 'alternative'));
      case 'while_statement':
        return scope.loopBy(this.#expressions.ask(tree.child(node, 'condition')), () => this.#block(node));
      case 'for_statement': {
        const list = this.#expressions.lower(tree.child(node, 'right'));
        const left = tree.child(node, 'left');
        const otherwise = tree.child(node, 'alternative');
        return scope.each(
          node,
          () => this.#expressions.bind(left, builder.emit('iterate', left, { a: list }), left),
          () => this.#block(node),
          otherwise === none ? undefined : () => this.#block(otherwise),
        );
      }
      case 'break_statement':
        return scope.leaveTo('break', '');
      case 'continue_statement':
        return scope.leaveTo('continue', '');
      case 'raise_statement': {
        const [value] = tree.namedChildren(node);
        return value === undefined ? builder.throw(nothing, node) : scope.throw(this.#expressions.lower(value), node);
      }
      case 'try_statement':
        return this.#try(node);
      case 'with_statement':
        for (const clause of tree.namedChildren(node))
          if (tree.is(clause, 'with_clause'))
            for (const item of tree.namedChildren(clause)) this.#expressions.lower(tree.child(item, 'value'));
        return this.#block(node);
      case 'match_statement':
        return this.#match(node);
      case 'decorated_definition':
        return this.#statement(
          tree.child(node, 'definition'),
          tree.namedChildren(node).filter((child) => tree.is(child, 'decorator')),
        );
      case 'function_definition': {
        const name = tree.textOf(tree.child(node, 'name'));
        const index = this.#module.function(node, scope, name, '', decorators);
        const made = builder.emit('function', node, { a: index });
        return this.#expressions.assign(name, this.#decorated(made, decorators, index), node);
      }
      case 'class_definition':
        return this.#class(node, decorators);
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
        return this.#import(node);
      case 'global_statement':
      case 'nonlocal_statement':
      case 'pass_statement':
      case 'comment':
        return;
      case 'block':
        return this.#statements(node);
      case 'assert_statement':
      case 'delete_statement':
      case 'print_statement':
      case 'exec_statement':
        return this.#old(node);
      default:
        for (const child of tree.namedChildren(node)) this.#anything(child);
    }
  }

  #anything(node: Node): void {
    if (/_statement$|_definition$|^block$/.test(this.#tree.kindOf(node))) this.#statement(node, []);
    else this.#expressions.lower(node);
  }

  /** `exec x`, `print x` of Python 2, `assert`, `del`. */
  #old(node: Node): void {
    const tree = this.#tree;
    if (tree.is(node, 'delete_statement')) return this.#delete(tree.namedChildren(node));
    const args = tree.namedChildren(node).map((child) => this.#expressions.lower(child));
    if (tree.is(node, 'exec_statement'))
      this.#scope.builder.emit('callNamed', node, { name: 'exec', args: args.slice(0, 1) });
  }

  /** `del list[0]` takes it out, as `pop(0)` does. */
  #delete(targets: readonly Node[]): void {
    const tree = this.#tree;
    for (const target of targets) {
      if (tree.is(target, 'expression_list')) this.#delete(tree.namedChildren(target));
      else if (tree.is(target, 'subscript') && !tree.is(tree.child(target, 'subscript'), 'slice'))
        this.#scope.builder.emit('invoke', target, {
          a: this.#expressions.lower(tree.child(target, 'value')),
          name: 'pop',
          args: [this.#expressions.lower(tree.child(target, 'subscript'))],
        });
      else this.#expressions.lower(target);
    }
  }

  /** A decorator of a framework is told of the function: `app.route('/x')(f)`. */
  #decorated(made: Register, decorators: readonly Node[], index: number): Register {
    for (const decorator of [...decorators].reverse()) {
      const [inner = none] = this.#tree.namedChildren(decorator);
      const { annotations } = this.#module.module.functions[index]!;
      if (inner === none || annotations.some(({ name }) => /^(staticmethod|classmethod|property)$/.test(name)))
        continue;
      const wrapper = this.#expressions.lower(inner);
      this.#scope.builder.emit('call', decorator, { a: wrapper, args: [made] });
    }
    return made;
  }

  #if(node: Node, alternatives: readonly Node[]): void {
    const tree = this.#tree;
    const [next, ...rest] = alternatives;
    this.#scope.branchBy(
      this.#expressions.ask(tree.child(node, 'condition')),
      () => this.#statements(tree.child(node, 'consequence')),
      next === undefined ? undefined : () => (tree.is(next, 'elif_clause') ? this.#if(next, rest) : this.#block(next)),
    );
  }

  #try(node: Node): void {
    const tree = this.#tree;
    const clauses = tree.namedChildren(node);
    const otherwise = clauses.find((child) => tree.is(child, 'else_clause'));
    const finalizer = clauses.find((child) => tree.is(child, 'finally_clause'));
    this.#scope.forgetThrown(node);
    this.#scope.try(
      () => this.#block(node),
      clauses.filter((child) => tree.kindOf(child).startsWith('except')).map((clause) => () => this.#except(clause)),
      finalizer === undefined ? undefined : () => this.#block(finalizer),
      otherwise === undefined ? undefined : () => this.#block(otherwise),
    );
  }

  #except(clause: Node): void {
    const tree = this.#tree;
    const value = tree.child(clause, 'value');
    const alias = tree.is(value, 'as_pattern') ? tree.child(value, 'alias') : tree.child(clause, 'alias');
    if (alias !== none) {
      const [name = none] = tree.is(alias, 'as_pattern_target') ? tree.namedChildren(alias) : [alias];
      if (name !== none) this.#expressions.bind(name, this.#scope.caught(clause), clause);
    }
    this.#statements(tree.childOfKind(clause, 'block'));
  }

  /** One question after the other; patterns that are no constants may fit or not. */
  #match(node: Node): void {
    const tree = this.#tree;
    const { builder } = this.#scope;
    const subjects = tree.childrenIn(node, 'subject').map((one) => this.#expressions.lower(one));
    const subject = subjects[0] ?? builder.register();
    const after = builder.block();
    const body = tree.child(node, 'body');
    for (const clause of body === none ? [] : tree.namedChildren(body)) {
      const patterns = tree.namedChildren(clause).filter((child) => tree.is(child, 'case_pattern'));
      const constants = patterns.flatMap((pattern) => this.#constantsOf(pattern));
      const isAny = patterns.length === 1 && tree.textOf(patterns[0]!) === '_';
      const inside = builder.block();
      const next = builder.block();
      const guard = tree.child(clause, 'guard');
      if (isAny) builder.jump(inside);
      else if (constants.length > 0)
        for (const constant of constants) {
          const more = builder.block();
          const value = builder.emit('binary', constant, {
            name: '==',
            a: subject,
            b: this.#expressions.lower(constant),
          });
          builder.branch(value, inside, more, clause);
          builder.enter(more);
        }
      else {
        for (const pattern of patterns)
          for (const name of namesIn(tree, pattern)) this.#expressions.assign(name, subject, pattern);
        builder.branch(builder.register(), inside, next, clause);
      }
      builder.jump(next);
      builder.enter(inside);
      if (guard !== none) this.#expressions.lower(guard);
      this.#statements(tree.child(clause, 'consequence'));
      builder.jump(after);
      builder.enter(next);
    }
    builder.jump(after);
    builder.enter(after);
  }

  #constantsOf(pattern: Node): Node[] {
    const tree = this.#tree;
    const [inner = none] = tree.namedChildren(pattern);
    if (tree.is(inner, 'union_pattern')) return tree.namedChildren(inner);
    return inner !== none && /^(string|integer|float|true|false|none)$/.test(tree.kindOf(inner)) ? [inner] : [];
  }

  #class(node: Node, decorators: readonly Node[]): void {
    const tree = this.#tree;
    const { builder } = this.#scope;
    const name = tree.textOf(tree.child(node, 'name'));
    const qualified = this.#module.declareClass(name, this.#className);
    const supers = tree.child(node, 'superclasses');
    const cls = {
      name: qualified,
      supers:
        supers === none
          ? []
          : tree
              .namedChildren(supers)
              .filter((one) => !tree.is(one, 'keyword_argument'))
              .map((one) => this.#module.qualify(tree.textOf(one))),
      methods: new Map<string, number[]>(),
      fields: new Map<string, string>(),
      annotations: decorators.map((decorator) => this.#module.annotation(decorator)),
      isInterface: false,
      node,
    };
    this.#module.module.classes.push(cls);
    const value = builder.emit('class', node, { name: qualified });
    this.#expressions.assign(name, value, node);
    const body = tree.child(node, 'body');
    for (const member of body === none ? [] : tree.namedChildren(body)) {
      const own = tree.is(member, 'decorated_definition') ? tree.child(member, 'definition') : member;
      const wrappers = own === member ? [] : tree.namedChildren(member).filter((child) => tree.is(child, 'decorator'));
      if (tree.is(own, 'function_definition')) {
        const method = tree.textOf(tree.child(own, 'name'));
        const index = this.#module.function(own, this.#scope, method, qualified, wrappers);
        cls.methods.set(method, [...(cls.methods.get(method) ?? []), index]);
      } else if (tree.is(own, 'class_definition'))
        new PythonBody(this.#module, this.#scope, qualified).#class(own, wrappers);
      else if (tree.is(own, 'expression_statement')) this.#classVariable(own, value);
      else this.#statement(own, []);
    }
    const isData =
      cls.annotations.some(({ name: decorator }) => /(^|\.)(dataclass|define|frozen|attrs|s)$/.test(decorator)) ||
      cls.supers.some((one) => /(^|\.)(NamedTuple|BaseModel)$/.test(one));
    if (isData && body !== none && !cls.methods.has('__init__'))
      cls.methods.set('__init__', [this.#module.dataConstructor(node, this.#scope, qualified, body)]);
  }

  #classVariable(node: Node, cls: Register): void {
    const tree = this.#tree;
    const [inner = none] = tree.namedChildren(node);
    const left = tree.is(inner, 'assignment') ? tree.child(inner, 'left') : none;
    const right = left === none ? none : tree.child(inner, 'right');
    if (tree.is(left, 'identifier') && right !== none)
      this.#scope.builder.effect('store', node, { a: cls, b: this.#expressions.lower(right), name: tree.textOf(left) });
    else this.#expressions.lower(inner);
  }

  #import(node: Node): void {
    const tree = this.#tree;
    const from = tree.child(node, 'module_name');
    let base = '';
    if (from !== none) {
      const prefix = tree.childOfKind(from, 'import_prefix');
      const dotted = tree.is(from, 'relative_import') ? tree.childOfKind(from, 'dotted_name') : from;
      const name = dotted === none ? '' : tree.textOf(dotted);
      base = prefix === none ? name : this.#module.resolveRelative(tree.textOf(prefix).length, name);
    }
    for (const one of tree.childrenIn(node, 'name')) {
      const alias = tree.child(one, 'alias');
      const name = tree.textOf(alias === none ? one : tree.child(one, 'name'));
      const local = alias === none ? name.split('.')[0]! : tree.textOf(alias);
      const isModule = from === none;
      const path = isModule ? (alias === none ? local : name) : `${base}.${name}`;
      this.#module.imported(local, path);
      const made = this.#scope.builder.emit(
        'import',
        node,
        isModule ? { name: '*', keys: [path] } : { name, keys: [base] },
      );
      this.#expressions.assign(local, made, node);
    }
  }
}

/** All names a pattern or target binds. */
export function namesIn(tree: SyntaxTree, pattern: Node): string[] {
  if (pattern === none) return [];
  switch (tree.kindOf(pattern)) {
    case 'identifier':
      return [tree.textOf(pattern)];
    case 'attribute':
    case 'subscript':
    case 'call':
      return [];
    default:
      return tree.namedChildren(pattern).flatMap((child) => namesIn(tree, child));
  }
}
