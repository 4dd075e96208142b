import { matchesOf } from '../edge/users-expressions.ts';
import { isExtra, none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';
import { FileNames, sidesOf } from './names.ts';
import { deep, ellipsis, sequenceVariable, variable, type Pattern } from './pattern.ts';

/** What a metavariable stands for: a stretch of the target. */
export interface Binding {
  readonly start: number;
  readonly end: number;
  readonly node: Node;
}

export type Bindings = ReadonlyMap<string, Binding>;

export interface Match {
  readonly start: number;
  readonly end: number;
  readonly bindings: Bindings;
  /** Where the data comes from that reaches it. */
  readonly source?: { readonly start: number; readonly end: number };
}

/** Steps one pattern may cost on one file; past it nothing more is found. */
const mostSteps = 3_000_000;

/** A file as patterns see it. */
export class Target {
  readonly tree: SyntaxTree;
  readonly #words = new Map<string, boolean>();
  readonly #found = new Map<object, Match[]>();
  #names: FileNames | undefined;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
  }

  get names(): FileNames {
    this.#names ??= new FileNames(this.tree);
    return this.#names;
  }

  /** Does the word stand anywhere in the file? */
  has(word: string): boolean {
    let known = this.#words.get(word);
    if (known === undefined) {
      known = this.tree.text.includes(word);
      this.#words.set(word, known);
    }
    return known;
  }

  /** What a formula finds in the whole file: several rules may ask for the same one. */
  remember(formula: object, find: () => Match[]): Match[] {
    let known = this.#found.get(formula);
    if (!known) {
      known = find();
      this.#found.set(formula, known);
    }
    return known;
  }

  textOf({ start, end }: { start: number; end: number }): string {
    return this.tree.text.slice(start, end);
  }
}

/** All places a pattern matches, from the start of the text on. */
export function matchPattern(
  pattern: Pattern,
  target: Target,
  within: { start: number; end: number } = { start: 0, end: target.tree.text.length },
): Match[] {
  return new Matcher(pattern, target).all(within);
}

class Matcher {
  readonly #pattern: Pattern;
  readonly #p: SyntaxTree;
  readonly #t: SyntaxTree;
  readonly #target: Target;
  #steps = 0;

  constructor(pattern: Pattern, target: Target) {
    this.#pattern = pattern;
    this.#p = pattern.tree;
    this.#t = target.tree;
    this.#target = target;
  }

  all(within: { start: number; end: number }): Match[] {
    const { roots } = this.#pattern;
    const found: Match[] = [];
    const seen = new Set<string>();
    const add = (start: number, end: number, bindings: Bindings) => {
      const key = `${start}:${end}:${[...bindings].map(([name, one]) => `${name}=${one.start}-${one.end}`).join()}`;
      if (seen.has(key)) return;
      seen.add(key);
      found.push({ start, end, bindings });
    };
    const tree = this.#t;
    for (let node = 0; node < tree.count && this.#steps < mostSteps; node += 1) {
      if (tree.start[node]! < within.start || tree.end[node]! > within.end) {
        if (tree.end[node]! <= within.start || tree.start[node]! >= within.end) node = tree.after[node]! - 1;
        continue;
      }
      if (roots.length === 1) {
        if (!tree.isNamed(node) || (tree.flags[node]! & isExtra) !== 0) continue;
        const bindings = this.#root(roots[0]!, node);
        if (bindings) add(tree.start[node]!, tree.end[node]!, bindings);
      } else if (isBlock(tree, node)) this.#statements(node, within, add);
    }
    return found;
  }

  #root(pattern: Node, node: Node): Bindings | null {
    const bindings = this.#match(pattern, node, new Map());
    if (bindings) return bindings;
    // `$X = …` also means declarations with a value.
    const [left, right] = sidesOf(this.#p, pattern, this.#p.kindOf(pattern));
    if (left === none || right === none) return null;
    const declarator = this.#declarator(pattern, node);
    if (declarator === none || declarator === pattern) return null;
    const [name, value] = sidesOf(this.#t, declarator, this.#t.kindOf(declarator));
    if (name === none || value === none) return null;
    const first = this.#match(left, name, new Map());
    return first && this.#match(right, value, first);
  }

  /** The assignment in a declaration with just one; a bare declarator is left to its declaration. */
  #declarator(pattern: Node, node: Node): Node {
    const kind = this.#t.kindOf(node);
    // Go's `:=` means itself only.
    if (this.#p.is(pattern, 'short_var_declaration') && kind !== 'short_var_declaration') return none;
    if (/^(assignment|assignment_expression|assignment_statement|short_var_declaration)$/.test(kind)) return node;
    if (
      !/^(lexical_declaration|variable_declaration|local_variable_declaration|field_declaration|var_declaration|const_declaration|declaration|let_declaration|public_field_definition|field_definition)$/.test(
        kind,
      )
    )
      return none;
    if (this.#p.kindOf(pattern).endsWith('declaration') && !/^(short_var)/.test(this.#p.kindOf(pattern))) return none;
    const inner = this.#t
      .namedChildren(node)
      .filter((child) => /^(variable_declarator|var_spec|const_spec|init_declarator)$/.test(this.#t.kindOf(child)));
    return inner.length > 0 ? inner[0]! : node;
  }

  /** Statements in a row, anywhere in a block. */
  #statements(
    block: Node,
    within: { start: number; end: number },
    add: (start: number, end: number, bindings: Bindings) => void,
  ): void {
    const children = this.#t.namedChildren(block);
    const { roots } = this.#pattern;
    for (let from = 0; from < children.length; from += 1) {
      if (this.#t.start[children[from]!]! < within.start) continue;
      if (this.#isEllipsis(roots[0]!) && from > 0) break;
      let last = from;
      const bindings = this.#list(roots, children.slice(from), new Map(), true, (count) => (last = from + count - 1));
      if (bindings) add(this.#t.start[children[from]!]!, this.#t.end[children[Math.max(from, last)]!]!, bindings);
    }
  }

  #match(pattern: Node, node: Node, bindings: Bindings): Bindings | null {
    this.#steps += 1;
    if (this.#steps > mostSteps) return null;
    const p = this.#p;
    const t = this.#t;
    const name = this.#variableOf(pattern);
    if (name !== '') return this.#bind(name, node, bindings);
    if (this.#isEllipsis(pattern)) return bindings;
    const inner = this.#deep(pattern);
    if (inner !== none) return this.#anywhere(inner, node, bindings);
    const base = this.#chainBase(pattern);
    if (base !== none) return this.#chain(base, node, bindings);
    const pk = p.kindOf(pattern);
    const tk = t.kindOf(node);
    const special = this.#special(pattern, pk, node, tk, bindings);
    if (special !== undefined) return special;
    if (wrappers.has(tk) && !wrappers.has(pk)) {
      const [only, more] = t.namedChildren(node);
      return only !== undefined && more === undefined ? this.#match(pattern, only, bindings) : null;
    }
    if (wrappers.has(pk) && !wrappers.has(tk)) {
      const [only, more] = p.namedChildren(pattern);
      return only !== undefined && more === undefined ? this.#match(only, node, bindings) : null;
    }
    const literal = this.#literal(pattern, pk, node, tk, bindings);
    if (literal !== undefined) return literal;
    const path = this.#path(pattern, pk, node, tk);
    if (path) return bindings;
    if (pk !== tk && !areAlike(pk, tk)) return null;
    const patterns = this.#children(p, pattern);
    const nodes = this.#children(t, node);
    if (patterns.length === 0 && nodes.length === 0) return p.textOf(pattern) === t.textOf(node) ? bindings : null;
    if (patterns.length === 0)
      return p.after[pattern] === pattern + 1 && p.textOf(pattern) === t.textOf(node)
        ? bindings
        : patterns.length === nodes.length || p.textOf(pattern).replace(/\s/g, '') === t.textOf(node).replace(/\s/g, '')
          ? bindings
          : null;
    if (callArguments.has(pk)) return this.#arguments(patterns, nodes, bindings);
    if (subsets.has(pk) || (unordered.has(pk) && patterns.some((one) => this.#isEllipsis(one))))
      return this.#inAnyOrder(patterns, nodes, bindings);
    if (!this.#sameTokens(pattern, node, pk)) return null;
    const left = this.#withoutOptional(pk, patterns, nodes);
    // `new Foo` is `new Foo()`.
    if (pk === 'new_expression' && tk === pk && left.length < patterns.length) {
      const list = p.child(pattern, 'arguments');
      if (list !== none && p.namedChildren(list).every((one) => this.#isEllipsis(one)))
        return this.#list(
          patterns.filter((one) => one !== list),
          left,
          bindings,
          false,
        );
    }
    const found = this.#list(patterns, left, bindings, false);
    if (found || !bodies.has(pk) || !patterns.some((one) => this.#isEllipsis(one))) return found;
    // After an ellipsis a statement may stand deeper.
    return this.#list(patterns, this.#flattened(left), bindings, false);
  }

  /** Statements with those inside them, in the order of the text. */
  #flattened(nodes: readonly Node[]): Node[] {
    const found: Node[] = [];
    const visit = (node: Node) => {
      found.push(node);
      for (let at = node + 1; at < this.#t.after[node]! && found.length < 2000;) {
        if (functionKinds.test(this.#t.kindOf(at))) at = this.#t.after[at]!;
        else if (bodies.has(this.#t.kindOf(at))) {
          this.#children(this.#t, at).forEach(visit);
          at = this.#t.after[at]!;
        } else at += 1;
      }
    };
    nodes.forEach(visit);
    return found;
  }

  /** Where the two are written in different ways and mean the same; `undefined` where nothing special is to be said. */
  #special(pattern: Node, pk: string, node: Node, tk: string, bindings: Bindings): Bindings | null | undefined {
    const p = this.#p;
    const t = this.#t;
    if (bodies.has(pk) && !bodies.has(tk)) {
      // `{ ... }` is any body, a single statement or expression too.
      const inner = p.namedChildren(pattern);
      return inner.length === 1 && this.#isEllipsis(inner[0]!) ? bindings : undefined;
    }
    if (pk === 'modifiers' && tk === 'modifiers') return this.#modifiers(pattern, node, bindings);
    if (pk === 'formal_parameters' && tk === 'identifier') {
      const [only, more] = p.namedChildren(pattern);
      return only !== undefined && more === undefined ? this.#match(only, node, bindings) : null;
    }
    if (pk === 'jsx_self_closing_element' && tk === 'jsx_element') {
      const open = t.child(node, 'open_tag');
      return open === none ? null : this.#match(pattern, open, bindings);
    }
    if (/^jsx_(self_closing|opening)_element$/.test(pk) && /^jsx_(self_closing|opening)_element$/.test(tk)) {
      const [name, ...attributes] = p.namedChildren(pattern);
      const [own, ...given] = t.namedChildren(node);
      const first = name === undefined || own === undefined ? bindings : this.#match(name, own, bindings);
      return first && this.#inAnyOrder(attributes, given, first);
    }
    if (pk === 'jsx_expression' && stringKinds.has(tk)) {
      const [inner] = p.namedChildren(pattern);
      return inner === undefined ? null : this.#match(inner, node, bindings);
    }
    if (pk === 'short_var_declaration' && tk !== 'short_var_declaration') return null;
    if (pk === 'import_declaration' && tk === 'import_declaration' && t.grammar.language === 'go') {
      const [spec] = p.namedChildren(pattern);
      for (let at = node + 1; spec !== undefined && at < t.after[node]!; at += 1)
        if (t.is(at, 'import_spec')) {
          const found = this.#match(spec, at, bindings);
          if (found) return found;
        }
      return null;
    }
    return undefined;
  }

  /** `public @Get` is in `@Get public static`: those asked for, among those there are. */
  #modifiers(pattern: Node, node: Node, bindings: Bindings): Bindings | null {
    const words = (tree: SyntaxTree, of: Node) =>
      tree.children(of).flatMap((child) => (tree.isNamed(child) ? [] : [tree.textOf(child)]));
    const given = new Set(words(this.#t, node));
    if (words(this.#p, pattern).some((word) => !given.has(word))) return null;
    return this.#inAnyOrder(this.#p.namedChildren(pattern), this.#t.namedChildren(node), bindings);
  }

  #children(tree: SyntaxTree, node: Node): Node[] {
    return tree
      .namedChildren(node)
      .flatMap((child) => (tree.is(child, 'statement_list') ? tree.namedChildren(child) : [child]));
  }

  /** What a declaration may have besides: modifiers, decorators, types the pattern says nothing of. */
  #withoutOptional(kind: string, patterns: readonly Node[], nodes: Node[]): Node[] {
    const kinds = new Set(patterns.map((one) => this.#p.kindOf(one)));
    return nodes.filter((one) => {
      const own = this.#t.kindOf(one);
      if (this.#isLeftOut(kind, own, one, patterns)) return false;
      if (!optional.has(own) || kinds.has(own)) return true;
      return own === 'type_annotation'
        ? false
        : !declarations.test(kind) && own !== 'type_arguments' && own !== 'optional_chain';
    });
  }

  /** Parts of a statement that a pattern without them says nothing of: `else`, results, receivers, further decorators. */
  #isLeftOut(kind: string, own: string, node: Node, patterns: readonly Node[]): boolean {
    const isAsked = patterns.some((one) => this.#p.kindOf(one) === own);
    if (kind === 'if_statement') {
      if (own === 'else_clause' || own === 'elif_clause') return !isAsked;
      const isElse = this.#t.field[node] === this.#t.grammar.fieldId('alternative');
      const isFirst = this.#t.field[node] === this.#t.grammar.fieldId('initializer');
      const asks = (field: string) =>
        patterns.some((one) => this.#p.field[one] === this.#p.grammar.fieldId(field) && this.#p.field[one] !== 0);
      return (isElse && !asks('alternative')) || (isFirst && !asks('initializer'));
    }
    if (kind === 'function_declaration' && this.#t.grammar.language === 'go') {
      const { field } = this.#t;
      const { grammar } = this.#t;
      const asks = (name: string) => patterns.some((one) => this.#p.field[one] === this.#p.grammar.fieldId(name));
      if (field[node] === grammar.fieldId('receiver')) return true;
      if (field[node] === grammar.fieldId('result')) return !asks('result');
    }
    // Ruby: what a call's block does is the block's matter. C#: so are the properties set on a new object.
    if (kind === 'call' && (own === 'do_block' || own === 'block')) return !isAsked;
    if (kind === 'object_creation_expression' && own === 'initializer_expression') return !isAsked;
    if (kind === 'decorated_definition' && own === 'decorator')
      return !patterns.some((one) => this.#p.is(one, 'decorator') && this.#match(one, node, new Map()) !== null);
    return false;
  }

  /** Operators and keywords between the named parts. */
  #sameTokens(pattern: Node, node: Node, kind: string): boolean {
    if (!operators.has(kind)) return true;
    const tokens = (tree: SyntaxTree, of: Node) =>
      tree
        .children(of)
        .filter((child) => !tree.isNamed(child))
        .map((child) => tree.textOf(child))
        .filter((text) => /[^\s(),;]/.test(text));
    return tokens(this.#p, pattern).join(' ') === tokens(this.#t, node).join(' ');
  }

  /** One list against another, ellipses taking as few as needed. */
  #list(
    patterns: readonly Node[],
    nodes: readonly Node[],
    bindings: Bindings,
    isOpen: boolean,
    done: (count: number) => void = () => undefined,
  ): Bindings | null {
    const walk = (at: number, from: number, known: Bindings): Bindings | null => {
      if (this.#steps > mostSteps) return null;
      if (at === patterns.length) {
        if (!isOpen && from !== nodes.length) return null;
        done(from);
        return known;
      }
      const pattern = patterns[at]!;
      const sequence = this.#sequenceOf(pattern);
      if (this.#isEllipsis(pattern) || sequence !== '') {
        const isLast = at === patterns.length - 1;
        for (let to = isLast ? nodes.length : from; to <= nodes.length; to += 1) {
          const bound = sequence === '' ? known : this.#bindRange(sequence, nodes, from, to, known);
          const rest = bound && walk(at + 1, to, bound);
          if (rest) return rest;
        }
        return null;
      }
      const node = nodes[from];
      if (node === undefined) return null;
      const bound = this.#statement(pattern, node, known);
      return bound && walk(at + 1, from + 1, bound);
    };
    return walk(0, 0, bindings);
  }

  /** In a row of statements an assignment may be a declaration. */
  #statement(pattern: Node, node: Node, bindings: Bindings): Bindings | null {
    const plain = this.#match(pattern, node, bindings);
    if (plain) return plain;
    const own = wrappers.has(this.#p.kindOf(pattern)) ? (this.#p.namedChildren(pattern)[0] ?? pattern) : pattern;
    const [left, right] = sidesOf(this.#p, own, this.#p.kindOf(own));
    if (left === none || right === none) return null;
    const inner = wrappers.has(this.#t.kindOf(node)) ? (this.#t.namedChildren(node)[0] ?? node) : node;
    const declarator = this.#declarator(own, inner);
    if (declarator === none) return null;
    const [name, value] = sidesOf(this.#t, declarator, this.#t.kindOf(declarator));
    if (name === none || value === none) return null;
    const first = this.#match(left, name, bindings);
    return first && this.#match(right, value, first);
  }

  /** Keyword arguments are found by their names; the others in their order. */
  #arguments(patterns: readonly Node[], nodes: readonly Node[], bindings: Bindings): Bindings | null {
    const isKeyword = (tree: SyntaxTree, node: Node) => tree.is(node, 'keyword_argument');
    const asked = patterns.filter((one) => isKeyword(this.#p, one));
    if (asked.length === 0) return this.#list(patterns, nodes, bindings, false);
    const isOpen = patterns.some((one) => this.#isEllipsis(one));
    let left = [...nodes];
    let known: Bindings | null = bindings;
    for (const pattern of asked) {
      const found: { node: Node; bound: Bindings } | undefined = left
        .filter((node) => isKeyword(this.#t, node))
        .map((node) => ({ node, bound: this.#match(pattern, node, known!) }))
        .find((one): one is { node: Node; bound: Bindings } => one.bound !== null);
      if (!found) return null;
      known = found.bound;
      left = left.filter((node) => node !== found.node);
    }
    if (isOpen) left = left.filter((node) => !isKeyword(this.#t, node));
    return this.#list(
      patterns.filter((one) => !isKeyword(this.#p, one)),
      left,
      known,
      false,
    );
  }

  /** Pairs of an object or dictionary: their order says nothing. */
  #inAnyOrder(patterns: readonly Node[], nodes: readonly Node[], bindings: Bindings): Bindings | null {
    let known: Bindings | null = bindings;
    const taken = new Set<Node>();
    for (const pattern of patterns) {
      if (this.#isEllipsis(pattern)) continue;
      let found: Bindings | null = null;
      for (const node of nodes) {
        if (taken.has(node)) continue;
        found = this.#match(pattern, node, known!);
        if (found) {
          taken.add(node);
          break;
        }
      }
      if (!found) return null;
      known = found;
    }
    return known;
  }

  /** Texts: `"..."` is any, `"=~/re/"` those that match; quotes do not matter, and a name that is always the same text is that text. */
  #literal(pattern: Node, pk: string, node: Node, tk: string, bindings: Bindings): Bindings | null | undefined {
    const isText = stringKinds.has(pk);
    const isNumber = numberKinds.has(pk);
    if (!isText && !isNumber) return undefined;
    if (namesOfValues.has(tk)) {
      const constant = this.#target.names.constantOf(this.#t.textOf(node));
      return constant === none ? null : this.#match(pattern, constant, bindings);
    }
    const folded = isText ? this.#folded(node, tk) : null;
    if (folded !== null) return this.#isText(pattern, folded) ? bindings : null;
    if (isNumber) return numberKinds.has(tk) && this.#p.textOf(pattern) === this.#t.textOf(node) ? bindings : null;
    if (!stringKinds.has(tk)) return null;
    const wanted = contentOf(this.#p.textOf(pattern));
    if (wanted === '...')
      return this.#isInterpolated(node, tk) && this.#t.grammar.language !== 'python' ? null : bindings;
    const expression = /^=~\/([^]*)\/([a-z]*)$/.exec(wanted);
    const actual = contentOf(this.#t.textOf(node));
    if (expression) return safeTest(expression[1]!, expression[2]!, actual) ? bindings : null;
    if (wanted.startsWith(variable) && /^\w+$/.test(wanted))
      return this.#bindText(wanted.slice(variable.length), node, bindings);
    return wanted === actual ? bindings : null;
  }

  /** `"a" + "b"`: the text it always is; `null` for anything else. */
  #folded(node: Node, kind: string): string | null {
    if (kind !== 'binary_expression' && kind !== 'binary_operator') return null;
    const children = this.#t.children(node);
    if (children.length !== 3 || this.#t.textOf(children[1]!) !== '+') return null;
    const parts = [children[0]!, children[2]!].map((one) => {
      const own = this.#t.kindOf(one);
      if (stringKinds.has(own) && !this.#isInterpolated(one, own)) return contentOf(this.#t.textOf(one));
      return this.#folded(one, own);
    });
    return parts.includes(null) ? null : parts.join('');
  }

  /** Does a literal of the pattern mean this text? Metavariables in quotes bind literals only. */
  #isText(pattern: Node, text: string): boolean {
    const wanted = contentOf(this.#p.textOf(pattern));
    const expression = /^=~\/([^]*)\/([a-z]*)$/.exec(wanted);
    if (expression) return safeTest(expression[1]!, expression[2]!, text);
    return wanted === '...' || wanted === text;
  }

  #isInterpolated(node: Node, kind: string): boolean {
    if (kind === 'template_string') return this.#t.childOfKind(node, 'template_substitution') !== none;
    if (!interpolating.has(kind)) return false;
    // Kotlin's grammar takes `$name` for text.
    if (this.#t.grammar.language === 'kotlin' && /\$[A-Za-z_]/.test(this.#t.textOf(node))) return true;
    return this.#t
      .namedChildren(node)
      .some((one) => !/content|fragment|escape|^string_(start|end)$/.test(this.#t.kindOf(one)));
  }

  /** `a.b.c` by what the names were imported as. */
  #path(pattern: Node, pk: string, node: Node, tk: string): boolean {
    if (!pathKinds.has(pk) || !pathKinds.has(tk)) return false;
    const wanted = this.#p.textOf(pattern);
    if (wanted.length > 200 || !/^[\w$.@/-]+$/.test(wanted) || wanted.includes(variable) || wanted.includes(ellipsis))
      return false;
    const length = this.#t.end[node]! - this.#t.start[node]!;
    if (length > 200) return false;
    const actual = this.#t.textOf(node);
    if (wanted === actual) return true;
    const resolved = this.#target.names.resolve(actual);
    if (resolved === wanted || resolved.replaceAll('/', '.') === wanted) return true;
    // Java: `java.util.Random` is `Random` where it was imported; Go: `http.Get` is `net/http.Get`.
    return (
      resolved !== actual &&
      (resolved.endsWith(`/${wanted}`) ||
        (this.#t.grammar.language === 'java' && resolved.endsWith(`.${wanted}`) && wanted.includes('.')))
    );
  }

  #bind(name: string, node: Node, bindings: Bindings): Bindings | null {
    if (!this.#t.isNamed(node)) return null;
    const type = this.#pattern.types.get(name);
    if (type !== undefined && !this.#hasType(node, type)) return null;
    if (name === '_') return bindings;
    return this.#put(name, { start: this.#t.start[node]!, end: this.#t.end[node]!, node }, bindings);
  }

  /** `"$X"`: what stands between the quotes. */
  #bindText(name: string, node: Node, bindings: Bindings): Bindings | null {
    const text = this.#t.textOf(node);
    const content = contentOf(text);
    const start = this.#t.start[node]! + Math.max(0, text.indexOf(content));
    return this.#put(name, { start, end: start + content.length, node }, bindings);
  }

  #bindRange(name: string, nodes: readonly Node[], from: number, to: number, bindings: Bindings): Bindings | null {
    if (from === to) return this.#put(name, { start: 0, end: 0, node: none }, bindings);
    return this.#put(
      name,
      { start: this.#t.start[nodes[from]!]!, end: this.#t.end[nodes[to - 1]!]!, node: nodes[from]! },
      bindings,
    );
  }

  #put(name: string, binding: Binding, bindings: Bindings): Bindings | null {
    const known = bindings.get(name);
    if (known) return isSameText(this.#target.textOf(known), this.#target.textOf(binding)) ? bindings : null;
    return new Map(bindings).set(name, binding);
  }

  #hasType(node: Node, type: string): boolean {
    const text = this.#t.textOf(node);
    const known = stringKinds.has(this.#t.kindOf(node))
      ? 'String'
      : numberKinds.has(this.#t.kindOf(node))
        ? 'int'
        : this.#target.names.typeOf(text);
    const made = /^new\s+([\w.]+)/.exec(text)?.[1];
    const actual = known ?? made;
    if (actual === undefined) return false;
    const plain = (one: string) => one.replace(/<[^]*>|\s|\*|^&/g, '');
    const resolved = this.#target.names.resolve(plain(actual));
    return (
      plain(actual) === plain(type) ||
      resolved === plain(type) ||
      resolved.endsWith(`.${plain(type)}`) ||
      resolved.endsWith(`/${plain(type)}`) ||
      plain(actual).toLowerCase() === plain(type).toLowerCase()
    );
  }

  /** What stands before the ellipsis of `a. ... .b()`. */
  #chainBase(pattern: Node): Node {
    const p = this.#p;
    if (!pathKinds.has(p.kindOf(pattern)) || p.after[pattern] === pattern + 1) return none;
    const children = p.namedChildren(pattern);
    return children.length === 2 && p.textOf(children[1]!) === ellipsis ? children[0]! : none;
  }

  /** A chain of calls and members, of any length, that begins with the pattern. */
  #chain(base: Node, node: Node, bindings: Bindings): Bindings | null {
    for (let at = node; at !== none;) {
      const found = this.#match(base, at, bindings);
      if (found) return found;
      const next = ['object', 'function', 'operand', 'value', 'argument', 'receiver', 'expression']
        .map((field) => this.#t.child(at, field))
        .find((one) => one !== none);
      // Kotlin's grammar gives these parts no names.
      const first = /^(call|navigation)_expression$/.test(this.#t.kindOf(at)) ? this.#t.firstChild(at) : none;
      if (next === undefined && first === none) return null;
      at = next ?? first;
    }
    return null;
  }

  #anywhere(pattern: Node, node: Node, bindings: Bindings): Bindings | null {
    const end = this.#t.after[node]!;
    for (let at = node; at < end; at += 1) {
      if (!this.#t.isNamed(at)) continue;
      const found = this.#match(pattern, at, bindings);
      if (found) return found;
    }
    return null;
  }

  #variableOf(node: Node): string {
    const name = this.#nameOf(node);
    return name.startsWith(variable) ? name.slice(variable.length) : '';
  }

  #sequenceOf(node: Node): string {
    const name = this.#nameOf(node);
    return name.startsWith(sequenceVariable) ? name.slice(sequenceVariable.length) : '';
  }

  #isEllipsis(node: Node): boolean {
    return this.#nameOf(node) === ellipsis;
  }

  /** The one name a node consists of, through statements and parameters that hold nothing else. */
  #nameOf(node: Node): string {
    const p = this.#p;
    const length = p.end[node]! - p.start[node]!;
    if (length > 200) return '';
    const text = p.textOf(node).trim();
    if (p.after[node] === node + 1) return /^\w+$/.test(text) ? text : '';
    const plain = text.replace(/;$/, '').trim().replace(/^\$/, '');
    if (/^SGELL( SGELL|: ?SGELL)?$/.test(plain) || plain === `int ${ellipsis}` || plain === `**${ellipsis}`)
      return ellipsis;
    return /^(SGMV_|SGMVS_)\w+$/.test(plain) && !/^(block|statement_block|lambda_parameters)$/.test(p.kindOf(node))
      ? plain
      : '';
  }

  /** The inside of `<... x ...>`. */
  #deep(node: Node): Node {
    const p = this.#p;
    const own = wrappers.has(p.kindOf(node)) ? (p.namedChildren(node)[0] ?? node) : node;
    if (!/call|invocation/.test(p.kindOf(own))) return none;
    const callee = p.firstChild(own);
    if (callee === none || p.textOf(callee) !== deep) return none;
    const list = p.child(own, 'arguments');
    return list === none ? none : (p.namedChildren(list)[0] ?? none);
  }
}

function isBlock(tree: SyntaxTree, node: Node): boolean {
  return blocks.has(tree.kindOf(node));
}

function areAlike(a: string, b: string): boolean {
  return (
    a === b ||
    (names.has(a) && names.has(b)) ||
    (functions.has(a) && functions.has(b)) ||
    (a === 'variable_declaration' && b === 'lexical_declaration') ||
    (a === 'class_declaration' && b === 'abstract_class_declaration') ||
    (a === 'function_declaration' && b === 'method_declaration') ||
    (a === 'if_statement' && b === 'elif_clause') ||
    (calls.has(a) && calls.has(b))
  );
}

/** What stands between the quotes of a literal, prefixes dropped. */
export function contentOf(literal: string): string {
  const match = /^(?:[a-zA-Z@$]{0,3})("""|'''|"|'|`)([^]*)\1$/.exec(literal);
  return match ? match[2]! : literal;
}

export function isSameText(a: string, b: string): boolean {
  return a === b || a.replace(/\s+/g, '') === b.replace(/\s+/g, '');
}

/** Does a user's expression match a text? An expression that makes no sense matches nothing. */
export function safeTest(source: string, flags: string, text: string): boolean {
  let expression: RegExp;
  try {
    expression = new RegExp(
      source.replace(/^\(\?i\)/, ''),
      flags.includes('i') || source.startsWith('(?i)') ? 'gi' : 'g',
    );
  } catch {
    return false;
  }
  return matchesOf(expression, text.slice(0, 2000)).length > 0;
}

const wrappers = new Set([
  'expression_statement',
  'parenthesized_expression',
  'parenthesized_statements',
  'literal_element',
  'argument',
  'value_argument',
]);
/** What stands for a value that may always be the same. */
const namesOfValues = new Set([
  'identifier',
  'attribute',
  'field_access',
  'member_expression',
  'constant',
  'variable_name',
  'name',
]);
/** Texts with values in them; in Python, where any text matches, they are of another kind. */
const interpolating = new Set(['string', 'encapsed_string', 'string_literal', 'multiline_string_literal']);
const names = new Set([
  'identifier',
  'type_identifier',
  'property_identifier',
  'field_identifier',
  'shorthand_property_identifier',
  'package_identifier',
  'statement_identifier',
  'shorthand_property_identifier_pattern',
  'private_property_identifier',
  'simple_identifier',
  'namespace_identifier',
]);
const pathKinds = new Set([
  ...names,
  'member_expression',
  'attribute',
  'field_access',
  'selector_expression',
  'scoped_identifier',
  'scoped_type_identifier',
  'qualified_type',
  'dotted_name',
  'nested_identifier',
  'qualified_identifier',
  'field_expression',
]);
const functions = new Set([
  'function_expression',
  'function_declaration',
  'generator_function',
  'arrow_function',
  'method_definition',
]);
const functionKinds = /^(function|arrow_function|generator_function|method|class|lambda|func_literal)/;
/** What holds statements. */
const bodies = new Set(['statement_block', 'block', 'compound_statement', 'constructor_body']);
/** A pattern names some of their parts, in any order. */
const subsets = new Set(['object', 'named_imports', 'object_pattern']);
const calls = new Set(['call_expression', 'call', 'method_invocation']);
const stringKinds = new Set([
  'string',
  'string_literal',
  'interpreted_string_literal',
  'raw_string_literal',
  'template_string',
  'concatenated_string',
  'text_block',
  'character_literal',
  'encapsed_string',
  'char_literal',
  'verbatim_string_literal',
  'multiline_string_literal',
  'raw_string',
]);
const numberKinds = new Set([
  'number',
  'integer',
  'float',
  'decimal_integer_literal',
  'int_literal',
  'float_literal',
  'number_literal',
  'hex_integer_literal',
  'decimal_floating_point_literal',
  'integer_literal',
]);
const callArguments = new Set(['argument_list', 'arguments']);
const unordered = new Set([
  'object',
  'dictionary',
  'object_pattern',
  'literal_value',
  'class_body',
  'declaration_list',
]);
const blocks = new Set([
  'program',
  'module',
  'source_file',
  'translation_unit',
  'compilation_unit',
  'block',
  'statement_block',
  'compound_statement',
  'statement_list',
  'class_body',
  'switch_case',
  'switch_default',
  'switch_block_statement_group',
  'constructor_body',
  'declaration_list',
  'body_statement',
  'function_body',
  'statements',
  'case_statement',
]);
const operators = new Set([
  'binary_expression',
  'unary_expression',
  'update_expression',
  'augmented_assignment_expression',
  'augmented_assignment',
  'assignment_expression',
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'unary_operator',
  'not_operator',
  'assignment_statement',
  'inc_statement',
  'dec_statement',
  'lexical_declaration',
  'binary',
  'unary',
  'operator_assignment',
  'prefix_unary_expression',
  'prefix_expression',
  'test_command',
]);
const optional = new Set([
  'modifiers',
  'decorator',
  'accessibility_modifier',
  'type_annotation',
  'throws',
  'super_interfaces',
  'superclass',
  'class_heritage',
  'type_parameters',
  'type_arguments',
  'superclasses',
  'optional_chain',
  'override_modifier',
  'storage_class_specifier',
  'type_qualifier',
  'marker_annotation',
  'annotation',
  'type',
  'attribute_list',
  'extends_interfaces',
  'asserts',
  'visibility_modifier',
]);
const declarations = /declaration|definition|declarator|parameter|field|method|class|function/;
