import { createHash } from 'node:crypto';
import { isSkip, type FileTree, type Scan, type Skip } from '@stoa/model';
import { rules as ownRules } from './rules/index.ts';
import type { SecretRule } from './rule.ts';
import { observe } from './observe.ts';
import { createScanner } from './scan-bytes.ts';

export interface SecretScanOptions {
  /** Secrets' digests are HMAC-SHA-256 under this key: 32 bytes. */
  key: Uint8Array;
  rules?: readonly SecretRule[];
  /** Larger files are skipped, and counted: 10 MiB. */
  maxFileBytes?: number;
}

export const secretsTool = 'stoa-secrets';

/** Looks for secrets in every file of a tree. The secrets themselves never leave this function. */
export async function* scanSecrets(tree: FileTree, options: SecretScanOptions): Scan {
  const { key, rules = ownRules, maxFileBytes = 10 * 1024 * 1024 } = options;
  const scanner = createScanner(rules);
  const skipped: Skip[] = [];
  let looked = 0;
  let read = 0;
  let binary = 0;
  for await (const file of tree.files()) {
    if (isSkip(file)) {
      skipped.push(file);
      continue;
    }
    if (file.size > maxFileBytes) {
      skipped.push({
        place: file.path,
        reason: 'too-large',
        detail: `${file.size} bytes, the limit is ${maxFileBytes}`,
      });
      continue;
    }
    let bytes: Uint8Array;
    try {
      bytes = await file.read();
    } catch (error) {
      skipped.push({
        place: file.path,
        reason: 'vanished',
        detail: (error as NodeJS.ErrnoException).code ?? 'could not be read',
      });
      continue;
    }
    if (isBinary(bytes)) {
      binary += 1;
      continue;
    }
    looked += 1;
    read += bytes.length;
    const { matches, exhausted } = scanner.scanBytes(file.path, bytes);
    for (const observation of observe(file.path, bytes, matches, key)) yield { type: 'observation', observation };
    if (exhausted)
      skipped.push({ place: file.path, reason: 'limit-reached', detail: 'too many keywords to look at them all' });
    if (looked % 50 === 0) yield { type: 'progress', done: looked };
  }
  return {
    tool: { name: secretsTool, version: '1', rulesDigest: digestOf(rules) },
    completeness: 'complete',
    coverage: {
      kinds: ['secret'],
      roots: [''],
      rules: rules.map(({ id }) => id),
      looked,
      bytes: read,
      notApplicable: binary,
      skipped: skipped.slice(0, 1000),
      skippedTotal: skipped.length,
    },
  };
}

/** A zero byte in the first 8,000, as git judges it. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

function digestOf(rules: readonly SecretRule[]): string {
  const hash = createHash('sha256');
  for (const { id, pattern } of rules) hash.update(`${id}\0${pattern.source}\0`);
  return hash.digest('hex');
}
