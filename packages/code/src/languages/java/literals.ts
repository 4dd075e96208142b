/** The text a string literal or text block stands for. */
export function textOf(literal: string): string {
  if (literal.startsWith('"""')) return charactersOf(literal.slice(3, -3).replace(/^[ \t]*\r?\n/, ''));
  return charactersOf(literal.slice(1, -1));
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  s: ' ',
  '0': '\0',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

export function charactersOf(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u+([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, one: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[one] ?? one),
  );
}

/** `1_000L`, `0x1F`, `0b11`, `017`, `1.5f`. */
export function numberOf(literal: string): number {
  const text = literal.replaceAll('_', '').replace(/[lL]$/, '');
  if (/^0[xX]/.test(text)) return Number(text);
  if (/^0[bB]/.test(text)) return Number(text);
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return Number(text.replace(/[fFdD]$/, ''));
}
