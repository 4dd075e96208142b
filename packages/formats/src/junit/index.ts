import { Observation, type Scan, type ScanItem, type TestCounts } from '@stoa/model';
import { ReportError, type Format, type ReadOptions, type ReportSource } from '../format.ts';
import { toRepositoryPath } from '../path.ts';
import { readXml } from '../read-xml.ts';

/**
 * JUnit's XML, in the dialects that test runners write. Tests that fail become observations; all are counted.
 * @see https://github.com/testmoapp/junitxml
 */
export const junit: Format = {
  id: 'junit',
  title: 'JUnit XML',
  detect: (head) => (/<testsuites?[\s>]/.test(head) ? 1 : 0),
  read: async (source, options) => [readJunit(source, options)],
};

interface Case {
  name: string;
  className: string;
  file: string | undefined;
  line: number;
  outcome: 'passed' | 'failed' | 'errored' | 'skipped';
  message: string;
}

async function* readJunit(source: ReportSource, { covers }: ReadOptions): Scan {
  const counts: TestCounts = { total: 0, failed: 0, errored: 0, skipped: 0 };
  const suites: string[] = [];
  let current: Case | null = null;
  let ready: ScanItem[] = [];
  let sawSuite = false;
  const chunks = readXml(source, {
    open(name, attributes) {
      switch (name) {
        case 'testsuites':
          sawSuite = true;
          break;
        case 'testsuite':
          sawSuite = true;
          suites.push(attributes['name'] ?? '');
          break;
        case 'testcase':
          current = {
            name: attributes['name'] ?? '',
            className: attributes['classname'] ?? '',
            file: attributes['file'],
            line: Number(attributes['line']),
            outcome: 'passed',
            message: '',
          };
          break;
        case 'failure':
        case 'error':
        case 'skipped':
          if (!current) break;
          current.outcome = name === 'failure' ? 'failed' : name === 'error' ? 'errored' : 'skipped';
          current.message ||= attributes['message'] ?? '';
      }
    },
    close(name, text) {
      if (name === 'testsuite') suites.pop();
      if ((name === 'failure' || name === 'error') && current) current.message ||= text;
      if (name !== 'testcase' || !current) return;
      counts.total += 1;
      if (current.outcome !== 'passed') counts[current.outcome] += 1;
      if (current.outcome === 'failed' || current.outcome === 'errored')
        ready.push({ type: 'observation', observation: toObservation(current, suites.at(-1) ?? '') });
      current = null;
    },
  });
  for await (const _ of chunks) {
    yield* ready;
    ready = [];
  }
  if (!sawSuite) throw new ReportError('malformed', `${source.name} has no test suite: it is not a JUnit report.`);
  return {
    tool: { name: 'junit', version: '' },
    completeness: covers ? 'complete' : 'unknown',
    ...(!covers && { reason: 'A test report does not say which tests there should have been.' }),
    coverage: {
      kinds: ['test'],
      roots: covers ? [...covers] : [],
      rules: 'all',
      looked: counts.total,
      skipped: [],
      skippedTotal: 0,
    },
    tests: counts,
  };
}

function toObservation(test: Case, suite: string): Observation {
  const path = test.file ? toRepositoryPath(test.file) : null;
  const firstLine = test.message.split('\n').find((line) => line.trim()) ?? '';
  return Observation.parse({
    kind: 'test',
    rule: { id: `${suite}::${test.className}::${test.name}`.slice(0, 500) },
    title:
      `Test ${test.outcome === 'failed' ? 'fails' : 'ends with an error'}: ${test.name || test.className || suite}`.slice(
        0,
        300,
      ),
    description: firstLine.slice(0, 2000),
    severity: 'medium',
    ...(path && { location: { path, ...(test.line >= 1 && { startLine: test.line }) } }),
  });
}
