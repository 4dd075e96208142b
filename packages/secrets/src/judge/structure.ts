import { crc32 } from 'node:zlib';

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

/** A JSON Web Token whose header says how it is signed. */
export function isJwt(secret: string): boolean {
  const header = jsonOf(secret.split('.', 1)[0]!);
  return typeof header?.['alg'] === 'string' && header['alg'] !== 'none';
}

/** What a base64 text holds, if it is a JSON object. */
export function jsonOf(base64: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** `user:password` in base64, as HTTP and registries want it. */
export function userAndPassword(base64: string): { user: string; password: string } | undefined {
  const text = Buffer.from(base64, 'base64').toString('latin1');
  const [, user, password] = /^([\x20-\x7e]{1,200}?):([\x20-\x7e]{1,400})$/.exec(text) ?? [];
  return user !== undefined && password !== undefined ? { user, password } : undefined;
}

/**
 * The account an AWS access key id belongs to, worked out of its characters; none where they cannot be.
 * @see https://medium.com/@TalBeerySec/a-short-note-on-aws-key-id-f88cc4317489
 */
export function awsAccountOf(keyId: string): string | undefined {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = 0n;
  for (const character of keyId.slice(4, 14)) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    bits = bits * 32n + BigInt(value);
  }
  // 50 bits, the first 48 of which hold the account in all but the first and the last seven.
  const account = ((bits >> 2n) & 0x7fffffffff80n) >> 7n;
  return account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : undefined;
}

/** Luhn's checksum of payment cards. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    sum += at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
  }
  return digits.length > 0 && sum % 10 === 0;
}
