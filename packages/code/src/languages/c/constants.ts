/** The number a literal writes, without suffixes; `undefined` where it is no number. */
export function readNumber(text: string): number | undefined {
  if (text.startsWith('-') || text.startsWith('+')) {
    const rest = readNumber(text.slice(1).trim());
    return rest === undefined ? undefined : text.startsWith('-') ? -rest : rest;
  }
  const plain = text.replaceAll("'", '');
  const hex = /^0x([0-9a-f]+)[ul]*$/i.exec(plain);
  if (hex) return Number.parseInt(hex[1]!, 16);
  const binary = /^0b([01]+)[ul]*$/i.exec(plain);
  if (binary) return Number.parseInt(binary[1]!, 2);
  const octal = /^0([0-7]+)[ul]*$/i.exec(plain);
  if (octal) return Number.parseInt(octal[1]!, 8);
  const decimal = /^(\d+)[ul]*$/i.exec(plain);
  if (decimal) return Number(decimal[1]);
  const float = /^(\d*\.?\d*(?:e[+-]?\d+)?)[fl]*$/i.exec(plain);
  return float && /\d/.test(float[1]!) ? Number(float[1]) : undefined;
}

/** The text of a string literal with its quotes (and prefix): escapes become the characters they stand for. */
export function readText(literal: string): string {
  const start = literal.indexOf('"');
  const raw = /^(?:u8|[LuU])?R"([^(\s]{0,16})\(([^]*)\)\1"$/.exec(literal);
  if (raw) return raw[2]!;
  return unescapeText(literal.slice(start + 1, literal.endsWith('"') ? -1 : undefined));
}

export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(x[0-9a-fA-F]{1,8}|[0-7]{1,3}|\r?\n|.)/g, (_, code: string) => {
    if (code[0] === 'x') return String.fromCharCode(Number.parseInt(code.slice(1), 16) & 0xffff);
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return simple[code] ?? (code.length > 1 || code === '\n' ? '' : code);
  });
}

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
};

/** 64-bit numbers are modelled with 53 bits, which a `number` holds exactly. */
export const widest = Number.MAX_SAFE_INTEGER;

/** Macros of the standard headers that are numbers on 64-bit Linux. */
export const knownMacros: ReadonlyMap<string, number> = new Map([
  ['NULL', 0],
  ['FALSE', 0],
  ['TRUE', 1],
  ['false', 0],
  ['true', 1],
  ['EOF', -1],
  ['CHAR_BIT', 8],
  ['CHAR_MAX', 127],
  ['CHAR_MIN', -128],
  ['SCHAR_MAX', 127],
  ['SCHAR_MIN', -128],
  ['UCHAR_MAX', 255],
  ['SHRT_MAX', 32767],
  ['SHRT_MIN', -32768],
  ['USHRT_MAX', 65535],
  ['INT_MAX', 2147483647],
  ['INT_MIN', -2147483648],
  ['UINT_MAX', 4294967295],
  ['LONG_MAX', widest],
  ['LONG_MIN', -widest],
  ['LLONG_MAX', widest],
  ['LLONG_MIN', -widest],
  ['ULONG_MAX', widest],
  ['INT8_MAX', 127],
  ['INT16_MAX', 32767],
  ['INT32_MAX', 2147483647],
  ['INT64_MAX', widest],
  ['INT64_MIN', -widest],
  ['UINT8_MAX', 255],
  ['UINT16_MAX', 65535],
  ['UINT32_MAX', 4294967295],
  ['UINT64_MAX', widest],
  ['SIZE_MAX', widest],
  ['RAND_MAX', 2147483647],
  ['EXIT_SUCCESS', 0],
  ['EXIT_FAILURE', 1],
  ['PATH_MAX', 4096],
  ['BUFSIZ', 8192],
  ['INVALID_SOCKET', -1],
  ['SOCKET_ERROR', -1],
  ['STDIN_FILENO', 0],
  ['STDOUT_FILENO', 1],
  ['STDERR_FILENO', 2],
  ['SEEK_SET', 0],
  ['SEEK_CUR', 1],
  ['SEEK_END', 2],
  ['O_RDONLY', 0],
  ['O_WRONLY', 1],
  ['O_RDWR', 2],
  ['O_CREAT', 64],
  ['O_EXCL', 128],
  ['O_TRUNC', 512],
  ['S_IRUSR', 256],
  ['S_IWUSR', 128],
  ['S_IXUSR', 64],
  ['S_IRWXU', 448],
  ['S_IRGRP', 32],
  ['S_IWGRP', 16],
  ['S_IXGRP', 8],
  ['S_IRWXG', 56],
  ['S_IROTH', 4],
  ['S_IWOTH', 2],
  ['S_IXOTH', 1],
  ['S_IRWXO', 7],
  ['SSL_VERIFY_NONE', 0],
  ['SSL_VERIFY_PEER', 1],
]);
