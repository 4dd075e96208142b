import type { Observation, Skip } from '@stoa/model';
import { combine, createFileScanner, rules as ownRules, type UsersConfiguration } from '@stoa/secrets';
import { createUnpacker, type Changes, type Snapshot } from '@stoa/tree';

/** Larger files are skipped and said: 10 MiB. */
const maxBytes = 10 * 1024 * 1024;

/**
 * Secrets that a change brings: those on lines that were there before are not new, nor are those that only move to
 * another file.
 */
export async function findNewSecrets(
  after: Snapshot,
  before: Snapshot,
  { changes }: Changes,
  key: Uint8Array,
  configuration?: UsersConfiguration,
): Promise<{ observations: Observation[]; skipped: Skip[] }> {
  const { rules, options } = combine(ownRules, configuration);
  const scanFile = createFileScanner(rules, key, options);
  const unpacker = createUnpacker();
  const found: Observation[] = [];
  const skipped: Skip[] = [];
  for (const { path, kind } of changes) {
    if (kind === 'deleted') continue;
    const bytes = await after.read(path);
    if (bytes === null) {
      skipped.push({ place: path, reason: 'unreadable', detail: 'what is staged there cannot be read' });
      continue;
    }
    if (bytes.length > maxBytes) {
      skipped.push({
        place: path,
        reason: 'too-large',
        detail: `${bytes.length} bytes are too many to look for secrets`,
      });
      continue;
    }
    const scanned = await scanContents(path, bytes);
    found.push(...scanned.observations);
    skipped.push(...scanned.skipped);
  }
  if (found.length === 0) return { observations: found, skipped };
  const known = new Set<string | undefined>();
  for (const { path, kind } of changes) {
    const bytes = kind === 'added' ? null : await before.read(path);
    if (bytes === null || bytes.length > maxBytes) continue;
    for (const { secretDigest } of (await scanContents(path, bytes)).observations) known.add(secretDigest);
  }
  return { observations: found.filter(({ secretDigest }) => !known.has(secretDigest)), skipped };

  /** The file, or where it is an archive the files in it. */
  async function scanContents(path: string, bytes: Uint8Array) {
    const files = unpacker.open(path, bytes) ?? [{ path, read: () => bytes }];
    const result = { observations: [] as Observation[], skipped: [] as Skip[] };
    for await (const file of files) {
      if ('reason' in file) {
        result.skipped.push(file);
        continue;
      }
      const scanned = scanFile(file.path, await file.read());
      result.observations.push(...(scanned?.observations ?? []));
      if (scanned?.exhausted)
        result.skipped.push({
          place: file.path,
          reason: 'limit-reached',
          detail: 'too much in it to look at all of it for secrets',
        });
    }
    return result;
  }
}
