import { setImmediate } from 'node:timers/promises';
import { OsvRecord, toAdvisory } from '../advisories/osv.ts';
import { AdvisoryBuild } from './advisory-file.ts';
import { AdvisoryError } from './error.ts';
import { ZipFile } from './zip-file.ts';

/** Bounds on what an archive may unpack to: a bomb ends here. */
export const maxRecordBytes = 16 * 1024 * 1024;
const maxTotalBytes = 16 * 1024 ** 3;
const maxEntries = 5_000_000;

export interface ReadArchive {
  build: AdvisoryBuild;
  /** When each record changed last, by its file's name without `.json`; empty for one that could not be read. */
  modified: Map<string, string>;
  /** Records that are no OSV: counted, and shown. */
  bad: number;
}

/** Reads an ecosystem's `all.zip`, a record at a time. @throws {AdvisoryError} `bad-archive` */
export async function readArchive(
  path: string,
  ecosystem: string,
  onRecords: (done: number) => void,
): Promise<ReadArchive> {
  const result: ReadArchive = { build: new AdvisoryBuild(ecosystem), modified: new Map(), bad: 0 };
  let total = 0;
  let entries = 0;
  let zip: ZipFile | undefined;
  try {
    zip = new ZipFile(path);
    for (const entry of zip.entries()) {
      if (++entries > maxEntries) throw new Error('too many records');
      const id = entry.name.replace(/\.json$/, '');
      result.modified.set(id, '');
      if (entry.bytes > maxRecordBytes || id === entry.name) {
        result.bad += 1;
        continue;
      }
      total += entry.bytes;
      if (total > maxTotalBytes) throw new Error('it unpacks to too much');
      const record = parseRecord(zip.content(entry).toString('utf8'));
      if (record) {
        result.modified.set(record.id, record.modified);
        putRecord(result.build, record, ecosystem);
      } else result.bad += 1;
      if (entries % 500 > 0) continue;
      onRecords(entries);
      await setImmediate(); // a signal to stop must come through
    }
  } catch (error) {
    throw new AdvisoryError(
      'bad-archive',
      `The archive of ${ecosystem} cannot be read (${error instanceof Error ? error.message : 'damaged'}): what was there before stays in use.`,
      { cause: error },
    );
  } finally {
    zip?.close();
  }
  return result;
}

/** Null for what is no record. */
export function parseRecord(text: string): OsvRecord | null {
  try {
    return OsvRecord.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A record that has nothing to say of the ecosystem any more takes its older version out. */
export function putRecord(build: AdvisoryBuild, record: OsvRecord, ecosystem: string): void {
  const advisory = toAdvisory(record, ecosystem);
  if (advisory) build.put(advisory);
  else build.remove(record.id);
}
