import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readVex, VexError, type VexClaim, type VexContent } from '@stoa/components';
import type { Skip } from '@stoa/model';
import { CommandError } from './failure.ts';

const maxBytes = 256 * 1024 * 1024;

/**
 * What is stated of a repository's vulnerabilities: the documents in its `.stoa/vex`, and those that are named. One of the
 * repository's own that cannot be read is a skip, since the scan says more without it than not at all.
 * @throws {CommandError} for a file that is named and not there
 * @throws {VexError} for one that is named and no VEX document
 */
export function readVexFiles(root: string, named: readonly string[]): { claims: VexClaim[]; skipped: Skip[] } {
  const claims: VexClaim[] = [];
  const skipped: Skip[] = [];
  const own = join(root, '.stoa', 'vex');
  for (const name of jsonFilesIn(own)) {
    const place = `.stoa/vex/${name}`;
    try {
      add(readFile(join(own, name)), place);
    } catch (error) {
      if (!(error instanceof VexError) && !(error instanceof CommandError)) throw error;
      skipped.push({ place, reason: 'malformed', detail: error.message.slice(0, 1000) });
    }
  }
  for (const path of named) add(readFile(path), basename(path));
  return { claims, skipped };

  function add(content: VexContent, place: string): void {
    claims.push(...content.claims);
    const detail = `${content.bad} statements name no package or cannot be read`;
    if (content.bad > 0) skipped.push({ place, reason: 'malformed', detail });
  }
}

function readFile(path: string): VexContent {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new CommandError(`${path} is no file: --vex takes OpenVEX, CSAF or CycloneDX in JSON.`);
  if (found.size > maxBytes) throw new CommandError(`${path} is larger than ${maxBytes} bytes.`);
  return readVex(readFileSync(path, 'utf8'), basename(path));
}

function jsonFilesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}
