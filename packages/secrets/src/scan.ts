import type { FileTree, Scan, Skip } from '@stoa/model';
import { configure, digestOf, type SearchOptions } from './configure.ts';
import { withContents } from './contents.ts';
import { createExaminer } from './examine.ts';

export interface SecretScanOptions extends SearchOptions {
  /** Larger files are skipped, and counted: 10 MiB. Archives have limits of their own. */
  maxFileBytes?: number;
}

export const secretsTool = 'stoa-secrets';

/** Looks for secrets in every file of a tree. The secrets themselves never leave this function. */
export async function* scanSecrets(tree: FileTree, options: SecretScanOptions): Scan {
  const { maxFileBytes = 10 * 1024 * 1024, unpacker } = options;
  const skipped: Skip[] = [];
  const { rules, openFile } = configure(options, skipped);
  const examine = createExaminer(options);
  let looked = 0;
  let read = 0;
  let binary = 0;
  for await (const file of withContents(tree.files(), maxFileBytes, unpacker)) {
    if ('reason' in file) {
      skipped.push(file);
      continue;
    }
    const scanned = openFile(file.path, file.bytes);
    if (scanned === null) {
      binary += 1;
      continue;
    }
    looked += 1;
    read += file.bytes.length;
    for (const observation of await examine(scanned)) yield { type: 'observation', observation };
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
