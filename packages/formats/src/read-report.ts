import type { Scan, Skip } from '@stoa/model';
import { openReport, readHead } from './archive/open.ts';
import { defaultLimits, type Format, type ReadOptions, type ReportSource } from './format.ts';
import { detectFormat, formats } from './formats.ts';
import { headBytes, lookAtHead } from './head.ts';
import { inSource, ReportError } from './report-error.ts';
import { unknownFormat } from './unknown.ts';

/**
 * Opens whatever was uploaded, finds out what it is and gives its runs. The scans are drained one after the other, in
 * order. An error at any point means that the whole upload failed: nothing of it should be kept.
 *
 * An archive may hold several reports, of several formats; `format` is that of the first. What in it is no report is a
 * counted skip of the first run, as long as there is one.
 *
 * @param options.formatId when the caller knows the format
 * @throws {ReportError} with a place and what to do next
 * @example
 * const { scans } = await readReport({ name: 'semgrep.sarif', open: () => createReadStream(path) });
 * for (const scan of scans) summary = await drain(scan, (item) => items.push(item));
 */
export async function readReport(
  source: ReportSource,
  options: ReadOptions & { formatId?: string | undefined } = {},
): Promise<{ format: Format; scans: Scan[] }> {
  try {
    return await readAll(source, options);
  } catch (error) {
    throw inSource(error, source.name);
  }
}

async function readAll(source: ReportSource, options: ReadOptions & { formatId?: string | undefined }) {
  const limits = { ...defaultLimits, ...options.limits };
  const scans: Scan[] = [];
  const skips: Skip[] = [];
  let first: Format | undefined;
  let unknown: ReportError | undefined;
  for await (const opened of openReport(source, limits)) {
    const head = lookAtHead(await readHead(opened, headBytes));
    const format = formatOf(options.formatId) ?? detectFormat(head, opened.name);
    if (format) {
      first ??= format;
      scans.push(...(await format.read(opened, options)));
    } else {
      unknown ??= unknownFormat(head);
      skips.push({
        place: (opened.name ?? '').slice(0, 4096),
        reason: 'unsupported',
        detail: unknown.message.slice(0, 1000),
      });
    }
  }
  if (!first) throw unknown ?? new ReportError('empty', 'the report is empty.');
  if (skips.length > 0 && scans[0]) scans[0] = withSkips(scans[0], skips);
  return { format: first, scans };
}

function formatOf(id: string | undefined): Format | undefined {
  if (id === undefined) return undefined;
  const format = formats.find((one) => one.id === id);
  if (!format) {
    throw new ReportError(
      'unknown-format',
      `there is no format of this name. Known are ${formats.map((one) => one.id).join(', ')}.`,
    );
  }
  return format;
}

async function* withSkips(scan: Scan, skips: readonly Skip[]): Scan {
  for (const skip of skips) yield { type: 'skip', skip };
  return yield* scan;
}
