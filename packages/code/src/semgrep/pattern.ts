import type { LanguageId } from '../languages/language.ts';
import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';
import { readings, superglobals } from './placeholders.ts';
import { isScript } from './shapes/kinds.ts';
import type { Shape } from './shapes/shape.ts';
import { Shaper } from './shapes/shaper.ts';

/** A pattern, parsed with the grammar of the language it is for. */
export interface Pattern {
  /** One for an expression, several for statements in a row; ellipses among them. */
  readonly roots: readonly Shape[];
  /** Metavariable → type it must have, as written: `(String $X)`. */
  readonly types: ReadonlyMap<string, string>;
  /** Words that stand in every text it matches. */
  readonly words: readonly string[];
  readonly text: string;
}

export type ParsePattern = (text: string, language: LanguageId) => SyntaxTree;

/** Wraps and readings of a pattern, tried in turn until one parses. `%` is the pattern. */
const contexts: Readonly<Record<string, readonly string[]>> = {
  java: [
    '%',
    '%;',
    'class SGC { void sgm() { % } }',
    'class SGC { void sgm() { %; } }',
    'class SGC { % }',
    'class SGC { %; }',
    'class SGC { % void sgm() {} }',
    'class SGC { void sgm() { x = %; } }',
    'class SGC { % {} }',
    'class SGC { SGC() { %; } }',
    'class SGC { SGC() { % } }',
    'class SGC { void sgm() { try { } % } }',
    'void sgm(%) {}',
  ],
  javascript: [
    '%',
    '(%)',
    'class SGC { % }',
    'function sgf() { % }',
    'async function sgf() { % }',
    '({ % })',
    'try {} %',
    'switch (x) { % }',
    'x = %',
  ],
  typescript: [
    '%',
    '(%)',
    'class SGC { % }',
    'function sgf() { % }',
    'async function sgf() { % }',
    '({ % })',
    'try {} %',
    'x = %',
    'let x: %',
  ],
  python: [
    '%',
    '(%)',
    'def sgf():\n    %',
    'class SGC:\n    %',
    'try:\n    pass\n%',
    '%\n    pass',
    '%\ndef sgf(): pass',
    'sgf(%)',
  ],
  go: [
    'package sg\nfunc sgf() { % }',
    'package sg\n%',
    '%',
    'package sg\nvar x = %',
    'package sg\nfunc sgf() { _ = % }',
    'package sg\nfunc sgf() { for { % } }',
    'package sg\nvar x %',
    'package sg\nfunc sgf() { switch x { % } }',
  ],
  c: ['%', '%;', 'void sgf() { % }', 'void sgf() { %; }', 'struct SGS { % };'],
  cpp: ['%', '%;', 'void sgf() { % }', 'void sgf() { %; }', 'class SGC { % };'],
  csharp: [
    '%',
    '%;',
    'class SGC { void sgm() { % } }',
    'class SGC { void sgm() { %; } }',
    'class SGC { % }',
    'class SGC { void sgm() { x = %; } }',
  ],
  php: ['<?php %;', '<?php %', '<?php class SGC { % }', '<?php sgf([%]);'],
  ruby: ['%'],
  rust: ['fn sgf() { % }', 'fn sgf() { %; }', '%'],
  kotlin: ['%', 'fun sgf() { % }', 'class SGC { % }'],
  bash: ['%'],
};

/** `a: b` alone is a member of an object, not a labelled statement. */
function contextsOf(text: string, language: LanguageId): readonly string[] {
  const all = contexts[language] ?? ['%'];
  const isPair = isScript(language) && /^[$\w"']+\s*:/.test(text) && !/[;{]\s*$|:\s*(for|while|do)\b/.test(text);
  if (isScript(language) && /^\{\s*(\.\.\.)?\s*\}$/.test(text)) return ['(%)'];
  return isPair ? ['({ % })', ...all] : all;
}

/** Throws `SyntaxError` when no reading of the pattern parses. */
export function parsePattern(text: string, language: LanguageId, parse: ParsePattern): Pattern {
  const types = new Map<string, string>();
  const trimmed = text.trim();
  let best: { tree: SyntaxTree; start: number; end: number } | undefined;
  for (const variant of readings(trimmed, language, types)) {
    for (const context of contextsOf(trimmed, language)) {
      const indented = context.includes('\n    %') ? variant.replaceAll('\n', '\n    ') : variant;
      const start = context.indexOf('%');
      const source = context.replace('%', () => indented);
      const tree = parse(source, language);
      if (tree.hasErrors || lacksName(tree)) continue;
      // A statement is one with its semicolon.
      const isEnded = /(?:^|\{ )%;/.test(context);
      best = { tree, start, end: start + indented.length + (isEnded ? 1 : 0) };
      break;
    }
    if (best) break;
  }
  if (!best)
    throw new SyntaxError(`the pattern does not parse as ${language}: ${trimmed.split('\n')[0]!.slice(0, 80)}`);
  const nodes = rootsBetween(best.tree, best.start, best.end);
  const roots = withGaps(withDecorators(new Shaper(best.tree, true).all(nodes)), isScript(language));
  return {
    roots: roots.length === 1 && roots[0]!.kind === 'block' && !/^[{]/.test(trimmed) ? shapesIn(roots[0]!) : roots,
    types,
    words: wordsOf(trimmed, language),
    text: trimmed,
  };
}

/** Some grammars mend what is not there without calling it an error. */
function lacksName(tree: SyntaxTree): boolean {
  for (let node = 0; node < tree.count; node += 1)
    if (tree.start[node] === tree.end[node] && tree.is(node, 'identifier')) return true;
  return false;
}

/** Decorators before a method are the method's. */
function withDecorators(shapes: readonly Shape[]): Shape[] {
  const found: Shape[] = [];
  const waiting: Shape[] = [];
  for (const shape of shapes)
    if (shape.kind === 'decorator') waiting.push({ ...shape, kind: 'annotation' });
    else
      found.push(waiting.length === 0 ? shape : { ...shape, attributes: [...waiting.splice(0), ...shape.attributes] });
  return found.length === 0 ? [...shapes] : found;
}

/** Names that are imported together may have others between them. */
function withGaps(shapes: readonly Shape[], isImported: boolean): Shape[] {
  const isName = ({ kind, text }: Shape) => isImported && kind === 'import' && text === 'named';
  const named = shapes.filter((one) => !isName(one) || one.parts[1]?.kind !== 'dots');
  return named.flatMap((one, at) => {
    const before = named[at - 1];
    const isNext = before !== undefined && isName(one) && isName(before) && before.node === one.node;
    return isNext ? [{ ...one, kind: 'dots', parts: [] }, one] : [one];
  });
}

function shapesIn({ parts }: Shape): Shape[] {
  return parts.filter((one) => one !== null);
}

/** The largest nodes inside a stretch of the wrapped source. */
function rootsBetween(tree: SyntaxTree, start: number, end: number): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    if (tree.start[node]! >= start && tree.end[node]! <= end && tree.is(node, tree.kindOf(0)) === false) {
      if (tree.isNamed(node)) found.push(node);
      return;
    }
    for (const child of tree.children(node)) if (tree.end[child]! > start && tree.start[child]! < end) visit(child);
  };
  visit(0);
  let roots = found;
  for (;;) {
    const [only = none] = roots;
    if (roots.length !== 1) return roots;
    const inner = tree.namedChildren(only);
    if (
      /^(expression_statement|parenthesized_expression|statement_list|ERROR)$/.test(tree.kindOf(only)) &&
      inner.length >= 1
    )
      roots = inner;
    else return roots;
  }
}

/** Names that any match must contain: they pick the rules worth trying on a file. */
export function wordsOf(text: string, language: LanguageId): string[] {
  const plain = (language === 'php' ? text.replace(superglobals, '$1') : text)
    .replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, ' ')
    .replace(/\$(\.\.\.)?\w+/g, ' ');
  const words = [...plain.matchAll(/[A-Za-z_][\w]{2,}/g)].map(([word]) => word).filter((word) => !keywords.has(word));
  return [...new Set(words)];
}

const keywords = new Set(
  'function return class const var let new import from def for while if else elif try catch except finally public private protected static void int string String boolean bool async await package func type struct interface export default true false null None True False self this not and or in is with as lambda final throws extends implements range defer go map'.split(
    ' ',
  ),
);
