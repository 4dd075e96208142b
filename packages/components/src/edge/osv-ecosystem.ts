import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareRevisions, readRevisions, revisionsOf } from '../advisories/revisions.ts';
import { AdvisoryBuild, advisoryPath, AdvisoryFile } from './advisory-file.ts';
import { maxRecordBytes, parseRecord, putRecord, readArchive } from './archive.ts';
import { noteChecked } from './checked.ts';
import { download } from './download.ts';
import { AdvisoryError } from './error.ts';
import { fetchBytes, isUrl, within, type FetchOptions } from './fetch-text.ts';
import type { SourceUpdate, UpdateOptions } from './update.ts';

/** More changed records than this are fetched with the whole archive: it is one request instead of many. */
const singly = 300;
const atOnce = 8;

type Wanted = UpdateOptions & { source: string };

/** Brings the OSV records of one ecosystem up to date, with as little traffic as the mirror allows. @throws {AdvisoryError} */
export async function updateOsv(ecosystem: string, options: Wanted): Promise<SourceUpdate> {
  const known = options.force ? null : openKnown(options.folder, ecosystem);
  try {
    const fetching: FetchOptions = { ...options, setting: 'STOA_OSV_URL' };
    const list = await fetchBytes(within(options.source, ecosystem, 'modified_id.csv'), fetching).catch(unlessSilent);
    const now = list && readRevisions(list.toString('utf8'));
    const delta = known && now && isUrl(options.source) ? await byDelta(ecosystem, known, now, options) : null;
    return delta ?? (await byArchive(ecosystem, known, now, options));
  } finally {
    known?.close();
  }
}

/** The list only saves traffic: one that cannot be had stops nothing. */
function unlessSilent(error: unknown): null {
  if (error instanceof AdvisoryError && error.code !== 'unreachable') return null;
  throw error;
}

/** Only what has changed; null when the archive is the better way. */
async function byDelta(
  ecosystem: string,
  known: AdvisoryFile,
  now: ReadonlyMap<string, string>,
  options: Wanted,
): Promise<SourceUpdate | null> {
  const before = readRevisions(known.revisions());
  if (before.size === 0 || now.size === 0) return null;
  const { changed, removed } = compareRevisions(before, now);
  if (changed.length + removed.length === 0) return unchanged(ecosystem, known, options.folder);
  // A list that has lost most of what it had is more likely broken than right.
  if (changed.length > singly || removed.length > before.size / 2) return null;
  const build = AdvisoryBuild.from(known);
  let bad = 0;
  let done = 0;
  for (let from = 0; from < changed.length; from += atOnce) {
    const ids = changed.slice(from, from + atOnce);
    const texts = await Promise.all(
      ids.map((id) =>
        fetchBytes(within(options.source, ecosystem, `${id}.json`), {
          ...options,
          setting: 'STOA_OSV_URL',
          maxBytes: maxRecordBytes,
        }),
      ),
    );
    for (const [index, text] of texts.entries()) {
      if (!text) return null; // a mirror that has archives only
      const record = parseRecord(text.toString('utf8'));
      if (record && record.id === ids[index]) putRecord(build, record, ecosystem);
      else bad += 1;
    }
    done += ids.length;
    options.onProgress?.({ ecosystem, phase: 'download', done, total: changed.length });
  }
  for (const id of removed) build.remove(id);
  const revisions = [...now].map(([id, moment]) => `${moment},${id}\n`).join('');
  const { version } = known.about;
  await build.write(options.folder, { source: 'OSV', asOf: new Date().toISOString(), version }, revisions);
  return {
    ecosystem,
    source: 'OSV',
    outcome: 'updated',
    advisories: build.advisories,
    bad,
    changed: changed.length + removed.length,
  };
}

async function byArchive(
  ecosystem: string,
  known: AdvisoryFile | null,
  now: ReadonlyMap<string, string> | null,
  options: Wanted,
): Promise<SourceUpdate> {
  const { source, folder, onProgress } = options;
  const remote = isUrl(source);
  const local = remote ? join(folder, `${encodeURIComponent(ecosystem)}.zip`) : within(source, ecosystem, 'all.zip');
  let version: string | null;
  if (remote) {
    version = await download(within(source, ecosystem, 'all.zip'), local, {
      onBytes: (done, total) => onProgress?.({ ecosystem, phase: 'download', done, total }),
      signal: options.signal,
      have: known?.about.version,
      ...(options.stallMs !== undefined && { stallMs: options.stallMs }),
    });
  } else {
    if (!existsSync(local))
      throw new AdvisoryError(
        'bad-answer',
        `There is no ${local}: a mirror has a folder for each ecosystem with an all.zip in it.`,
      );
    const { mtimeMs, size } = statSync(local);
    version = known?.about.version === `${mtimeMs}-${size}` ? null : `${mtimeMs}-${size}`;
  }
  if (version === null && known) return unchanged(ecosystem, known, folder);
  try {
    const { build, modified, bad } = await readArchive(local, ecosystem, (done) =>
      onProgress?.({ ecosystem, phase: 'index', done, total: null }),
    );
    const about = { source: 'OSV', asOf: new Date().toISOString(), version: version ?? '' };
    await build.write(folder, about, now ? revisionsOf(now, modified) : '');
    return { ecosystem, source: 'OSV', outcome: 'updated', advisories: build.advisories, bad };
  } finally {
    if (remote) await rm(local, { force: true });
  }
}

function unchanged(ecosystem: string, known: AdvisoryFile, folder: string): SourceUpdate {
  const { asOf, advisories } = known.about;
  noteChecked(folder, basename(advisoryPath(folder, ecosystem, 'OSV')), asOf, new Date().toISOString());
  return { ecosystem, source: 'OSV', outcome: 'unchanged', advisories, bad: 0 };
}

function openKnown(folder: string, ecosystem: string): AdvisoryFile | null {
  try {
    return AdvisoryFile.open(advisoryPath(folder, ecosystem, 'OSV'));
  } catch {
    return null; // none, or damaged: all of it is fetched
  }
}
