/** The insides of classes that a letter stands for, as RE2 has them: ASCII only. */
export const perlClasses: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: '\\t\\n\\f\\r ',
  D: '\\x00-/:-\\xff',
  W: '\\x00-/:-@\\[-^`{-\\xff',
  S: '\\x00-\\x08\\x0b\\x0e-\\x1f!-\\xff',
};
export const namedClasses: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: '\\t ',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};
/** Categories of Unicode, of which bytes know the ASCII part; every byte beyond is a piece of some character. */
export const categories: Readonly<Record<string, string>> = {
  L: 'A-Za-z\\x80-\\xff',
  Lu: 'A-Z\\x80-\\xff',
  Ll: 'a-z\\x80-\\xff',
  N: '0-9\\x80-\\xff',
  Nd: '0-9',
  P: '!-#%-*,-/:;?@\\[-\\]_{}\\x80-\\xff',
  S: '$+<-=>^`|~\\x80-\\xff',
  Z: ' \\x80-\\xff',
};

/** A byte as it may stand in a class and outside one. */
export function escapedByte(code: number): string {
  const character = String.fromCharCode(code);
  if (/[0-9A-Za-z_ !"#%&',:;<=>@`~]/.test(character)) return character;
  return code < 0x20 || code > 0x7e ? `\\x${code.toString(16).padStart(2, '0')}` : `\\${character}`;
}
