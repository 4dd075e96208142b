import type { LanguageId } from '../languages/language.ts';
import { isScript } from './shapes/kinds.ts';

/** Names the grammars take, in the place of what only patterns have. */
export const variable = 'SGMV_';
export const sequenceVariable = 'SGMVS_';
export const ellipsis = 'SGELL';
export const deep = 'SGDEEP';

/** Variables of PHP that look like metavariables. */
export const superglobals = /\$(_(?:GET|POST|COOKIE|REQUEST|SERVER|FILES|SESSION|ENV)|GLOBALS)\b/g;

/**
 * A pattern with names in the place of metavariables and ellipses, in the ways it may be meant: one of them parses.
 * Types that metavariables must have are added to `types`.
 */
export function* readings(text: string, language: LanguageId, types: Map<string, string>): Generator<string> {
  // A metavariable stays a variable where variables are written like that: it can then be given a value.
  const sign = language === 'php' ? '$$' : '';
  const named = outsideStrings(text, (part) =>
    withoutTypes(part, types)
      .replace(/<\.\.\.([^]*?)\.\.\.>/g, (_, inner: string) => `${deep}(${inner.trim()})`)
      .replace(superglobals, language === 'php' ? `\u0003$1` : '$$$1')
      .replace(/\$\.\.\.([A-Z_][A-Z_0-9]*)/g, `\u0004$1`)
      .replace(/\$_(?![A-Z0-9])/g, `${sign}${variable}_`)
      .replace(/\$([A-Z_][A-Z_0-9]*|\d+)/g, `${sign}${variable}$1`)
      .replaceAll('\u0003', '$$')
      .replace(/\bfrom\s+(SGMV_\w+)/g, isScript(language) ? 'from "$1"' : 'from $1'),
  );
  const seen = new Set<string>();
  for (const change of [
    (part: string) => placed(part, language),
    // PHP's constants and properties have names without a sign.
    ...(language === 'php' ? [(part: string) => placed(part.replaceAll(`$${variable}`, variable), language)] : []),
    // An attribute of an element may be written without the braces.
    ...(isScript(language)
      ? [(part: string) => placed(part.replace(/(\s[\w:-]+)=(SGMV_\w+)/g, '$1={$2}'), language)]
      : []),
    ...(semicolons.has(language) ? [(part: string) => ended(placed(part, language))] : []),
    (part: string) => part.replace(/\u0004(\w+)/g, `${sequenceVariable}$1`).replaceAll(/\.\.\.(?!SGMV_)/g, ellipsis),
  ]) {
    const made = outsideStrings(named, change);
    if (seen.has(made)) continue;
    seen.add(made);
    yield made;
  }
}

const semicolons: ReadonlySet<LanguageId> = new Set(['java', 'c', 'cpp', 'csharp', 'php', 'rust']);
/** Parameters have a type before or behind their name. */
const typedParameters: Partial<Record<LanguageId, (name: string) => string>> = {
  java: (name) => `${name} ${name}`,
  go: (name) => `${name} ${name}`,
  c: (name) => `${name} ${name}`,
  cpp: (name) => `${name} ${name}`,
  csharp: (name) => `${name} ${name}`,
  kotlin: (name) => `${name}: ${name}`,
  rust: (name) => `${name}: ${name}`,
  php: (name) => `$${name}`,
};

const typeName = String.raw`[$\w.*]+(?:<[^()]*>)?(?:\[\])*(?:\s*\*)*`;
const before = String.raw`(?<![\w$)\]>])(?<!\b(?:catch|function|func|if|for|while|switch)\s*)\(\s*`;
const behind = String.raw`\s*\)(?!\s*(?:=>|->|\{|throws))`;

/** `(String $X)`, `($X : *sql.DB)`: the type is noted, the name stays. */
function withoutTypes(part: string, types: Map<string, string>): string {
  const note = (name: string, type: string) => {
    types.set(name, type.trim());
    return `($${name})`;
  };
  return part
    .replace(
      new RegExp(`${before}\\$([A-Z_][A-Z_0-9]*)\\s*:\\s*(${typeName}|\\[\\]${typeName}|map\\[[^()]*?)${behind}`, 'g'),
      (_, name: string, type: string) => note(name, type),
    )
    .replace(
      new RegExp(`${before}(${typeName})\\s+\\$([A-Z_][A-Z_0-9]*)${behind}`, 'g'),
      (whole, type: string, name: string) =>
        /^(new|return|throw|await|async|in|of|not|and|or|else|typeof|yield|const|let|var|delete|void|-|\*)$/.test(
          type.trim(),
        )
          ? whole
          : note(name, type),
    );
}

interface Bracket {
  readonly sign: string;
  readonly kind: 'parameters' | 'pairs' | 'header' | 'class' | 'struct' | 'switch' | 'plain';
}

/** Ellipses by where they stand: among parameters, arguments, statements, members. */
function placed(text: string, language: LanguageId): string {
  const open: Bracket[] = [];
  let made = '';
  for (let at = 0; at < text.length;) {
    const token = /^(?:\.\.\.|\u0004(\w+))/.exec(text.slice(at, at + 60));
    if (!token) {
      const sign = text[at]!;
      if ('([{'.includes(sign)) open.push({ sign, kind: kindOf(text, at, language) });
      else if (')]}'.includes(sign)) open.pop();
      made += sign;
      at += 1;
      continue;
    }
    const name = token[1] === undefined ? ellipsis : `${sequenceVariable}${token[1]}`;
    const after = text.slice(at + token[0].length);
    // `b ...int` are Go's.
    const isRest = language === 'go' && open.at(-1)?.kind === 'parameters' && /^[\w*[]/.test(after);
    made +=
      token[1] === undefined && (isRest || isOwnSyntax(text, at, after))
        ? '...'
        : inPlace(name, text.slice(0, at), after, open.at(-1), language);
    at += token[0].length;
  }
  return made;
}

/** `...$X` spreads, `String... a` and `xs...` are the language's own. */
function isOwnSyntax(text: string, at: number, after: string): boolean {
  return /^\$?SGMV_/.test(after) || /[\w\])]/.test(text[at - 1] ?? ' ');
}

function inPlace(
  name: string,
  earlier: string,
  after: string,
  around: Bracket | undefined,
  language: LanguageId,
): string {
  const left = earlier.trimEnd();
  const last = left.at(-1) ?? '';
  const [next = ''] = after.trimStart();
  if (last === '.' || next === '.') return name;
  if (around?.kind === 'parameters') return typedParameters[language]?.(name) ?? name;
  if (around?.kind === 'pairs') return `${name} = ${name}`;
  if (around?.kind === 'header' && next === ')' && !/;[^()]*$/.test(earlier)) return `${name};;`;
  if (around?.sign === '(' || around?.sign === '[') return name;
  if (language === 'ruby' && around?.sign === '{' && (last === ',' || next === ',')) return `**${name}`;
  if (language === 'python') return around?.sign === '{' && last !== ':' ? `**${name}` : name;
  const isLineStart = /(^|\n)[ \t]*$/.test(earlier) && !/[,(=+\-*/&|?:[]$/.test(left.replace(/:$/, ';'));
  const isStatement = last === '' || ';{}:'.includes(last) || isLineStart;
  if (!isStatement || next === ',') return name;
  if (around?.kind === 'switch' && last === '{') return `case ${name}:`;
  if (around?.kind === 'struct')
    return next === '}' || /^[ \t]*\n/.test(after) ? `${name} ${name}` : `${name} ${name};`;
  if (around?.kind === 'class' && language !== 'javascript' && language !== 'typescript') return `int ${name};`;
  // In C# a name alone is no statement.
  if (language === 'csharp') return `int ${name};`;
  if (semicolons.has(language)) return next === ';' ? name : `${name};`;
  return next === '}' || next === '' || next === ';' || /^[ \t]*\n/.test(after) ? name : `${name};`;
}

/** What a bracket opens. */
function kindOf(text: string, at: number, language: LanguageId): Bracket['kind'] {
  const earlier = text.slice(0, at).trimEnd();
  if (text[at] === '{') {
    const head = /[^;{}]*$/.exec(earlier)![0];
    if (language === 'go')
      return /\bstruct$/.test(head) ? 'struct' : /\b(switch|select)\b/.test(head) ? 'switch' : 'plain';
    if (/\bswitch\b/.test(head))
      return language === 'java' || language === 'javascript' || language === 'typescript' ? 'switch' : 'plain';
    return /\b(class|interface|enum|record|new\s+[\w.<>]+\s*\([^()]*\))/.test(head) &&
      ['java', 'csharp', 'cpp', 'javascript', 'typescript'].includes(language)
      ? 'class'
      : 'plain';
  }
  if (text[at] !== '(') return 'plain';
  if (/\bfor$/.test(earlier)) return 'header';
  // `@A(..., b = c)`: annotations take pairs or one value.
  if (language === 'java' && /@[\w.$]+$/.test(earlier)) return /^[^()]*=/.test(text.slice(at + 1)) ? 'pairs' : 'plain';
  if (!typedParameters[language]) return 'plain';
  return isParameterList(earlier, behindBracket(text, at), language) ? 'parameters' : 'plain';
}

function isParameterList(earlier: string, later: string, language: LanguageId): boolean {
  switch (language) {
    case 'go':
      return (
        /\bfunc(\s*\([^()]*\))?\s*[\w$\u0004]*(\[[^\]]*\])?$/.test(earlier) ||
        (earlier.endsWith(')') && /\bfunc\b[^{]*$/.test(earlier))
      );
    case 'kotlin':
      return /\b(fun|class|constructor)\b[^(){}]*$/.test(earlier);
    case 'rust':
      return /\bfn\b[^(){}]*$/.test(earlier);
    case 'php':
      return /\b(function|fn)\b[^(){}]*$/.test(earlier);
    default: {
      const found = /(?:^|([\w\]>$*]+)\s+|[\s;{}])([\w$]+)$/.exec(earlier);
      const [, type = '', word = ''] = found ?? [];
      if (word === '' || /^(if|for|while|switch|catch|synchronized|try|super|this|return|new|throw|else)$/.test(word))
        return false;
      if (/^(new|return|throw|else|case|await|yield)$/.test(type) || /^@?$/.test(word)) return false;
      if (/@[\w.$]*$/.test(earlier)) return false;
      return type !== '' || /^\s*(\{|throws\b)/.test(later);
    }
  }
}

/** The text behind the bracket that closes the one at `at`. */
function behindBracket(text: string, at: number): string {
  let depth = 0;
  for (let here = at; here < text.length; here += 1) {
    if ('([{'.includes(text[here]!)) depth += 1;
    else if (')]}'.includes(text[here]!)) depth -= 1;
    if (depth === 0) return text.slice(here + 1);
  }
  return '';
}

/** Statements that were written without their semicolon. */
function ended(text: string): string {
  return text.replace(/([\w)\]"'\u0002])[ \t]*$/gm, '$1;').replace(/;;/g, ';');
}

/** Changes a text everywhere but inside quotes. */
function outsideStrings(text: string, change: (part: string) => string): string {
  const strings: string[] = [];
  const kept = text.replace(
    /"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g,
    (literal) => `\u0001${strings.push(literal) - 1}\u0002`,
  );
  return change(kept).replace(/\u0001(\d+)\u0002/g, (_, at: string) =>
    strings[Number(at)]!.replace(/\$\{\.\.\.\}/g, `\${${ellipsis}}`).replace(/\$([A-Z_][A-Z_0-9]*)/g, `${variable}$1`),
  );
}
