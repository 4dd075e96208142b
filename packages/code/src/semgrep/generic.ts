/** Lines an ellipsis of a pattern for any text may go over. */
const mostLines = 10;

/**
 * A pattern for text of any kind as a regular expression: words and signs in a row with any blanks between them,
 * `$X` a word (the same one wherever it stands), `...` whatever stands between on a few lines.
 */
export function genericExpression(pattern: string): string {
  const named = new Set<string>();
  const tokens = pattern.match(/\$?\.\.\.(?:[A-Z_][A-Z_0-9]*)?|\$[A-Z_][A-Z_0-9]*|\w+|[^\w\s]/g) ?? [];
  let made = '';
  tokens.forEach((token, at) => {
    const between = at === 0 || tokens[at - 1]!.endsWith('...') ? '' : '\\s*';
    const gap = `(?:[^\\n]*?\\n){0,${mostLines}}?[^\\n]*?`;
    if (token === '...') {
      if (at > 0 && at < tokens.length - 1) made += gap;
      return;
    }
    const name = /^\$(?:\.\.\.)?([A-Z_][A-Z_0-9]*)$/.exec(token)?.[1];
    if (name === undefined) {
      const isWord = /^\w+$/.test(token);
      made += between + (isWord ? `\\b${token}\\b` : token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
    } else if (named.has(name)) made += `${between}\\k<${name}>`;
    else {
      if (name !== '_') named.add(name);
      const inner = token.startsWith('$...') ? gap : '\\w+';
      made += between + (name === '_' ? inner : `(?<${name}>${inner})`);
    }
  });
  return made;
}
