import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';
import type { FileUses } from './uses-in.ts';

/**
 * What a file of Rust does with crates, by its syntax: `use`, paths, and methods on variables whose type is written, or
 * plain from what made them (`let r = Regex::new(…)`). Rust has no names that are computed.
 */
export function rustUsesIn(tree: SyntaxTree, isTest: boolean, keyOf: (crate: string) => string | undefined): FileUses {
  const uses: FileUses = { imports: [], calls: [], escapes: [], computed: 0 };
  const aliases = new Map<string, readonly string[]>();
  const types = new Map<string, readonly string[]>();
  for (let node = 0; node < tree.count; node += 1) {
    const kind = tree.kindOf(node);
    if (kind === 'use_declaration') readUse(tree.child(node, 'argument'), [], node);
    else if (kind === 'extern_crate_declaration') addImport([tree.textOf(tree.child(node, 'name'))], node);
    else if (kind === 'identifier' && isFirstOfPath(node)) addImport(resolved([tree.textOf(node)]), node);
    else if (kind === 'let_declaration')
      noteType(tree.child(node, 'pattern'), tree.child(node, 'type'), tree.child(node, 'value'));
    else if (kind === 'parameter') noteType(tree.child(node, 'pattern'), tree.child(node, 'type'), none);
    else if (kind === 'call_expression') addCall(node);
  }
  return uses;

  function readUse(node: Node, before: readonly string[], at: Node): void {
    if (node === none) return;
    switch (tree.kindOf(node)) {
      case 'use_as_clause': {
        const path = [...before, ...segments(tree.child(node, 'path'))];
        aliases.set(tree.textOf(tree.child(node, 'alias')), path);
        return addImport(path, at);
      }
      case 'scoped_use_list': {
        const path = [...before, ...segments(tree.child(node, 'path'))];
        return readUse(tree.child(node, 'list'), path, at);
      }
      case 'use_list':
        return tree.namedChildren(node).forEach((child) => readUse(child, before, at));
      case 'use_wildcard':
        return addImport([...before, ...segments(tree.namedChildren(node)[0] ?? none)], at, true);
      case 'self': {
        aliases.set(before.at(-1) ?? '', before);
        return addImport(before, at);
      }
      default: {
        const path = [...before, ...segments(node)];
        aliases.set(path.at(-1) ?? '', path);
        return addImport(path, at);
      }
    }
  }

  function addImport(path: readonly string[], node: Node, isOpen = false): void {
    const [module = ''] = path;
    const key = keyOf(module);
    if (key === undefined) return;
    const use = { key, module, path: tree.path, line: tree.lineOf(node), isTest };
    if (uses.imports.every(({ line, key: other }) => line !== use.line || other !== key)) uses.imports.push(use);
    if (isOpen) uses.escapes.push(use);
  }

  function addCall(node: Node): void {
    const path = calledPath(tree.child(node, 'function'));
    const [module = '', ...member] = path;
    const key = keyOf(module);
    if (key === undefined || member.length === 0) return;
    uses.calls.push({
      key,
      module,
      member: member.join('.'),
      path: tree.path,
      line: tree.lineOf(node),
      isTest,
      within: functionsRound(node),
    });
  }

  function calledPath(callee: Node): readonly string[] {
    if (callee === none) return [];
    if (tree.is(callee, 'generic_function')) return calledPath(tree.child(callee, 'function'));
    if (!tree.is(callee, 'field_expression')) return resolved(segments(callee));
    const type = types.get(tree.textOf(tree.child(callee, 'value')));
    return type ? [...type, tree.textOf(tree.child(callee, 'field'))] : [];
  }

  function noteType(pattern: Node, type: Node, value: Node): void {
    const isNamed = pattern !== none && /^(?:mut )?\w+$/.test(tree.textOf(pattern));
    const path = type !== none ? resolved(segments(type)) : madeBy(value);
    if (isNamed && path.length > 0) types.set(tree.textOf(pattern).replace(/^mut /, ''), path);
  }

  /** `Regex::new("x").unwrap()?` is a `Regex`: what a constructor makes, and what is only unwrapped from it. */
  function madeBy(value: Node): readonly string[] {
    if (value === none) return [];
    if (tree.is(value, 'try_expression') || tree.is(value, 'await_expression'))
      return madeBy(tree.namedChildren(value)[0] ?? none);
    if (!tree.is(value, 'call_expression')) return [];
    const callee = tree.child(value, 'function');
    if (tree.is(callee, 'field_expression'))
      return /^(?:unwrap|expect|unwrap_or_default)$/.test(tree.textOf(tree.child(callee, 'field')))
        ? madeBy(tree.child(callee, 'value'))
        : [];
    const path = resolved(segments(callee));
    // Types are written with a capital: what a plain function gives is not known.
    return /^[A-Z]/.test(path.at(-2) ?? '') ? path.slice(0, -1) : [];
  }

  /** What the first name stands for; `crate`, `self` and `super` are the project's own. */
  function resolved(path: readonly string[]): readonly string[] {
    const alias = aliases.get(path[0] ?? '');
    return alias ? [...alias, ...path.slice(1)] : path;
  }

  function segments(node: Node): string[] {
    if (node === none) return [];
    const text = tree.textOf(node).replace(/^&(?:'\w+\s*)?(?:mut\s+)?/, '');
    const bare = text.replaceAll(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, '').replaceAll(/\s+/g, '');
    return /^(?:::)?\w+(?:::\w+)*$/.test(bare) ? bare.split('::').filter(Boolean) : [];
  }

  function isFirstOfPath(node: Node): boolean {
    const end = tree.end[node]!;
    return tree.text.startsWith('::', end) && !tree.text.startsWith('::', tree.start[node]! - 2);
  }

  function functionsRound(node: Node): string[] {
    const names: string[] = [];
    for (let at = tree.parent(node); at > 0; at = tree.parent(at))
      if (tree.is(at, 'function_item')) names.unshift(tree.textOf(tree.child(at, 'name')));
    return names;
  }
}
