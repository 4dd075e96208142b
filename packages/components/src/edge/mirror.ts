import { existsSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readArchive } from './archive.ts';
import { download } from './download.ts';
import { AdvisoryError } from './error.ts';
import { readIndexHead, writeIndex } from './index-file.ts';

/** OSV's public bucket: `<ecosystem>/all.zip`. @see https://google.github.io/osv.dev/data/#data-dumps */
export const officialMirror = 'https://osv-vulnerabilities.storage.googleapis.com';

export interface UpdateOptions {
  /** Address of a mirror, or a folder in the same layout. */
  source?: string;
  /** Where the indexes are kept. */
  folder: string;
  ecosystems: readonly string[];
  /** Fetch again even what has not changed. */
  force?: boolean;
  onProgress?: (progress: {
    ecosystem: string;
    phase: 'download' | 'index';
    done: number;
    total: number | null;
  }) => void;
  signal?: AbortSignal;
  /** Milliseconds without a byte before giving up. */
  stallMs?: number;
}

export interface EcosystemUpdate {
  ecosystem: string;
  outcome: 'updated' | 'unchanged' | 'failed';
  advisories: number;
  bad: number;
  error?: AdvisoryError;
}

/** Brings the advisories of some ecosystems up to date. One that fails leaves its old index in use; the others go on. */
export async function updateAdvisories(options: UpdateOptions): Promise<EcosystemUpdate[]> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const results: EcosystemUpdate[] = [];
  for (const ecosystem of options.ecosystems) {
    try {
      results.push(await updateEcosystem(ecosystem, options));
    } catch (error) {
      if (!(error instanceof AdvisoryError)) throw error;
      results.push({
        ecosystem,
        outcome: 'failed',
        advisories: readIndexHead(options.folder, ecosystem)?.advisories ?? 0,
        bad: 0,
        error,
      });
      // A mirror that does not answer will not answer for the next one either.
      if (error.code === 'unreachable') break;
    }
  }
  return results;
}

async function updateEcosystem(ecosystem: string, options: UpdateOptions): Promise<EcosystemUpdate> {
  const { source = officialMirror, folder, onProgress, force = false } = options;
  const known = force ? null : readIndexHead(folder, ecosystem);
  const unchanged: EcosystemUpdate = { ecosystem, outcome: 'unchanged', advisories: known?.advisories ?? 0, bad: 0 };
  const isUrl = /^https?:\/\//.test(source);
  const local = isUrl ? join(folder, `${encodeURIComponent(ecosystem)}.zip`) : join(source, ecosystem, 'all.zip');
  let version: string | null;
  if (isUrl) {
    const url = `${source.replace(/\/$/, '')}/${encodeURIComponent(ecosystem)}/all.zip`;
    version = await download(url, local, {
      onBytes: (done, total) => onProgress?.({ ecosystem, phase: 'download', done, total }),
      signal: options.signal,
      have: known?.source,
      ...(options.stallMs !== undefined && { stallMs: options.stallMs }),
    });
  } else {
    if (!existsSync(local))
      throw new AdvisoryError(
        'bad-answer',
        `There is no ${local}: a mirror has a folder for each ecosystem with an all.zip in it.`,
      );
    const { mtimeMs, size } = statSync(local);
    version = known?.source === `${mtimeMs}-${size}` ? null : `${mtimeMs}-${size}`;
  }
  if (version === null && known) {
    return unchanged;
  }
  const { packages, advisories, bad } = await readArchive(local, ecosystem, (done) =>
    onProgress?.({ ecosystem, phase: 'index', done, total: null }),
  ).catch(async (error: unknown) => {
    if (isUrl) await rm(local, { force: true });
    throw error;
  });
  await writeIndex(folder, { ecosystem, asOf: new Date().toISOString(), source: version ?? '', advisories }, packages);
  if (isUrl) await rm(local, { force: true });
  return { ecosystem, outcome: 'updated', advisories, bad };
}
