import { drain, type Component, type Observation, type ScanSummary, type Skip } from '@stoa/model';
import { readReport, ReportError, type ReadOptions, type ReportSource } from '@stoa/formats';

/** A report in small chunks, so that every border falls somewhere. */
export function sourceOf(content: string | Uint8Array, { name = 'report', chunk = 7 } = {}): ReportSource {
  const bytes = Buffer.from(content);
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

export interface Reading {
  format: string;
  observations: Observation[];
  components: Component[];
  skips: Skip[];
  summaries: ScanSummary[];
}

/** All of a report at once. */
export async function read(
  content: string | Uint8Array | ReportSource,
  options: ReadOptions & { formatId?: string; chunk?: number; name?: string } = {},
): Promise<Reading> {
  const source = typeof content === 'string' || content instanceof Uint8Array ? sourceOf(content, options) : content;
  const { format, scans } = await readReport(source, options);
  const reading: Reading = { format: format.id, observations: [], components: [], skips: [], summaries: [] };
  for (const scan of scans) {
    const summary = await drain(scan, (item) => {
      if (item.type === 'observation') reading.observations.push(item.observation);
      if (item.type === 'component') reading.components.push(item.component);
      if (item.type === 'skip') reading.skips.push(item.skip);
    });
    reading.summaries.push(summary);
  }
  return reading;
}

/** The error a report ends with. */
export async function errorOf(
  content: string | Uint8Array | ReportSource,
  options: Parameters<typeof read>[1] = {},
): Promise<ReportError> {
  try {
    await read(content, { chunk: 1000, ...options });
  } catch (error) {
    if (error instanceof ReportError) return error;
    throw error;
  }
  throw new Error('the report was read without an error');
}

/** A SARIF log of one run. */
export function sarifLog(run: object, driver: object = {}): string {
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Scanner', version: '2', ...driver } }, ...run }],
  });
}

/** A SARIF result at a place. */
export function resultAt(uri: string, more: object = {}, location: object = {}): object {
  return {
    ruleId: 'js/sql',
    message: { text: 'A query is built from input' },
    locations: [{ physicalLocation: { artifactLocation: { uri, ...location }, region: { startLine: 3 } } }],
    ...more,
  };
}
