import type { Scan, Skip, TestCounts } from '@stoa/model';
import { defaultLimits, type ReadOptions, type ReportSource } from '../format.ts';
import { ReportError } from '../report-error.ts';
import { cleanText } from '../text.ts';
import { sliceXml, type XmlPlan } from '../xml/slicer.ts';
import { outcomeOf, toObservation } from './test-case.ts';

const maxSkips = 1000;
const suite = /^testsuites?$/;

const plan: XmlPlan = (path) => {
  const name = path.at(-1)!;
  if (suite.test(name)) return 'enter';
  return name === 'testcase' || name === 'error' || name === 'properties' ? 'take' : 'skip';
};

/**
 * A JUnit report: what failed or broke as observations, everything counted. Suites nest in any depth.
 * @throws {ReportError}
 */
export async function readJunit(source: ReportSource, options: ReadOptions): Promise<Scan[]> {
  return [scan(source, options)];
}

async function* scan(source: ReportSource, { covers, limits, root }: ReadOptions): Scan {
  const bounds = { ...defaultLimits, ...limits };
  const tests: TestCounts = { total: 0, failed: 0, errored: 0, skipped: 0 };
  const suites: { name: string; file?: string }[] = [];
  const skips: Skip[] = [];
  let skippedTotal = 0;
  let brokenSuites = 0;
  let startedAt: string | undefined;
  let seconds = 0;
  for await (const events of sliceXml(source, plan, bounds)) {
    for (const event of events) {
      if (event.type === 'start') {
        const { attributes, name, line } = event.element;
        if (!suite.test(name)) {
          throw new ReportError('malformed', 'a JUnit report starts with <testsuites> or <testsuite>.', { line });
        }
        const file = attributes['file'] ?? suites.at(-1)?.file;
        // The frame around all suites often has the name of the tool: it is not part of a test's name.
        suites.push({
          name: name === 'testsuite' ? (attributes['name'] ?? '') : '',
          ...(file !== undefined && { file }),
        });
        startedAt ??= instant(attributes['timestamp']);
        if (event.depth === 1) seconds = Number(attributes['time']) || 0;
      } else if (event.type === 'end') suites.pop();
      else if (event.type === 'oversized') {
        const skip: Skip = {
          place: `${event.parent}/${event.name}[${event.index}]`,
          reason: 'too-large',
          detail: 'This test case is too large to read.',
        };
        skippedTotal += 1;
        if (skips.length < maxSkips) skips.push(skip);
        yield { type: 'skip', skip };
      } else if (event.element.name === 'error') {
        brokenSuites += 1; // pytest and others: the suite itself could not be set up
      } else if (event.element.name === 'testcase') {
        const outcome = outcomeOf(event.element);
        tests.total += 1;
        if (outcome !== 'passed') tests[outcome] += 1;
        if (outcome === 'failed' || outcome === 'errored') {
          const name = suites.findLast((one) => one.name !== '')?.name ?? '';
          yield {
            type: 'observation',
            observation: toObservation(event.element, outcome, name, suites.at(-1)?.file, root),
          };
        }
        if (tests.total % 5000 === 0) yield { type: 'progress', done: tests.total };
      }
    }
  }
  const vouched = covers !== undefined && covers.length > 0;
  const cut = skippedTotal > 0 || brokenSuites > 0;
  const finishedAt = startedAt === undefined ? undefined : instant(startedAt, seconds);
  return {
    tool: { name: 'junit', version: '' },
    tests,
    completeness: cut ? 'partial' : vouched ? 'complete' : 'unknown',
    ...(cut
      ? {
          reason:
            brokenSuites > 0
              ? `${brokenSuites} test suites broke before their tests ran.`
              : 'Some tests could not be read.',
        }
      : !vouched && { reason: 'A test report does not say which tests there should have been.' }),
    coverage: {
      kinds: ['test'],
      roots: vouched ? [...covers] : [],
      rules: 'all',
      looked: tests.total - tests.skipped,
      skipped: skips,
      skippedTotal,
    },
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}

/** Many dialects leave the zone out; then UTC is meant more often than not. */
function instant(text: string | undefined, plusSeconds = 0): string | undefined {
  const clean = cleanText(text, 40).trim();
  if (!/^\d{4}-\d{2}-\d{2}T/.test(clean)) return undefined;
  const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(clean) ? clean : `${clean}Z`);
  const then = time + Math.min(plusSeconds, 1e7) * 1000;
  return Number.isFinite(then) ? new Date(then).toISOString() : undefined;
}
