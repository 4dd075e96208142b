import type { LanguageId } from '../languages/language.ts';
import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';

/** A pattern, parsed with the grammar of the language it is for. */
export interface Pattern {
  readonly tree: SyntaxTree;
  /** One node for an expression, several for statements in a row; ellipses among them. */
  readonly roots: readonly Node[];
  /** Metavariable → type it must have, as written: `(String $X)`. */
  readonly types: ReadonlyMap<string, string>;
  /** Words that stand in every text it matches. */
  readonly words: readonly string[];
  readonly text: string;
}

export type ParsePattern = (text: string, language: LanguageId) => SyntaxTree;

export const variable = 'SGMV_';
export const sequenceVariable = 'SGMVS_';
export const ellipsis = 'SGELL';
export const deep = 'SGDEEP';
const typed = 'SGTYPED_';

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
  csharp: ['%', '%;', 'class SGC { void sgm() { % } }', 'class SGC { void sgm() { %; } }', 'class SGC { % }'],
  php: ['<?php %;', '<?php %', '<?php class SGC { % }', '<?php sgf([%]);'],
  ruby: ['%'],
  rust: ['fn sgf() { % }', 'fn sgf() { %; }', '%'],
  kotlin: ['%', 'fun sgf() { % }', 'class SGC { % }'],
  bash: ['%'],
};

/** Throws `SyntaxError` when no reading of the pattern parses. */
export function parsePattern(text: string, language: LanguageId, parse: ParsePattern): Pattern {
  const types = new Map<string, string>();
  const trimmed = text.trim();
  let best: { tree: SyntaxTree; start: number; end: number } | undefined;
  for (const variant of variants(trimmed, language, types)) {
    for (const context of contexts[language] ?? ['%']) {
      const indented = context.includes('\n    %') ? variant.replaceAll('\n', '\n    ') : variant;
      const start = context.indexOf('%');
      const source = context.replace('%', () => indented);
      const tree = parse(source, language);
      if (tree.hasErrors) continue;
      best = { tree, start, end: start + indented.length };
      break;
    }
    if (best) break;
  }
  if (!best)
    throw new SyntaxError(`the pattern does not parse as ${language}: ${trimmed.split('\n')[0]!.slice(0, 80)}`);
  const roots = rootsBetween(best.tree, best.start, best.end);
  return { tree: best.tree, roots, types, words: wordsOf(trimmed, language), text: trimmed };
}

/** Metavariables and ellipses as names the grammar takes; ellipses have several readings. */
function* variants(text: string, language: LanguageId, types: Map<string, string>): Generator<string> {
  // A metavariable stays a variable where variables are written like that: it can then be given a value.
  const sign = language === 'php' ? '$$' : '';
  const named = outsideStrings(text, (part) =>
    part
      .replace(/(?<![\w$)])\(\s*\$([A-Z_][A-Z_0-9]*)\s*:\s*([\w.*[\]<>]+)\s*\)/g, (_, name: string, type: string) => {
        types.set(name, type);
        return `${typed}${name}`;
      })
      .replace(
        /\(\s*([\w.]+(?:<[\w.,\s]*>)?(?:\[\])*\s*\**)\s+\$([A-Z_][A-Z_0-9]*)\s*\)/g,
        (whole, type: string, name: string) => {
          if (
            /^(new|return|throw|await|async|in|of|not|and|or|else|typeof|yield|const|let|var|int\s*\*?)$/.test(
              type.trim(),
            ) &&
            type.trim() !== 'int'
          )
            return whole;
          types.set(name, type.trim());
          return `${typed}${name}`;
        },
      )
      .replace(/<\.\.\.([^]*?)\.\.\.>/g, (_, inner: string) => `${deep}(${inner.trim()})`)
      .replace(superglobals, language === 'php' ? `\u0003$1` : '$$$1')
      .replace(/\$\.\.\.([A-Z_][A-Z_0-9]*)/g, `${sequenceVariable}$1`)
      .replace(/\$_(?![A-Z0-9])/g, `${sign}${variable}_`)
      .replace(/\$([A-Z_][A-Z_0-9]*|\d+)/g, `${sign}${variable}$1`)
      .replaceAll('\u0003', '$$')
      .replaceAll(new RegExp(`${typed}(\\w+)`, 'g'), `${variable}$1`)
      .replace(/\.\s*\.\.\.\s*\./g, `.${ellipsis}.`),
  );
  const semicolons =
    language === 'java' ||
    language === 'c' ||
    language === 'cpp' ||
    language === 'csharp' ||
    language === 'php' ||
    language === 'rust';
  // `...$X` spreads: there the dots are the language's own.
  const plain = (part: string) => part.replaceAll(/\.\.\.(?!SGMV_)/g, ellipsis);
  const asStatement = (part: string) =>
    part
      .replace(/^([ \t]*)\.\.\.[ \t]*$/gm, `$1${ellipsis};`)
      .replace(/\{\s*\.\.\.\s*\}/g, `{ ${ellipsis}; }`)
      .replace(/([;{}]\s*)\.\.\.(?=\s*[\w$}])/g, `$1${ellipsis};`);
  const asParameter = (part: string) =>
    part
      .replace(/(@[\w.]+\(\s*)\.\.\.(?=\s*\))/g, `$1${ellipsis}`)
      .replace(
        /([(,]\s*)\.\.\.(?=\s*[,)])/g,
        `$1${language === 'go' ? `${ellipsis} ${ellipsis}` : `${ellipsis} ${ellipsis}`}`,
      );
  const asMember = (part: string) =>
    part.replace(/\{\s*\.\.\.\s*\}/g, `{ int ${ellipsis}; }`).replace(/^([ \t]*)\.\.\.[ \t]*$/gm, `$1int ${ellipsis};`);
  const asPair = (part: string) =>
    part.replace(
      /([{,]\s*)\.\.\.(?=\s*[,}])/g,
      `$1${language === 'python' ? `**${ellipsis}` : `${ellipsis}: ${ellipsis}`}`,
    );
  const ends = (part: string) => (semicolons ? part.replace(/([\w)\]"'])[ \t]*$/gm, '$1;').replace(/;;/g, ';') : part);
  const readings = [
    (part: string) => plain(semicolons ? asStatement(part) : part),
    plain,
    (part: string) => plain(asParameter(semicolons ? asStatement(part) : part)),
    (part: string) => plain(asPair(part)),
    (part: string) => plain(asMember(part)),
    (part: string) => plain(asMember(asParameter(part))),
    (part: string) => plain(ends(asStatement(part))),
    // PHP's constants and properties have names without a sign.
    (part: string) => plain(part.replaceAll(`$${variable}`, variable)),
  ];
  const seen = new Set<string>();
  for (const reading of readings) {
    const made = outsideStrings(named, reading);
    if (seen.has(made)) continue;
    seen.add(made);
    yield made;
  }
}

/** Changes a text everywhere but inside quotes. */
function outsideStrings(text: string, change: (part: string) => string): string {
  const strings: string[] = [];
  const kept = text.replace(
    /"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g,
    (literal) => `\u0001${strings.push(literal) - 1}\u0002`,
  );
  return change(kept).replace(/\u0001(\d+)\u0002/g, (_, at: string) =>
    strings[Number(at)]!.replace(/\$([A-Z_][A-Z_0-9]*)/g, `${variable}$1`),
  );
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

/** Variables of PHP that look like metavariables. */
const superglobals = /\$(_(?:GET|POST|COOKIE|REQUEST|SERVER|FILES|SESSION|ENV)|GLOBALS)\b/g;

const keywords = new Set(
  'function return class const var let new import from def for while if else elif try catch except finally public private protected static void int string String boolean bool async await package func type struct interface export default true false null None True False self this not and or in is with as lambda final throws extends implements range defer go map'.split(
    ' ',
  ),
);
