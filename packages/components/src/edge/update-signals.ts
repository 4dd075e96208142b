import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { readEpss } from '../advisories/epss.ts';
import { readKev } from '../advisories/kev.ts';
import { noteChecked } from './checked.ts';
import { AdvisoryError } from './error.ts';
import { fetchBytes, isUrl, within } from './fetch-text.ts';
import type { SourceUpdate, UpdateOptions } from './update.ts';
import { openSignal, signalPath, writeEpss, writeKev, type SignalName } from './signal-files.ts';

const kevFile = 'known_exploited_vulnerabilities.json';
const epssFile = 'epss_scores-current.csv.gz';

/** @param source address of the catalogue, a file, or a folder that has it */
export async function updateKev(source: string, options: UpdateOptions): Promise<SourceUpdate> {
  const bytes = await fetchFile(source, [kevFile], 'STOA_KEV_URL', options);
  return keep('KEV', 'CISA', bytes, options, async (about) => {
    const { exploited, bad } = readKev(bytes.toString('utf8'));
    await writeKev(options.folder, about, exploited);
    return { advisories: exploited.size, bad };
  });
}

/** @param source address of the daily scores, a file, or a folder that has it */
export async function updateEpss(source: string, options: UpdateOptions): Promise<SourceUpdate> {
  const bytes = await fetchFile(source, [epssFile, epssFile.replace(/\.gz$/, '')], 'STOA_EPSS_URL', options);
  return keep('EPSS', 'FIRST', bytes, options, async (about) => {
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const table = readEpss(
      (isZipped ? gunzipSync(bytes, { maxOutputLength: 512 * 1024 ** 2 }) : bytes).toString('utf8'),
    );
    await writeEpss(options.folder, about, table);
    return { advisories: table.cves.length, bad: table.bad };
  });
}

async function fetchFile(
  source: string,
  names: readonly string[],
  setting: string,
  options: UpdateOptions,
): Promise<Buffer> {
  const { folder, signal, stallMs } = options;
  const fetching = { folder, signal, setting, ...(stallMs !== undefined && { stallMs }) };
  const places = [source, ...(isUrl(source) ? [] : names.map((name) => within(source, name)))];
  for (const place of places) {
    const bytes = await fetchBytes(place, fetching);
    if (bytes) return bytes;
  }
  throw new AdvisoryError('bad-answer', `There is no ${names[0]} at ${source}: is ${setting} right?`);
}

/** Writes what is new; what has the same bytes is only noted as looked at. */
async function keep(
  name: SignalName,
  source: string,
  bytes: Buffer,
  { folder, force }: UpdateOptions,
  write: (about: { asOf: string; version: string }) => Promise<{ advisories: number; bad: number }>,
): Promise<SourceUpdate> {
  const version = createHash('sha256').update(bytes).digest('hex');
  const asOf = new Date().toISOString();
  const known = force ? null : about(folder, name);
  if (known?.version === version) {
    noteChecked(folder, basename(signalPath(folder, name)), known.asOf, asOf);
    return { ecosystem: name, source, outcome: 'unchanged', advisories: known.count, bad: 0 };
  }
  try {
    return { ecosystem: name, source, outcome: 'updated', ...(await write({ asOf, version })) };
  } catch (error) {
    if (error instanceof AdvisoryError) throw error;
    const why =
      error instanceof SyntaxError ? 'no JSON' : ((error as Error).message.split('\n', 1)[0] ?? '').slice(0, 200);
    throw new AdvisoryError(
      'bad-archive',
      `What came as ${name} cannot be read (${why}): what was there before stays in use.`,
      {
        cause: error,
      },
    );
  }
}

function about(folder: string, name: SignalName) {
  try {
    return openSignal(signalPath(folder, name), name).about;
  } catch {
    return null;
  }
}
