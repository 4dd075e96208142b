import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';

/** What names of one file stand for: imported things by their whole name, constants by their literal. */
export class FileNames {
  readonly #aliases = new Map<string, string>();
  readonly #constants = new Map<string, Node>();
  readonly #types = new Map<string, { type: string; start: number; end: number }[]>();
  /** Packages and classes of which everything is imported. */
  readonly #wildcards: string[] = [];
  readonly #fields = new Map<string, string | undefined>();
  readonly #tree: SyntaxTree;

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    const written = new Map<string, number>();
    const count = (name: string) => written.set(name, (written.get(name) ?? 0) + 1);
    const literals: [string, Node][] = [];
    const given: [string, Node][] = [];
    for (let node = 0; node < tree.count; node += 1) {
      const kind = tree.kindOf(node);
      if (kind === 'import_statement' || kind === 'import_from_statement' || kind === 'import_declaration')
        this.#import(tree, node);
      const [left, right] = sidesOf(tree, node, kind);
      if (left === none) continue;
      const name = tree.textOf(left);
      count(name);
      if (right !== none && (literalKinds.has(tree.kindOf(right)) || isJavaSum(tree, right)))
        literals.push([name, right]);
      const required =
        right === none
          ? null
          : /^require\(\s*['"]([^'"]+)['"]\s*\)$/.exec(
              tree.end[right]! - tree.start[right]! < 200 ? tree.textOf(right) : '',
            );
      if (required) this.#require(tree, left, required[1]!);
      const own = tree.child(node, 'type');
      const type = own === none && kind === 'variable_declarator' ? tree.child(tree.parent(node), 'type') : own;
      if (type !== none && tree.textOf(type) !== 'var')
        this.#declare(name, tree.textOf(type).replace(/^:\s*/, ''), node);
      else if (right !== none && /^(object_creation_expression|new_expression)$/.test(tree.kindOf(right))) {
        const made = tree.child(right, 'type') === none ? tree.child(right, 'constructor') : tree.child(right, 'type');
        if (made !== none) this.#declare(name, tree.textOf(made), node);
      } else if (right !== none && tree.is(right, 'identifier')) given.push([name, right]);
      else if (tree.grammar.language === 'go' && right !== none) {
        const made = madeInGo(tree, right);
        if (made !== '') this.#declare(name, made, node);
      }
    }
    for (let node = 0; node < tree.count; node += 1)
      if (
        /^(augmented_assignment|augmented_assignment_expression|update_expression|inc_statement)$/.test(
          tree.kindOf(node),
        )
      )
        count(tree.textOf(tree.firstChild(node) === none ? node : tree.firstChild(node)));
      else if (/parameter/.test(tree.kindOf(node))) this.#parameter(tree, node);
      else if (tree.is(node, 'field_declaration') && tree.grammar.language === 'go') this.#field(tree, node);
    for (const [name, node] of given) {
      const type = this.typeOf(tree.textOf(node), tree.start[node]!);
      if (type !== undefined) this.#declare(name, type, tree.parent(node));
    }
    for (const [name, node] of literals) if (written.get(name) === 1) this.#constants.set(name, node);
  }

  /** `a.b.c` with its head replaced by what it was imported as. */
  resolve(path: string): string {
    const dot = path.indexOf('.');
    const head = dot === -1 ? path : path.slice(0, dot);
    const known = this.#aliases.get(head);
    return known === undefined ? path : known + (dot === -1 ? '' : path.slice(dot));
  }

  /** Is it perhaps that, as all of a package was imported? */
  mayBe(path: string, wanted: string): boolean {
    return this.#wildcards.some((one) => `${one}.${path}` === wanted);
  }

  constantOf(name: string): Node {
    return this.#constants.get(name) ?? none;
  }

  /** The type of the innermost declaration whose function or class is around a place. */
  typeOf(name: string, at: number): string | undefined {
    const own = /^this\.(\w+)$/.exec(name)?.[1] ?? name;
    let best: { type: string; start: number; end: number } | undefined;
    for (const one of this.#types.get(own) ?? [])
      if (one.start <= at && one.end > at && (!best || one.end - one.start <= best.end - best.start)) best = one;
    return best?.type ?? this.#fields.get(name.slice(name.lastIndexOf('.')));
  }

  /** Fields of Go's structs by their names, where one name means one type. */
  #field(tree: SyntaxTree, node: Node): void {
    const type = tree.child(node, 'type');
    for (const name of tree.childrenIn(node, 'name')) {
      const key = `.${tree.textOf(name)}`;
      const known = this.#fields.get(key);
      this.#fields.set(key, known === undefined || known === tree.textOf(type) ? tree.textOf(type) : undefined);
    }
  }

  #declare(name: string, type: string, node: Node): void {
    const tree = this.#tree;
    let around = tree.parent(node);
    while (around !== none && !scopes.test(tree.kindOf(around))) around = tree.parent(around);
    const scope = around === none ? 0 : around;
    const known = this.#types.get(name) ?? [];
    this.#types.set(name, [...known, { type, start: tree.start[scope]!, end: tree.end[scope]! }]);
  }

  #parameter(tree: SyntaxTree, node: Node): void {
    const type = tree.child(node, 'type');
    const name = [
      tree.child(node, 'name'),
      tree.child(node, 'pattern'),
      tree.child(node, 'declarator'),
      ...tree.namedChildren(node),
    ].find((one) => one !== none && one !== type);
    if (type !== none && name !== undefined)
      this.#declare(
        tree.textOf(name).replace(/^\*+/, ''),
        (tree.is(node, 'variadic_parameter_declaration') ? '[]' : '') +
          tree.textOf(type).replace(/^:\s*/, '') +
          (tree.textOf(name).startsWith('*') ? ' *' : ''),
        node,
      );
  }

  #require(tree: SyntaxTree, left: Node, module: string): void {
    if (tree.is(left, 'identifier')) this.#aliases.set(tree.textOf(left), module);
    else
      for (const [, name, , alias] of tree.textOf(left).matchAll(/(\w+)(\s*:\s*(\w+))?/g))
        this.#aliases.set(alias ?? name!, `${module}.${name}`);
  }

  #import(tree: SyntaxTree, node: Node): void {
    const text = tree.textOf(node);
    const from = /^from\s+([\w.]+)\s+import\s+([^]*)$/.exec(text);
    if (from) {
      for (const [, name, alias] of from[2]!.replace(/[()]/g, '').matchAll(/([\w*]+)(?:\s+as\s+(\w+))?/g))
        this.#aliases.set(alias ?? name!, `${from[1]}.${name}`);
      return;
    }
    const script = /^import\s+(?:type\s+)?([^'"]*?)\s*from\s*['"]([^'"]+)['"]/.exec(text);
    if (script) {
      const [, clause = '', module = ''] = script;
      const whole = /\*\s+as\s+(\w+)/.exec(clause);
      if (whole) this.#aliases.set(whole[1]!, module);
      const first = /^(\w+)/.exec(clause);
      if (first) this.#aliases.set(first[1]!, `${module}.default`);
      const names = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
      for (const [, name, alias] of names.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g))
        this.#aliases.set(alias ?? name!, `${module}.${name}`);
      return;
    }
    const go = [...text.matchAll(/(?:^|[\s(])([\w.]+\s+)?"([^"]+)"/g)];
    if (go.length > 0 && !/['"]\s*;?$/.test(text.replace(/"[^"]*"/g, ''))) {
      for (const [, alias, path] of go) {
        const name = alias?.trim().replace(/^import$/, '') || path!.replace(/\/v\d+$/, '').replace(/^.*\//, '');
        if (name !== path) this.#aliases.set(name, path!);
      }
      return;
    }
    const all = /^import\s+(?:static\s+)?([\w.]+)\.\*\s*;/.exec(text);
    if (all) this.#wildcards.push(all[1]!);
    const java = /^import\s+(?:static\s+)?([\w.]+)\s*;/.exec(text);
    if (java && java[1]!.includes('.')) this.#aliases.set(java[1]!.slice(java[1]!.lastIndexOf('.') + 1), java[1]!);
    else
      for (const [, path, alias] of text.replace(/^import\s+/, '').matchAll(/([\w.]+)(?:\s+as\s+(\w+))?/g))
        if (alias) this.#aliases.set(alias, path!);
  }
}

/** `T{…}`, `&T{…}`, `new(T)`; `''` for anything else. */
function madeInGo(tree: SyntaxTree, node: Node): string {
  const kind = tree.kindOf(node);
  if (kind === 'composite_literal') return tree.textOf(tree.child(node, 'type'));
  if (kind === 'unary_expression' && tree.textOf(tree.child(node, 'operator')) === '&') {
    const made = madeInGo(tree, tree.child(node, 'operand'));
    return made === '' ? '' : `*${made}`;
  }
  const isNew = kind === 'call_expression' && tree.textOf(tree.child(node, 'function')) === 'new';
  const [type] = isNew ? tree.namedChildren(tree.child(node, 'arguments')) : [];
  return type === undefined ? '' : `*${tree.textOf(type)}`;
}

/** What a declaration holds in. */
const scopes =
  /function|method_d|constructor_d|lambda|closure|class_(body|declaration|definition)|func_literal|program|module|source_file/;

/** Java's constants are often put together from others. */
function isJavaSum(tree: SyntaxTree, node: Node): boolean {
  return tree.grammar.language === 'java' && tree.is(node, 'binary_expression');
}

const literalKinds = new Set([
  'string',
  'string_literal',
  'interpreted_string_literal',
  'raw_string_literal',
  'number',
  'integer',
  'float',
  'decimal_integer_literal',
  'int_literal',
  'float_literal',
  'number_literal',
  'true',
  'false',
  'template_string',
  'encapsed_string',
  'verbatim_string_literal',
  'raw_string',
]);

/** Target and value of whatever gives a name a value. */
export function sidesOf(tree: SyntaxTree, node: Node, kind: string): [Node, Node] {
  switch (kind) {
    case 'variable_declarator':
    case 'public_field_definition':
    case 'field_definition':
      return [
        tree.child(node, 'name') === none ? tree.child(node, 'property') : tree.child(node, 'name'),
        tree.grammar.language === 'csharp' ? afterSign(tree, node) : tree.child(node, 'value'),
      ];
    case 'property_declaration':
      return tree.grammar.language === 'kotlin'
        ? [firstOf(tree, tree.childOfKind(node, 'variable_declaration')), afterSign(tree, node)]
        : [none, none];
    case 'const_item':
    case 'static_item':
      return [tree.child(node, 'name'), tree.child(node, 'value')];
    case 'assignment':
    case 'assignment_expression':
      return [tree.child(node, 'left'), tree.child(node, 'right')];
    case 'assignment_statement':
    case 'short_var_declaration':
      return [single(tree, tree.child(node, 'left')), single(tree, tree.child(node, 'right'))];
    case 'var_spec':
    case 'const_spec':
      return [tree.child(node, 'name'), single(tree, tree.child(node, 'value'))];
    case 'init_declarator':
      return [tree.child(node, 'declarator'), tree.child(node, 'value')];
    case 'let_declaration':
      return [tree.child(node, 'pattern'), tree.child(node, 'value')];
    default:
      return [none, none];
  }
}

/** What stands behind `=`, where the grammar gives it no name. */
function afterSign(tree: SyntaxTree, node: Node): Node {
  const children = tree.children(node);
  const sign = children.findIndex((one) => tree.is(one, '='));
  return sign === -1 ? none : (children.slice(sign + 1).find((one) => tree.isNamed(one)) ?? none);
}

function firstOf(tree: SyntaxTree, node: Node): Node {
  return node === none ? none : (tree.namedChildren(node)[0] ?? none);
}

function single(tree: SyntaxTree, node: Node): Node {
  if (!tree.is(node, 'expression_list')) return node;
  const children = tree.namedChildren(node);
  return children.length === 1 ? children[0]! : node;
}
