import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { totalOf } from '../advisories/feeds/ubuntu-cves.ts';
import { AdvisoryError } from './error.ts';
import { fetchBytes, fetchVersion, isUrl, within, type FetchOptions } from './fetch-text.ts';
import { readTarZst } from './tar-zst.ts';

export interface FetchedFeed {
  texts: Iterable<string> | AsyncIterable<string>;
  version: string;
  /** Files that were too large to be read: known when all texts have been taken. */
  left(): number;
}

/** A whole distribution's data is a few hundred megabytes at most. */
const maxFileBytes = 500 * 1024 * 1024;
const maxDocumentBytes = 64 * 1024 * 1024;

/**
 * Files that belong together, each an address, a file, or the folder that has it. Those after the first may be missing.
 * @throws {AdvisoryError}
 */
export async function fetchFeedFiles(
  places: readonly string[],
  options: FetchOptions,
  have: string | undefined,
): Promise<FetchedFeed | 'unchanged'> {
  const known = have?.split('\n') ?? [];
  const fetched = await Promise.all(
    places.map((place, at) => fetchVersion(place, { ...options, maxBytes: maxFileBytes }, known[at])),
  );
  if (fetched[0] === null) {
    const folder = isUrl(places[0]!) ? null : await stat(places[0]!).catch(() => null);
    if (places.length === 1 && folder?.isDirectory()) return fetchFolder(places[0]!, have);
    throw new AdvisoryError('bad-answer', `There is nothing at ${places[0]}: is ${options.setting} right?`);
  }
  if (fetched.every((one) => one === 'unchanged')) return 'unchanged';
  // One of several is new: all are read, so that what is written is whole.
  const files = await Promise.all(
    fetched.map((one, at) =>
      one === 'unchanged' ? fetchVersion(places[at]!, { ...options, maxBytes: maxFileBytes }) : one,
    ),
  );
  const there = files.filter((one) => one !== null && one !== 'unchanged');
  return {
    texts: there.map(({ bytes }) => bytes.toString('utf8')),
    version: files.map((one) => (one === null || one === 'unchanged' ? '' : one.version)).join('\n'),
    left: () => 0,
  };
}

/** Every JSON file below a folder, in the order of their names. */
async function fetchFolder(folder: string, have: string | undefined): Promise<FetchedFeed | 'unchanged'> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  const digest = createHash('sha256');
  const found = await Promise.all(names.map((name) => stat(join(folder, name))));
  for (const [at, name] of names.entries()) digest.update(`${name}\0${found[at]!.mtimeMs}\0${found[at]!.size}\n`);
  const version = digest.digest('hex');
  if (version === have) return 'unchanged';
  const small = names.filter((_, at) => found[at]!.isFile() && found[at]!.size <= maxDocumentBytes);
  if (small.length === 0) throw new AdvisoryError('bad-answer', `There is no JSON file in ${folder}.`);
  return { texts: readAll(folder, small), version, left: () => names.length - small.length };
}

async function* readAll(folder: string, names: readonly string[]): AsyncIterable<string> {
  for (const name of names) yield await readFile(join(folder, name), 'utf8');
}

/** Ubuntu's API gives twenty to a hundred CVEs at once: pages are asked for until there are as many as it says. */
export async function fetchPages(
  source: string,
  options: FetchOptions,
  have: string | undefined,
): Promise<FetchedFeed | 'unchanged'> {
  if (!isUrl(source) || !source.endsWith('.json')) return fetchFeedFiles([source], options, have);
  const texts: string[] = [];
  const digest = createHash('sha256');
  for (let offset = 0; texts.length < 10_000;) {
    const page = await fetchBytes(`${source}?limit=100&offset=${offset}`, options);
    if (!page) throw new AdvisoryError('bad-answer', `There is nothing at ${source}: is ${options.setting} right?`);
    digest.update(page);
    texts.push(page.toString('utf8'));
    const said = readTotal(texts.at(-1)!);
    offset += said?.here ?? 0;
    if (!said || said.here === 0 || offset >= said.total) break;
  }
  const version = digest.digest('hex');
  return version === have ? 'unchanged' : { texts, version, left: () => 0 };
}

function readTotal(text: string): { total: number; here: number } | null {
  try {
    return totalOf(text);
  } catch {
    return null; // the reader says what is wrong with it
  }
}

/** Red Hat's documents: a folder of them, an archive, or the address whose `archive_latest.txt` names one. */
export async function fetchRedhat(
  source: string,
  options: FetchOptions,
  have: string | undefined,
): Promise<FetchedFeed | 'unchanged'> {
  const isArchive = (name: string) => name.endsWith('.tar.zst');
  let archive = source;
  if (!isArchive(source)) {
    const latest = await fetchBytes(within(source, 'archive_latest.txt'), options);
    const name = latest?.toString('utf8').trim() ?? '';
    if (!/^[\w.-]+\.tar\.zst$/.test(name)) return fetchFeedFiles([source], options, have);
    archive = within(source, name);
  }
  const fetched = await fetchVersion(archive, { ...options, maxBytes: maxFileBytes }, have);
  if (fetched === 'unchanged') return 'unchanged';
  if (fetched === null)
    throw new AdvisoryError('bad-answer', `There is nothing at ${archive}: is ${options.setting} right?`);
  return { ...readTarZst(fetched.bytes, maxDocumentBytes), version: fetched.version };
}
