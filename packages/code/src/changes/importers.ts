import type { LanguageId } from '../languages/language.ts';

/** One import, as it is written. */
export interface ImportedNames {
  specifier: string;
  /** What it takes; `null`: the whole, or the default. */
  names: readonly string[] | null;
  /** It is handed on: whoever imports this file may mean that one. In Python, where the file is an `__init__.py`. */
  isHandedOn: boolean;
}

/** What a file imports, by its text alone: enough to know whether it is worth reading. */
export function importsIn(text: string, language: LanguageId): ImportedNames[] {
  return language === 'python' ? [...pythonImports(text)] : [...scriptImports(text)];
}

const fromClause = /\b(import|export)\s+([^'"();=]{0,4000}?)\s*\bfrom\s*(['"])([^'"\n]{1,400})\3/g;
const wholeModule = /\b(?:require|import)\s*\(\s*(['"`])([^'"`\n]{1,400})\1/g;

function* scriptImports(text: string): Generator<ImportedNames> {
  for (const [, word, clause = '', , specifier = ''] of text.matchAll(fromClause)) {
    const braces = /\{([^}]*)\}/.exec(clause);
    const outside = clause
      .replace(/\{[^}]*\}/, '')
      .replace(/^type\b/, '')
      .replaceAll(/[\s,]/g, '');
    const names = braces && outside === '' ? listed(braces[1]!) : null;
    yield { specifier, names, isHandedOn: word === 'export' };
  }
  for (const match of text.matchAll(wholeModule)) {
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    yield { specifier: match[2] ?? '', names: null, isHandedOn: /\bexports\b[^;\n]*$/.test(before) };
  }
}

function* pythonImports(text: string): Generator<ImportedNames> {
  const from = /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]{0,4000}\)|[^\n#]{1,1000})/gm;
  for (const [, specifier = '', clause = ''] of text.matchAll(from)) {
    const names = listed(clause.replaceAll(/[()]|#[^\n]*/g, ''));
    yield { specifier, names: names.includes('*') ? null : names, isHandedOn: true };
    // `from package import module`
    for (const name of names) yield { specifier: `${specifier}.${name}`, names: null, isHandedOn: false };
  }
  for (const [, list = ''] of text.matchAll(/^[ \t]*import[ \t]+([^\n#]{1,1000})/gm))
    for (const specifier of listed(list)) yield { specifier, names: null, isHandedOn: false };
}

/** `a, type b as c` → `a`, `b`. */
function listed(clause: string): string[] {
  return clause
    .split(',')
    .map((one) =>
      one
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s+.*$/s, ''),
    )
    .filter(Boolean);
}
