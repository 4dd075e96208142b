import { createHash } from 'node:crypto';
import type { FileTree, Scan, Skip, Unpacker } from '@stoa/model';
import { combine } from './gitleaks/combine.ts';
import type { UsersConfiguration } from './gitleaks/read-configuration.ts';
import { rules as ownRules } from './rules/index.ts';
import type { SecretRule } from './rule.ts';
import { createFileScanner } from './scan-file.ts';
import { withContents } from './contents.ts';

export interface SecretScanOptions {
  /** Secrets' digests are HMAC-SHA-256 under this key: 32 bytes. */
  key: Uint8Array;
  rules?: readonly SecretRule[];
  /** Larger files are skipped, and counted: 10 MiB. Archives have limits of their own. */
  maxFileBytes?: number;
  /** Opens archives; without it they are not looked into, and counted as binary. */
  unpacker?: Unpacker;
  /** Rules and allowlists in the language of Gitleaks. */
  configuration?: UsersConfiguration;
}

export const secretsTool = 'stoa-secrets';

/** Looks for secrets in every file of a tree. The secrets themselves never leave this function. */
export async function* scanSecrets(tree: FileTree, options: SecretScanOptions): Scan {
  const { key, maxFileBytes = 10 * 1024 * 1024, unpacker, configuration } = options;
  const { rules, options: scannerOptions } = combine(options.rules ?? ownRules, configuration);
  const skipped: Skip[] = (configuration?.problems ?? []).map((detail): Skip => ({
    place: 'secrets configuration',
    reason: 'unsupported',
    detail: detail.slice(0, 1000),
  }));
  const scanFile = createFileScanner(rules, key, {
    ...scannerOptions,
    onTooSlow: ({ id }, place) =>
      skipped.push({
        place,
        reason: 'limit-reached',
        detail: `rule "${id}" takes too long here, and is left out from here on`,
      }),
  });
  let looked = 0;
  let read = 0;
  let binary = 0;
  for await (const file of withContents(tree.files(), maxFileBytes, unpacker)) {
    if ('reason' in file) {
      skipped.push(file);
      continue;
    }
    const scanned = scanFile(file.path, file.bytes);
    if (scanned === null) {
      binary += 1;
      continue;
    }
    looked += 1;
    read += file.bytes.length;
    for (const observation of scanned.observations) yield { type: 'observation', observation };
    if (scanned.exhausted)
      skipped.push({ place: file.path, reason: 'limit-reached', detail: 'too much in it to look at all of it' });
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

/** Of the rules a run was made with: two runs with the same one can be compared. */
export function digestOf(rules: readonly SecretRule[]): string {
  const hash = createHash('sha256');
  for (const { id, pattern } of rules) hash.update(`${id}\0${pattern.source}\0`);
  return hash.digest('hex');
}
