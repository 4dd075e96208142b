/** A value given to a name, however it is written: `NAME=…`, `"name": "…"`, `set_name('…')`, `<name>…</name>`, `--name …`. */
export interface Assignment {
  /** As written, with what it is a member of: `spring.datasource.password`. */
  name: string;
  operator: 'assign' | 'compare' | 'argument' | 'element' | 'space';
  /** The value is a literal in quotes. */
  quoted: boolean;
  value: string;
  /** Offsets of the value in bytes. */
  start: number;
  end: number;
}

const longestName = 80;
const longestValue = 300;

const isNameByte = new Uint8Array(256);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.$')
  isNameByte[character.charCodeAt(0)] = 1;

/** What may follow a name that something is given to; anything else ends the matter at once. */
const mayFollow = new Uint8Array(256);
for (const character of '"\'`\\=:]) \t,>(|?+!{<') mayFollow[character.charCodeAt(0)] = 1;
const mayFollowSpace = new Uint8Array(256);
for (const character of '"\'`\\=:,>|?+!<-_') mayFollowSpace[character.charCodeAt(0)] = 1;

/** `"`, `\"`, `f"`, `@"`, `Buffer.from("`: how a literal begins, and the literal. */
const wrapped = String.raw`(?:(?:new[ ]{1,3})?(?:String|str|bytes|unicode|Secret|SecretStr|SecureString|Some|Buffer\.from|b64decode|base64\.b64decode|atob|SecretKeySpec|NetworkCredential|NSString|std::string|quote|text)\([ \t]{0,3})?`;
const literal = String.raw`${wrapped}[a-zA-Z@]{0,2}(?<escape>\\{0,4})(?<quote>["'${'`'}])(?<literal>[^\r\n]{1,${longestValue}}?)\k<escape>\k<quote>`;
const bare = String.raw`(?<bare>[^\s"'${'`'}<>]{1,${longestValue}})`;
const operator = String.raw`(?<operator>===?|!==?|:=|=>|<-|\?\?=|\|\|=|\?=|\+=|[:=])`;

/** Tried in this order where the name ends. */
const shapes: readonly [RegExp, Assignment['operator']][] = [
  [
    new RegExp(
      String.raw`\\{0,4}["'${'`'}]?[\])]{0,2}[ \t]{0,24}${operator}[ \t]{0,24}(?:\r?\n[ \t]{0,40})?${literal}`,
      'yd',
    ),
    'assign',
  ],
  // A type between name and value: `: string = "…"`, ` string = "…"`, `: &'static str = "…"`.
  [
    new RegExp(
      String.raw`[ \t]{0,4}:?[ \t]{1,4}[&*]?(?:'static )?[A-Za-z_][\w.<>[\]|?&]{0,40}[ \t]{0,8}=[ \t]{0,8}${literal}`,
      'yd',
    ),
    'assign',
  ],
  [
    new RegExp(String.raw`\\{0,4}["'${'`'}]\\{0,4}[ \t]{0,8}(?:,|=>)\s{0,20}(?:\\{0,4}["'](?=["']))?${literal}`, 'yd'),
    'argument',
  ],
  [
    new RegExp(
      String.raw`["'][ \t]{1,8}(?:\w{1,20}=["'][^"'\r\n]{0,40}["'][ \t]{1,4})?value[ \t]{0,4}=[ \t]{0,4}${literal}`,
      'iyd',
    ),
    'assign',
  ],
  [new RegExp(String.raw`>[ \t]{0,8}(?<bare>[^\s<>]{1,${longestValue}})[ \t]{0,8}<\/`, 'yd'), 'element'],
  [
    new RegExp(String.raw`["'][^<>\r\n]{0,60}>[ \t]{0,8}(?<bare>[^\s<>]{1,${longestValue}})[ \t]{0,8}<\/`, 'yd'),
    'element',
  ],
  [new RegExp(String.raw`[ \t]{0,4}\([ \t]{0,4}${literal}[ \t]{0,4}[,)]`, 'yd'), 'argument'],
  [new RegExp(String.raw`\\{0,4}["']?\]?[ \t]{0,24}${operator}[ \t]{0,24}${bare}`, 'yd'), 'assign'],
  [new RegExp(String.raw`[ \t]{1,8}(?:is[ \t:]{1,4}|was[ \t]{1,4})?${literal}`, 'yd'), 'space'],
  [new RegExp(String.raw`[ \t]{1,12}(?![-=:])${bare}`, 'yd'), 'space'],
];

/** Reads what is given to the name in which the bytes from `from` to `to` stand, or nothing. */
export function readAssignment(bytes: Buffer, from: number, to: number): Assignment | undefined {
  while (from < to && !isNameByte[bytes[from]!]) from += 1;
  while (to > from && !isNameByte[bytes[to - 1]!]) to -= 1;
  let nameEnd = to;
  const farthest = Math.min(bytes.length, to + longestName);
  while (nameEnd < farthest && isNameByte[bytes[nameEnd]!]) nameEnd += 1;
  const next = bytes[nameEnd];
  if (next === undefined || !mayFollow[next]) return undefined;
  let nameStart = from;
  const nearest = Math.max(0, from - longestName);
  while (nameStart > nearest && isNameByte[bytes[nameStart - 1]!]) nameStart -= 1;
  if (next === 32 && !mayGoOn(bytes, nameEnd, bytes[nameStart] === 45)) return undefined;
  const text = bytes.toString('latin1', nameEnd, Math.min(bytes.length, nameEnd + longestValue + 120));
  const name = bytes.toString('latin1', nameStart, nameEnd);
  for (const [shape, kind] of shapes) {
    shape.lastIndex = 0;
    const match = shape.exec(text);
    if (!match) continue;
    const { literal: inside, bare: outside, operator: sign = '' } = match.groups!;
    const quoted = inside !== undefined;
    const value = quoted ? inside : trimmed(outside!, kind);
    if (value.length === 0) return undefined;
    const at = match.indices!.groups![quoted ? 'literal' : 'bare']![0];
    return {
      name,
      operator: /^[!=]==?$/.test(sign) ? 'compare' : kind,
      quoted,
      value,
      start: nameEnd + at,
      end: nameEnd + at + value.length,
    };
  }
  return undefined;
}

/** Past spaces something must come that gives a value, or a bare one after an option or a word for one. */
function mayGoOn(bytes: Buffer, from: number, isOption: boolean): boolean {
  let at = from;
  const end = Math.min(bytes.length, from + 24);
  while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at += 1;
  const next = bytes[at];
  if (next === undefined) return false;
  if (isOption || mayFollowSpace[next]) return true;
  // "is", "string", or a value that has to be long: prose goes no further.
  return (
    hasRun(bytes, at, Math.min(bytes.length, at + 16), 16) ||
    /^(?:is |was |[a-z]{2,10} ?=)/i.test(bytes.toString('latin1', at, Math.min(bytes.length, at + 12)))
  );
}

/** A bare value ends before what ends statements and arguments, and before the next parameter of an address. */
function trimmed(value: string, kind: Assignment['operator']): string {
  if (kind === 'element') return value;
  const end = value.search(/[&;]|,$|\)$/);
  return (end < 0 ? value : value.slice(0, end)).replace(/[,;)\]}]+$/, '');
}

const isTokenByte = new Uint8Array(256);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_.~$:!@%-')
  isTokenByte[character.charCodeAt(0)] = 1;

/** Are there so many characters of tokens in a row, or at once? Cheap: most windows end here. */
export function hasRun(bytes: Uint8Array, from: number, to: number, length: number, atOnce = false): boolean {
  let run = 0;
  for (let at = from; at < to; at += 1) {
    if (isTokenByte[bytes[at]!]) {
      run += 1;
      if (run >= length) return true;
    } else {
      // Not even the rest would do.
      if (atOnce || to - at <= length) return false;
      run = 0;
    }
  }
  return false;
}
