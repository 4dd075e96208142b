/**
 * Where the character `offset` of a scalar's value stands in the text it was written in.
 * Indentation, folded line ends, quotes and escapes are in the text and not in the value; all other
 * characters are the same in both, in the same order, so walking them together finds the place.
 * @param source the scalar as written, without the header of a block scalar.
 */
export function sourceOffset(source: string, value: string, offset: number): number {
  const quote = source[0] === '"' || source[0] === "'" ? source[0] : '';
  /** `''` in single quotes, a backslash before something in double ones. */
  const escape = quote === '"' ? '\\' : quote;
  let at = quote.length;
  for (let index = 0; ; index++) {
    const character = value[index];
    if (character === undefined || !isSpace(character)) {
      at = skipSpace(source, at, quote);
      if (character !== undefined && escape && source[at] === escape) at++;
      if (character !== undefined && source[at] !== character) return 0; // written as \u0041: its beginning must do
    }
    if (index >= offset || character === undefined) return Math.min(at, source.length);
    if (!isSpace(character)) at++;
  }
}

/** In double quotes also space that is written as an escape: `\n`, `\t`, a line end or a space after a backslash. */
function skipSpace(source: string, from: number, quote: string): number {
  for (let at = from; ;) {
    if (isSpace(source[at])) at++;
    else if (quote === '"' && source[at] === '\\' && /[ntr \n\r\t]/.test(source[at + 1] ?? '')) at += 2;
    else return at;
  }
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}
