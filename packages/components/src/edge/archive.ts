import yauzl from 'yauzl';
import { OsvRecord, toPackageAdvisories, type PackageAdvisory } from '../advisories/osv.ts';
import { normaliseName } from '../purl.ts';
import { AdvisoryError } from './error.ts';

/** Bounds on what an archive may unpack to: a bomb ends here. */
const maxRecordBytes = 16 * 1024 * 1024;
const maxTotalBytes = 16 * 1024 ** 3;
const maxEntries = 5_000_000;

export interface ReadArchive {
  packages: Map<string, PackageAdvisory[]>;
  advisories: number;
  /** Records that are no OSV: counted, and shown. */
  bad: number;
}

/** Reads an ecosystem's `all.zip`, a record at a time. @throws {AdvisoryError} `bad-archive` */
export async function readArchive(
  path: string,
  ecosystem: string,
  onRecords: (done: number) => void,
): Promise<ReadArchive> {
  const result: ReadArchive = { packages: new Map(), advisories: 0, bad: 0 };
  let total = 0;
  let entries = 0;
  try {
    const zip = await yauzl.openPromise(path, { validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) {
      if (++entries > maxEntries) throw new Error('too many records');
      if (entry.uncompressedSize > maxRecordBytes || !entry.fileName.endsWith('.json')) {
        result.bad += 1;
        continue;
      }
      total += entry.uncompressedSize;
      if (total > maxTotalBytes) throw new Error('it unpacks to too much');
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      addRecord(result, Buffer.concat(chunks).toString('utf8'), ecosystem);
      if (entries % 500 === 0) onRecords(entries);
    }
  } catch (error) {
    throw new AdvisoryError(
      'bad-archive',
      `The archive of ${ecosystem} cannot be read (${error instanceof Error ? error.message : 'damaged'}): what was there before stays in use.`,
      { cause: error },
    );
  }
  return result;
}

function addRecord(result: ReadArchive, text: string, ecosystem: string): void {
  let record: OsvRecord;
  try {
    record = OsvRecord.parse(JSON.parse(text));
  } catch {
    result.bad += 1;
    return;
  }
  const byName = toPackageAdvisories(record, ecosystem);
  if (byName.size > 0) result.advisories += 1;
  for (const [name, advisory] of byName) {
    const key = normaliseName(ecosystem, name);
    const known = result.packages.get(key);
    if (known) known.push(advisory);
    else result.packages.set(key, [advisory]);
  }
}
