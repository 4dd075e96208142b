import type { Scan } from '@stoa/model';
import { cyclonedx } from './cyclonedx/index.ts';
import { ReportError, type Format, type ReadOptions, type ReportSource } from './format.ts';
import { junit } from './junit/index.ts';
import { readHead } from './read-text.ts';
import { sarif } from './sarif/index.ts';
import { unpack } from './unpack.ts';

/** Every kind of report we read. */
export const formats: readonly Format[] = [sarif, cyclonedx, junit];

/**
 * Finds out what a report is and reads it.
 * @param formatId when the caller knows.
 * @throws {ReportError} with what to do next.
 */
export async function readReport(
  source: ReportSource,
  options: ReadOptions & { formatId?: string | undefined } = {},
): Promise<{ format: Format; scans: Scan[] }> {
  const unpacked = await unpack(source);
  const head = await readHead(unpacked);
  const format = options.formatId ? formats.find(({ id }) => id === options.formatId) : detect(head, source.name);
  if (!format)
    throw new ReportError(
      'unknown-format',
      `${source.name} ${describe(head)}. Read are: ${formats.map(({ id, title }) => `${id} (${title})`).join(', ')}.`,
    );
  return { format, scans: await format.read(unpacked, options) };
}

function detect(head: string, name: string): Format | undefined {
  const [best] = formats.map((format) => ({ format, sure: format.detect(head, name) })).sort((a, b) => b.sure - a.sure);
  return best && best.sure >= 0.5 ? best.format : undefined;
}

/** What somebody probably meant, for the error. */
function describe(head: string): string {
  if (/^\s*<!doctype html|^\s*<html/i.test(head))
    return 'is an HTML page, perhaps a sign-in page that was saved as a report';
  if (/"SchemaVersion"|"ArtifactName"/.test(head))
    return 'looks like a Trivy report: export it with --format sarif or --format cyclonedx';
  if (/"matches"|"descriptor"/.test(head)) return 'looks like a Grype report: export it with -o sarif';
  if (/"check_id"|"paths"\s*:/.test(head)) return 'looks like a Semgrep report: export it with --sarif';
  if (/^\s*[[{]/.test(head)) return 'is JSON of a kind that is not read yet: many tools can export SARIF';
  if (/^\s*</.test(head)) return 'is XML of a kind that is not read yet';
  return 'is not a report we know';
}
