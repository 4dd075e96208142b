import { crc32 } from 'node:zlib';

/** Shannon entropy of a text in bits a character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const placeholder =
  /^(?:x{3,}|\*{3,}|\.{3,}|0+|1+|(?:change|replace|insert|enter|put|fill|set)[-_ ]?(?:me|this|it|your|here|in)?.*|your[-_ ]?.*|my[-_ ]?(?:secret|password|token|key).*|(?:example|sample|dummy|fake|test|testing|todo|tbd|foo|bar|baz|none|null|nil|undefined|true|false|secret|password|passwd|token|default|placeholder|redacted|hidden|string|value|admin|root|guest|user|localhost|postgres)\d{0,4})$/i;
const reference =
  /^(?:\$|%[A-Z_]+%|\{\{|<|\[\[|@|env[.(:]|process\.|os\.|vault:|ssm:|secretsmanager|arn:|ref\+|https?:\/\/|file:)|\$\{|\{\{|[()]|\[['"]|<[a-z_ -]+>/i;
const sequence = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Is it a stand-in: a placeholder, a reference to where the value really is, or a run of one thing? */
export function isPlaceholder(text: string): boolean {
  if (placeholder.test(text) || reference.test(text)) return true;
  if (/(?:example|placeholder|changeme|redacted|dummy|xxxxx|\*\*\*\*|\.\.\.\.|your[-_])/i.test(text)) return true;
  const lower = text.toLowerCase();
  if (new Set(lower).size <= 3) return true;
  return lower.length >= 8 && (sequence.includes(lower) || '01234567890123456789'.includes(lower));
}

/** A word of a language, a path or a name in code, rather than something drawn at random. */
export function isWordy(text: string): boolean {
  if (/^[a-z]+(?:[-_. ][a-z]+)*$/i.test(text) && entropyOf(text) < 3.9) return true;
  if (/^[A-Z][a-zA-Z]+$/.test(text) || /^[a-z]+(?:[A-Z][a-z]+)+$/.test(text)) return true;
  return /^[./~\w-]+\/[\w./-]+$/.test(text) && entropyOf(text) < 4;
}

/** Randomness for what has no structure of its own: an estimate from length and variety, 0 to 1. */
export function randomness(text: string): number {
  if (isPlaceholder(text) || isWordy(text)) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  // As varied as it could be: hexadecimal has sixteen characters to draw from, however long it is.
  const most = Math.log2(Math.max(2, Math.min(text.length, /^[0-9a-f-]+$/i.test(text) ? 16 : 64)));
  const spread = Math.min(1, entropyOf(text) / most);
  if (kinds < 2 && !/^[0-9a-f]{24,}$/i.test(text)) return 0.2;
  return Math.min(1, spread * (0.55 + 0.15 * kinds) * Math.min(1, text.length / 12));
}

/** For formats that are random throughout: refuses stand-ins and poor ones. */
export function random(minimumEntropy: number): (secret: string) => number {
  return (secret) => (isPlaceholder(secret) || entropyOf(secret) < minimumEntropy ? 0 : 0.9);
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * GitHub's and npm's tokens end in the CRC-32 of the rest, in base 62: a right one is almost certainly real.
 * @see https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function hasChecksum(secret: string): boolean {
  const body = secret.slice(secret.indexOf('_') + 1, -6);
  let sum = crc32(body);
  let text = '';
  for (let digit = 0; digit < 6; digit += 1) {
    text = base62[sum % 62] + text;
    sum = Math.floor(sum / 62);
  }
  return secret.endsWith(text);
}

/** A JSON Web Token whose header says how it is signed, and whose body is JSON. */
export function isJwt(secret: string): boolean {
  try {
    const [header, body] = secret
      .split('.', 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
    return typeof header.alg === 'string' && header.alg !== 'none' && typeof body === 'object';
  } catch {
    return false;
  }
}
