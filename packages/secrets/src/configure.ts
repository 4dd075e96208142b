import { createHash } from 'node:crypto';
import type { Skip, Unpacker } from '@stoa/model';
import type { Examinations } from './examine.ts';
import { combine } from './gitleaks/combine.ts';
import type { UsersConfiguration } from './gitleaks/read-configuration.ts';
import type { SecretRule } from './rule.ts';
import { rules as ownRules } from './rules/index.ts';
import { createFileOpener } from './scan-file.ts';

/** What every search for secrets may be told, wherever it looks. */
export interface SearchOptions extends Examinations {
  /** Secrets' digests are HMAC-SHA-256 under this key: 32 bytes. */
  key: Uint8Array;
  rules?: readonly SecretRule[];
  /** Opens archives; without it they are not looked into, and counted as binary. */
  unpacker?: Unpacker;
  /** Rules and allowlists in the language of Gitleaks. */
  configuration?: UsersConfiguration;
}

/** Makes ready what looks at files. What cannot be followed, and what is given up later, goes into `skipped`. */
export function configure({ key, rules: given = ownRules, configuration }: SearchOptions, skipped: Skip[]) {
  const { rules, options } = combine(given, configuration);
  for (const detail of configuration?.problems ?? [])
    skipped.push({ place: 'secrets configuration', reason: 'unsupported', detail: detail.slice(0, 1000) });
  const openFile = createFileOpener(rules, key, {
    ...options,
    onTooSlow: ({ id }, place) =>
      skipped.push({
        place,
        reason: 'limit-reached',
        detail: `rule "${id}" takes too long here, and is left out from here on`,
      }),
  });
  return { rules, openFile };
}

/** Of the rules a run was made with: two runs with the same one can be compared. */
export function digestOf(rules: readonly SecretRule[]): string {
  const hash = createHash('sha256');
  for (const { id, pattern } of rules) hash.update(`${id}\0${pattern.source}\0`);
  return hash.digest('hex');
}
