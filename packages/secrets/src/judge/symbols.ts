/**
 * How text is read before its cost is looked up: letters in lower case, one symbol for digits, one for everything that
 * parts words. A capital after a small letter begins a word, as in `userName`.
 */
export const boundary = 26;
export const digit = 27;
export const symbolCount = 28;

export function symbolsOf(text: string): number[] {
  const symbols = [boundary];
  let before = boundary;
  let wasSmall = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const capital = code >= 65 && code <= 90;
    const small = code >= 97 && code <= 122;
    if (capital && wasSmall) symbols.push(boundary);
    const symbol = capital ? code - 65 : small ? code - 97 : code >= 48 && code <= 57 ? digit : boundary;
    if (symbol !== boundary || before !== boundary) symbols.push(symbol);
    before = symbol;
    wasSmall = small;
  }
  if (before !== boundary) symbols.push(boundary);
  return symbols;
}
