import { textOf } from './text/fields.ts';

/** Base64 of `sha512-…` as hex, named as CycloneDX names it. */
export function integrityHashes(integrity: unknown): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const [, name, digest] of (textOf(integrity)?.slice(0, 2000) ?? '').matchAll(/(sha\d+)-([A-Za-z0-9+/=]+)/g)) {
    hashes[`SHA-${name!.slice(3)}`] = Buffer.from(digest!, 'base64').toString('hex');
  }
  return hashes;
}

/** `sha256:<hex>`, `sha256=<hex>` or bare hex, whose length tells what it is. */
export function hexHash(value: unknown): Record<string, string> {
  const match = /^(?:(sha\d+|md5)[:=])?([0-9a-f]{32,128})$/i.exec(textOf(value) ?? '');
  if (!match) return {};
  const bits = match[2]!.length * 4;
  const name = bits === 128 ? 'MD5' : `SHA-${bits === 160 ? 1 : bits}`;
  return { [name]: match[2]!.toLowerCase() };
}
