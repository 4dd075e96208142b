import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, readdirSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AdvisoryIndex, EcosystemStatus } from '../advisories/index-port.ts';
import type { PackageAdvisory } from '../advisories/osv.ts';
import { AdvisoryError } from './error.ts';

/**
 * One file an ecosystem: a line of JSON about it, then for every package a line `name TAB offset TAB length`, then the
 * advisories, a JSON list a package. Names are read at once, advisories when they are asked for.
 */
interface Head {
  stoa: 'advisories/1';
  ecosystem: string;
  advisories: number;
  asOf: string;
  /** What the mirror said of the version: ETag or date. */
  source: string;
  /** Bytes of the names and of the advisories, and SHA-256 over the names. */
  namesLength: number;
  bodyLength: number;
  namesDigest: string;
}

const suffix = '.advisories';

export function indexPath(folder: string, ecosystem: string): string {
  return join(folder, `${encodeURIComponent(ecosystem)}${suffix}`);
}

/** Writes an ecosystem's index under another name and renames it: the old one or the new one is there, never half. */
export async function writeIndex(
  folder: string,
  about: { ecosystem: string; asOf: string; source: string; advisories: number },
  packages: ReadonlyMap<string, readonly PackageAdvisory[]>,
): Promise<void> {
  const bodies: Buffer[] = [];
  let offset = 0;
  let names = '';
  for (const name of [...packages.keys()].sort()) {
    const body = Buffer.from(JSON.stringify(packages.get(name)));
    names += `${name.replace(/[\t\n]/g, ' ')}\t${offset}\t${body.length}\n`;
    offset += body.length;
    bodies.push(body);
  }
  const nameBytes = Buffer.from(names);
  const head: Head = {
    stoa: 'advisories/1',
    ...about,
    namesLength: nameBytes.length,
    bodyLength: offset,
    namesDigest: createHash('sha256').update(nameBytes).digest('hex'),
  };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = indexPath(folder, about.ecosystem);
  const aside = `${path}.${process.pid}.part`;
  const handle = await open(aside, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(head)}\n`);
    await handle.writeFile(nameBytes);
    for (const body of bodies) await handle.writeFile(body);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await rename(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
}

interface OpenFile {
  head: Head;
  descriptor: number;
  bodyStart: number;
  names: Map<string, { offset: number; length: number }>;
}

/**
 * Opens what was fetched earlier; null when nothing was.
 * @throws {AdvisoryError} `corrupt`, naming the file and what to do.
 */
export function openAdvisories(folder: string): (AdvisoryIndex & { close(): void }) | null {
  const files = new Map<string, OpenFile>();
  for (const name of listIndexes(folder)) {
    const file = openIndex(join(folder, name));
    files.set(file.head.ecosystem, file);
  }
  if (files.size === 0) return null;
  const ecosystems: EcosystemStatus[] = [...files.values()].map(({ head }) => ({
    name: head.ecosystem,
    advisories: head.advisories,
    asOf: head.asOf,
  }));
  return {
    ecosystems,
    asOf: ecosystems.map(({ asOf }) => asOf).sort()[0]!,
    lookUp: (ecosystem, name) => {
      const file = files.get(ecosystem);
      if (!file) return null;
      const at = file.names.get(name);
      return at ? readAdvisories(file, at) : [];
    },
    close: () => files.forEach(({ descriptor }) => closeSync(descriptor)),
  };
}

/** What the mirror said of the version we have. */
export function readIndexHead(folder: string, ecosystem: string): Pick<Head, 'source' | 'asOf' | 'advisories'> | null {
  try {
    const file = openIndex(indexPath(folder, ecosystem));
    closeSync(file.descriptor);
    return file.head;
  } catch {
    return null;
  }
}

function listIndexes(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(suffix))
      .sort();
  } catch {
    return [];
  }
}

function openIndex(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  try {
    const start = read(descriptor, 0, 2048).toString('utf8');
    const end = start.indexOf('\n');
    const head = JSON.parse(start.slice(0, end)) as Head;
    const headLength = Buffer.byteLength(start.slice(0, end + 1));
    const names = read(descriptor, headLength, head.namesLength);
    const whole = headLength + head.namesLength + head.bodyLength;
    if (
      head.stoa !== 'advisories/1' ||
      fstatSync(descriptor).size !== whole ||
      createHash('sha256').update(names).digest('hex') !== head.namesDigest
    ) {
      throw new Error('it is cut short or changed');
    }
    return { head, descriptor, bodyStart: headLength + head.namesLength, names: parseNames(names.toString('utf8')) };
  } catch (error) {
    closeSync(descriptor);
    throw corrupt(path, error);
  }
}

function parseNames(text: string): OpenFile['names'] {
  const names: OpenFile['names'] = new Map();
  for (const line of text.split('\n')) {
    const [name, offset, length] = line.split('\t');
    if (name) names.set(name, { offset: Number(offset), length: Number(length) });
  }
  return names;
}

function readAdvisories(
  { descriptor, bodyStart, head }: OpenFile,
  at: { offset: number; length: number },
): PackageAdvisory[] {
  try {
    return JSON.parse(read(descriptor, bodyStart + at.offset, at.length).toString('utf8')) as PackageAdvisory[];
  } catch (error) {
    throw corrupt(head.ecosystem, error);
  }
}

function read(descriptor: number, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const got = readSync(descriptor, buffer, 0, length, from);
  return buffer.subarray(0, got);
}

function corrupt(what: string, cause: unknown): AdvisoryError {
  return new AdvisoryError(
    'corrupt',
    `The advisories in ${what} are damaged: run "stoa db update --force" to fetch them again.`,
    { cause },
  );
}
