import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stoaHome } from './home.ts';

/** The key of secrets' digests on this machine, for runs that no server knows: 32 bytes, readable by its owner alone. */
export function localSecretKey(): Uint8Array {
  const path = join(stoaHome(), 'secret.key');
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
    if (key.length === 32) return key;
  } catch {
    // not there yet
  }
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('hex')}\n`, { mode: 0o600 });
  return key;
}
