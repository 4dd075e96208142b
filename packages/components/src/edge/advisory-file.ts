import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gunzipSync, gzipSync } from 'node:zlib';
import { rangesOf, toEntry, type Entry } from '../advisories/entry.ts';
import type { Advisory, AdvisoryText, PackageAdvisory } from '../advisories/advisory.ts';
import { normaliseName } from '../purl.ts';
import { AdvisoryError } from './error.ts';
import { buildNameTable, NameTable } from './name-table.ts';
import { openSealed, writeSealed, type SealedFile } from './sealed-file.ts';

/** One file an ecosystem and source. Names are found by hash; what is known of one is read when it is asked for. */
const kind = 'advisories/3';
export const advisorySuffix = '.adv';

export interface AboutAdvisories {
  ecosystem: string;
  /** `OSV`, or the name of a distribution's own feed. */
  source: string;
  asOf: string;
  /** What the mirror said of the version: ETag or date. */
  version: string;
  /** Of a distribution: the releases it speaks of. Of others nothing is known, which is not "nothing is known against". */
  releases?: string[];
  /** The source speaks of more than those. */
  isReduced?: boolean;
  /** Those in force: without the withdrawn ones. */
  advisories: number;
}

export function advisoryPath(folder: string, ecosystem: string, source: string): string {
  return join(
    folder,
    `${encodeURIComponent(ecosystem)}.${source.toLowerCase().replace(/[^a-z0-9]+/g, '-')}${advisorySuffix}`,
  );
}

export function listAdvisoryFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(advisorySuffix))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Advisories on their way into a file. Records keep their numbers when others are taken out, so that little is written anew. */
export class AdvisoryBuild {
  readonly #ecosystem: string;
  readonly #records: (Uint8Array | null)[] = [];
  /** Entries by name, each with its advisory's id: in the order of ids a file is the same whatever came first. */
  readonly #entries = new Map<string, { id: string; entry: string }[]>();
  readonly #blocks = new Map<string, Uint8Array>();
  readonly #numbers = new Map<string, number>();
  readonly #releases = new Set<string>();
  #inForce = 0;

  constructor(ecosystem: string) {
    this.#ecosystem = ecosystem;
  }

  /** Starts from what a file holds. */
  static from(file: AdvisoryFile): AdvisoryBuild {
    const build = new AdvisoryBuild(file.about.ecosystem);
    for (const record of file.rawRecords()) build.#records.push(record);
    for (const [name, block] of file.rawBlocks()) build.#blocks.set(name, block);
    for (const [id, number] of file.numbers()) build.#numbers.set(id, number);
    build.#inForce = file.about.advisories;
    for (const release of file.about.releases ?? []) build.#releases.add(release);
    return build;
  }

  get advisories(): number {
    return this.#inForce;
  }

  /** Adds one, in the place of an older one of the same id. */
  put(advisory: Advisory): void {
    this.remove(advisory.id);
    const { packages, ...text } = advisory;
    const number = this.#records.length;
    const names = new Set<string>();
    for (const one of packages) {
      const name = normaliseName(this.#ecosystem, one.name);
      names.add(name);
      if (one.release !== null) this.#releases.add(one.release);
      const entry = JSON.stringify(toEntry(number, text.id, text.withdrawn !== null, one));
      this.#opened(name).push({ id: text.id, entry });
    }
    this.#records.push(Buffer.from(JSON.stringify({ ...text, names: [...names] } satisfies StoredRecord)));
    this.#numbers.set(text.id, number);
    if (text.withdrawn === null) this.#inForce += 1;
  }

  remove(id: string): void {
    const number = this.#numbers.get(id);
    const record = number === undefined ? null : this.#records[number];
    if (!record) return;
    const { names, withdrawn } = JSON.parse(Buffer.from(record).toString('utf8')) as StoredRecord;
    for (const name of names) {
      const kept = this.#opened(name).filter((one) => one.id !== id);
      if (kept.length > 0) this.#entries.set(name, kept);
      else this.#entries.delete(name);
    }
    this.#records[number!] = null;
    this.#numbers.delete(id);
    if (withdrawn === null) this.#inForce -= 1;
  }

  /** The entries of a name, taken out of the block they were read as. */
  #opened(name: string): { id: string; entry: string }[] {
    let entries = this.#entries.get(name);
    if (!entries) {
      const block = this.#blocks.get(name);
      entries = block
        ? (JSON.parse(Buffer.from(block).toString('utf8')) as Entry[]).map((one) => ({
            id: one.i,
            entry: JSON.stringify(one),
          }))
        : [];
      this.#blocks.delete(name);
      this.#entries.set(name, entries);
    }
    return entries;
  }

  /** @param revisions when each record changed last, as the mirror lists it: `id,moment` a line. */
  async write(folder: string, about: Omit<AboutAdvisories, 'advisories' | 'ecosystem'>, revisions = ''): Promise<void> {
    for (const [name, entries] of this.#entries) {
      entries.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
      this.#blocks.set(name, Buffer.from(`[${entries.map(({ entry }) => entry).join(',')}]`));
    }
    this.#entries.clear();
    const names = [...this.#blocks.keys()].sort();
    const blocks = names.map((name) => this.#blocks.get(name)!);
    const records = this.#records.map((record) => record ?? Buffer.alloc(0));
    const path = advisoryPath(folder, this.#ecosystem, about.source);
    const releases = [...new Set([...this.#releases, ...(about.releases ?? [])])].sort();
    const whole: AboutAdvisories = {
      ...about,
      ecosystem: this.#ecosystem,
      advisories: this.#inForce,
      ...(releases.length > 0 && { releases }),
    };
    await writeSealed(path, kind, whole, {
      ...buildNameTable(names, blocks),
      blocks,
      recordsAt: [placesOf(records)],
      records,
      revisions: [gzipSync(revisions)],
    });
  }
}

interface StoredRecord extends AdvisoryText {
  names: string[];
}

/** Offset, length and checksum of each. */
function placesOf(parts: readonly Uint8Array[]): Uint8Array {
  const places = new Uint32Array(parts.length * 3);
  let offset = 0;
  for (const [index, part] of parts.entries()) {
    places.set([offset, part.length, crc32(part)], index * 3);
    offset += part.length;
  }
  if (offset > 0xffffffff) throw new AdvisoryError('too-large', 'The advisories of one source are more than 4 GiB.');
  return new Uint8Array(places.buffer);
}

/** An open one. */
export class AdvisoryFile {
  readonly about: AboutAdvisories;
  readonly bytes: number;
  readonly #file: SealedFile;
  readonly #names: NameTable;
  readonly #recordsAt: Uint32Array;
  readonly #read = new Map<string, readonly PackageAdvisory[]>();
  readonly #texts = new Map<number, AdvisoryText>();

  private constructor(file: SealedFile) {
    this.#file = file;
    this.about = file.about as AboutAdvisories;
    this.bytes = file.bytes;
    this.#names = new NameTable((name) => file.section(name));
    this.#recordsAt = toWords(file.section('recordsAt'));
  }

  /** @throws {Error} for what is damaged. */
  static open(path: string): AdvisoryFile {
    const file = openSealed(path, kind);
    try {
      return new AdvisoryFile(file);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** What is known against a package, of every release. @throws {AdvisoryError} `corrupt` */
  lookUp(name: string): readonly PackageAdvisory[] {
    const known = this.#read.get(name);
    if (known) return known;
    const at = this.#names.find(name);
    if (!at) return [];
    const entries = this.#checked('blocks', at, (text) => JSON.parse(text) as Entry[]);
    const advisories = entries.map((entry) => ({
      id: entry.i,
      release: entry.l ?? null,
      isWithdrawn: entry.w === 1,
      ranges: rangesOf(entry),
      versions: entry.v ?? [],
      uses: entry.u ?? [],
      text: () => this.#record(entry.r),
    }));
    // A few thousand names are what a large project asks for, again and again.
    if (this.#read.size > 20_000) this.#read.clear();
    this.#read.set(name, advisories);
    return advisories;
  }

  #record(number: number): AdvisoryText {
    const known = this.#texts.get(number);
    if (known) return known;
    const [offset, length, checksum] = this.#recordsAt.subarray(number * 3, number * 3 + 3);
    const place = { offset: offset!, length: length!, checksum: checksum! };
    const text = this.#checked('records', place, (json) => JSON.parse(json) as StoredRecord);
    if (this.#texts.size > 20_000) this.#texts.clear();
    this.#texts.set(number, text);
    return text;
  }

  #checked<T>(section: string, at: { offset: number; length: number; checksum: number }, read: (text: string) => T): T {
    try {
      const bytes = this.#file.part(section, at.offset, at.length);
      if (crc32(bytes) !== at.checksum) throw new Error('the bytes have changed');
      return read(bytes.toString('utf8'));
    } catch (error) {
      throw damaged(this.#file.path, error);
    }
  }

  *rawRecords(): Iterable<Uint8Array | null> {
    const records = this.#file.section('records');
    for (let at = 0; at < this.#recordsAt.length; at += 3) {
      const [offset, length] = this.#recordsAt.subarray(at, at + 2);
      yield length === 0 ? null : records.subarray(offset, offset! + length!);
    }
  }

  *rawBlocks(): Iterable<[string, Uint8Array]> {
    const blocks = this.#file.section('blocks');
    for (const [name, { offset, length }] of this.#names.all()) yield [name, blocks.subarray(offset, offset + length)];
  }

  /** Which record an id is. */
  *numbers(): Iterable<[string, number]> {
    let number = 0;
    for (const record of this.rawRecords()) {
      if (record) yield [(JSON.parse(Buffer.from(record).toString('utf8')) as StoredRecord).id, number];
      number += 1;
    }
  }

  /** `id,moment` a line. */
  revisions(): string {
    return gunzipSync(this.#file.section('revisions')).toString('utf8');
  }

  close(): void {
    this.#file.close();
  }
}

function toWords(bytes: Buffer): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

export function damaged(path: string, cause: unknown): AdvisoryError {
  return new AdvisoryError(
    'corrupt',
    `The advisories in ${path} are damaged: run "stoa db update --force" to fetch them again.`,
    { cause },
  );
}
