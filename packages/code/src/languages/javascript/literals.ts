const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};

/** The text a quoted string or a piece of a template stands for. */
export function charactersOf(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.|\n))/gs,
    (_, point: string | undefined, unit: string | undefined, byte: string | undefined, one: string) => {
      const code = Number.parseInt(point ?? unit ?? byte ?? '', 16);
      if (Number.isNaN(code)) return escapes[one] ?? one;
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}

/** `1_000`, `0x1f`, `10n`. */
export function numberOf(text: string): number {
  return Number(text.replaceAll('_', '').replace(/n$/, ''));
}
