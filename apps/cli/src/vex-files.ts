import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readVex, type VexClaim } from '@stoa/components';
import type { Skip } from '@stoa/model';
import { CommandError } from './failure.ts';

const maxBytes = 256 * 1024 * 1024;

/**
 * What is stated of a repository's vulnerabilities: the documents in its `.stoa/vex`, and those that are named.
 * @throws {CommandError} for a file that is named and not there; {VexError} for one that is no VEX document.
 */
export function readVexFiles(root: string, named: readonly string[]): { claims: VexClaim[]; skipped: Skip[] } {
  const own = join(root, '.stoa', 'vex');
  const kept = statSync(own, { throwIfNoEntry: false })?.isDirectory() ? jsonFilesIn(own) : [];
  const claims: VexClaim[] = [];
  const skipped: Skip[] = [];
  for (const path of [...kept, ...named]) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found?.isFile()) throw new CommandError(`${path} is no file: --vex takes OpenVEX, CSAF or CycloneDX in JSON.`);
    if (found.size > maxBytes) throw new CommandError(`${path} is larger than ${maxBytes} bytes.`);
    const content = readVex(readFileSync(path, 'utf8'), basename(path));
    claims.push(...content.claims);
    if (content.bad > 0)
      skipped.push({
        place: kept.includes(path) ? `.stoa/vex/${basename(path)}` : basename(path),
        reason: 'malformed',
        detail: `${content.bad} statements name no package or cannot be read`,
      });
  }
  return { claims, skipped };
}

function jsonFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
