import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Component, Observation, drain } from '@stoa/model';
import { ReportError, readReport } from '@stoa/formats';

const corpus = process.env['STOA_CORPUS'] ?? '';
if (!corpus) console.warn('STOA_CORPUS is not set: the outside reports are not looked at.');

interface Outcome {
  format: string | undefined;
  observations: number;
  skips: number;
  error: string | undefined;
}

/** Reads a file to its end. What comes out must fit the model; anything but one of our errors is a crash. */
async function outcomeOf(path: string, name: string): Promise<Outcome> {
  const outcome: Outcome = { format: undefined, observations: 0, skips: 0, error: undefined };
  try {
    const { format, scans } = await readReport({ name, open: () => createReadStream(path) });
    outcome.format = format.id;
    for (const scan of scans) {
      await drain(scan, (item) => {
        if (item.type === 'observation') Observation.parse(item.observation);
        if (item.type === 'component') Component.parse(item.component);
        if (item.type === 'observation') outcome.observations += 1;
        if (item.type === 'skip') outcome.skips += 1;
      });
    }
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    outcome.error = error.code;
  }
  return outcome;
}

/**
 * Where we count otherwise on purpose: cppcheck lists the places that lead to a problem as locations of it. Others make
 * a finding of each; for us (and SARIF 3.27.12) a result is one problem.
 */
const onPurpose = new Map([['cppcheck/cppcheck_many_vuln.sarif', 7]]);

/** Tools whose reports are SARIF, CycloneDX, SPDX or JUnit, whatever their files are called. */
const ours = /^(sarif|cyclonedx|spdx|junit)\/|\.sarif$|^snyk_code\/snykcode_issue_9270\.json$/;

test.skipIf(!corpus)(
  'reports that we read have the findings others count; all others are refused by name',
  async () => {
    const rows = readFileSync(join(corpus, 'reports/expectations.tsv'), 'utf8').split('\n').slice(1).filter(Boolean);
    const [read, equal, meant, wrong]: [string[], string[], string[], string[]] = [[], [], [], []];
    const refused: Record<string, number> = {};
    for (const row of rows) {
      const [file = '', expected = ''] = row.split('\t');
      const { format, observations, error } = await outcomeOf(join(corpus, 'reports', file), file);
      if (ours.test(file)) {
        read.push(file);
        if (error === undefined && observations === Number(expected)) equal.push(file);
        else if (error === undefined && observations === onPurpose.get(file)) meant.push(file);
        else wrong.push(`${file}: ${expected} expected, ${error ?? observations} found`);
      } else if (error === 'unknown-format' || error === 'empty') refused[error] = (refused[error] ?? 0) + 1;
      else wrong.push(`${file}: read as ${format}, ${error ?? 'without an error'}`);
    }
    console.log(
      `reports: ${equal.length} of ${read.length} equal, ${meant.length} otherwise on purpose; of other tools`,
      refused,
    );
    expect(wrong).toEqual([]);
    expect(read.length).toBeGreaterThan(20);
  },
);

test.skipIf(!corpus)(
  'CycloneDX: valid documents are read without a complaint, of invalid ones the fault is named',
  async () => {
    const folder = join(corpus, 'cyclonedx');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(json|xml)$/.test(name),
    );
    const wrong: string[] = [];
    for (const name of files) {
      const { skips, error } = await outcomeOf(join(folder, name), name);
      const isInvalid = /(^|[/-])invalid-/.test(name);
      if (isInvalid !== (skips > 0 || error !== undefined)) wrong.push(name);
    }
    console.log(`cyclonedx: ${files.length - wrong.length} of ${files.length} judged right`);
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThan(500);
  },
);
