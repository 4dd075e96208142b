const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
  '\n': '',
};

/** The text that the inside of a string stands for; `r` strings stand for themselves. */
export function charactersOf(text: string, isRaw: boolean): string {
  if (isRaw || !text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.|\n))/gs,
    (_, byte: string | undefined, unit: string | undefined, wide: string | undefined, one: string) => {
      const code = Number.parseInt(byte ?? unit ?? wide ?? '', 16);
      if (Number.isNaN(code)) return escapes[one] ?? `\\${one}`.replace(/^\\(['"\\])/, '$1');
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}

/** `1_000`, `0o17`, `0xff`; complex numbers are no numbers here. */
export function numberOf(text: string): number {
  return Number(text.replaceAll('_', '').replace(/^0([0-7]+)$/, '0o$1'));
}
