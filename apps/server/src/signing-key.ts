import type { KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateSigningKey, readSigningKey } from '@stoa/evidence';

/** The installation's key for evidence: made at the first start, readable by its owner alone, never in the database. */
export function loadSigningKey(home: string, file = join(home, 'keys', 'evidence.pem')): KeyObject {
  try {
    return readSigningKey(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Error(`The signing key ${file} cannot be read: it must be an Ed25519 key as PEM.`, { cause: error });
  }
  const pem = generateSigningKey();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  return readSigningKey(pem);
}
