import { expect, test } from 'vitest';
import { practices } from '@stoa/blueprint';
import { Run, type FindingKind } from '@stoa/model';
import { isNews, levelOf, probes, runProbes, type ProbeContext } from '@stoa/evidence';
import { later, now, strong } from './samples.ts';

/** An application of which nothing is known yet. */
const nothing: ProbeContext = {
  application: 'shop',
  now,
  revision: 'c0ffee',
  runs: [],
  open: [],
  components: { total: 0, unpinned: 0 },
  tools: [],
  decisions: { count: 0, lastAt: null, lastReplays: null },
  exceptions: { live: 0, expired: 0 },
  repository: {},
  declared: { modules: 0, internet: false },
  api: { routes: 40, described: 40 },
  audit: { entries: 1, ok: true },
  history: { days: 0, fixed: 0 },
};

const run = (kind: FindingKind, more: object = {}) =>
  Run.parse({
    id: crypto.randomUUID(),
    tool: { name: `stoa-${kind}` },
    application: 'shop',
    branch: 'main',
    revision: 'c0ffee',
    startedAt: '2026-05-31T23:59:58.500Z',
    finishedAt: now,
    completeness: 'complete',
    coverage: { kinds: [kind], roots: [''], looked: 10 },
    dataAsOf: now,
    ...more,
  });
const open = (kind: FindingKind, ...tags: string[]) => ({ kind, severity: 'high' as const, tags, firstSeenAt: now });
const ten = { total: 10, unpinned: 0 };
const enforced = { 'pipeline.found': true, 'pipeline.scan': true, 'pipeline.gate': true, 'hook.installed': true };
const decided = { count: 3, stopped: 1, lastAt: now, lastReplays: true };

/** The level that one probe's word alone would give its practice; null where it says nothing. */
function outcome(id: string, changes: Partial<ProbeContext>) {
  const found = runProbes({ ...nothing, ...changes }).find(({ probe }) => probe === id);
  if (!found) return null;
  const practice = practices.find((one) => one.id === found.practice)!;
  return [levelOf(practice, [found], now).level, found.verdict, found.counter ? 'counter' : ''];
}

const vulnerabilities = 'components/known-vulnerabilities';
const secrets = 'secrets/scripts-and-sources';

const stories: [string, string, Partial<ProbeContext>, ReturnType<typeof outcome>][] = [
  [vulnerabilities, 'there are no components', {}, null],
  [vulnerabilities, 'none was held against advisories', { components: ten }, [0, 'not-evaluated', '']],
  [
    vulnerabilities,
    'the run broke off',
    { components: ten, runs: [run('vulnerability', { completeness: 'partial' })] },
    [0, 'not-evaluated', ''],
  ],
  [
    vulnerabilities,
    'the run is a month old',
    { components: ten, runs: [run('vulnerability', { finishedAt: '2026-05-01T00:00:00Z' })] },
    [0, 'not-evaluated', ''],
  ],
  [
    vulnerabilities,
    'the advisories are old',
    { components: ten, runs: [run('vulnerability', { dataAsOf: '2026-01-01T00:00:00Z' })] },
    [0, 'expired', ''],
  ],
  [
    vulnerabilities,
    'the age of the advisories is unknown',
    { components: ten, runs: [run('vulnerability', { dataAsOf: undefined })] },
    [0, 'not-evaluated', ''],
  ],
  [
    vulnerabilities,
    'all was checked, but no gate stands behind it',
    { components: ten, runs: [run('vulnerability')] },
    [3, 'pass', ''],
  ],
  [
    vulnerabilities,
    'a quarter was checked',
    { components: { total: 40, unpinned: 0 }, runs: [run('vulnerability')] },
    [2, 'pass', ''],
  ],
  [
    vulnerabilities,
    'a gate stands behind it',
    { components: ten, runs: [run('vulnerability')], repository: enforced, decisions: decided },
    [4, 'pass', ''],
  ],
  [
    'components/inventory',
    'all is pinned, accuracy unknown',
    { components: ten, repository: enforced, decisions: decided },
    [3, 'pass', ''],
  ],
  ['components/inventory', 'most is not pinned', { components: { total: 10, unpinned: 8 } }, [2, 'fail', '']],
  [
    'evidence/versioned-inputs',
    'pinned, at a revision',
    { components: ten, runs: [run('vulnerability')] },
    [3, 'pass', ''],
  ],
  [
    'evidence/versioned-inputs',
    'no version control',
    { components: ten, runs: [run('vulnerability')], revision: null },
    [2, 'fail', 'counter'],
  ],
  [secrets, 'nobody has searched', {}, null],
  [secrets, 'searched, clean', { runs: [run('secret')] }, [3, 'pass', '']],
  [secrets, 'searched over nothing', { runs: [run('secret', { coverage: { kinds: ['secret'], looked: 0 } })] }, null],
  [
    secrets,
    'one in the history alone, which CD4 asks about',
    { runs: [run('secret')], open: [open('secret', 'history')] },
    [3, 'pass', ''],
  ],
  [secrets, 'one open in a source file', { runs: [run('secret')], open: [open('secret')] }, [3, 'fail', '']],
  [
    secrets,
    'one open in a build script',
    { runs: [run('secret')], open: [open('secret', 'build-script')] },
    [2, 'fail', 'counter'],
  ],
  [
    secrets,
    'a gate and a canary',
    { runs: [run('secret')], repository: { ...enforced, 'canary.secrets': true }, decisions: decided },
    [5, 'pass', ''],
  ],
  ['secrets/absence', 'no secret lies about, which is one proof of three', { runs: [run('secret')] }, [2, 'pass', '']],
  ['secrets/absence', 'one lies about', { runs: [run('secret')], open: [open('secret')] }, [1, 'fail', 'counter']],
  ['code/static-analysis', 'nothing analysed it', { runs: [run('secret')] }, null],
  [
    'code/static-analysis',
    'a report was imported',
    { runs: [run('code')], repository: enforced, decisions: decided },
    [2, 'pass', ''],
  ],
  ['config/checks', 'nothing checked it', {}, null],
  ['config/checks', 'a report was imported', { runs: [run('configuration')] }, [2, 'pass', '']],
  ['config/tools-in-pipeline', 'nobody has looked into the repository', {}, null],
  ['config/tools-in-pipeline', 'all is set up and was never seen to run', { repository: enforced }, [2, 'fail', '']],
  [
    'config/tools-in-pipeline',
    'it runs in the pipeline',
    { repository: { ...enforced, 'run.inPipeline': true }, decisions: decided },
    [4, 'pass', ''],
  ],
  ['policy/decisions', 'nothing was decided', {}, null],
  ['policy/decisions', 'decided by hand', { decisions: decided }, [3, 'pass', '']],
  [
    'policy/decisions',
    'the pipeline asks, and was told no before',
    { decisions: decided, repository: enforced },
    [5, 'pass', ''],
  ],
  [
    'policy/decisions',
    'the gate never said no',
    { decisions: { ...decided, stopped: 0 }, repository: enforced },
    [4, 'pass', ''],
  ],
  [
    'policy/decisions',
    'the last one does not replay',
    { decisions: { ...decided, lastReplays: false }, repository: enforced },
    [1, 'fail', 'counter'],
  ],
  [
    'policy/decisions',
    'the audit log was tampered with',
    { decisions: decided, audit: { entries: 9, ok: false } },
    [1, 'fail', 'counter'],
  ],
  ['policy/by-workload', 'no module says what it is', { decisions: decided }, [1, 'fail', '']],
  [
    'policy/by-workload',
    'modules say what they are',
    { decisions: decided, declared: { modules: 2, internet: true } },
    [3, 'pass', ''],
  ],
  ['store/consolidation', 'one tool', { runs: [run('secret')], tools: ['stoa-secret'] }, [1, 'fail', '']],
  [
    'store/consolidation',
    'two tools, one of which finds nothing',
    { runs: [run('secret')], tools: ['zap'] },
    [3, 'pass', ''],
  ],
  ['store/metrics', 'one of five has data', { runs: [run('secret')] }, [2, 'fail', '']],
  [
    'store/metrics',
    'three of five have',
    { runs: [run('secret')], decisions: decided, history: { days: 9, fixed: 2 } },
    [3, 'fail', ''],
  ],
  ['store/friction', 'no run has a duration', { runs: [run('secret', { startedAt: now })] }, null],
  ['store/friction', 'minutes are known', { runs: [run('secret')] }, [2, 'fail', '']],
  ['api/coverage', 'ours is whole, the others are unknown', {}, [3, 'pass', '']],
  ['api/coverage', 'ours has a gap', { api: { routes: 40, described: 39 } }, [1, 'fail', '']],
  [
    'attack/automated-tests',
    'tests ran, and nobody knows which are about security',
    { runs: [run('test', { tests: { total: 9, failed: 0, errored: 0, skipped: 2 } })] },
    [0, 'not-evaluated', ''],
  ],
  [
    'attack/automated-tests',
    'all were skipped',
    { runs: [run('test', { tests: { total: 9, failed: 0, errored: 0, skipped: 9 } })] },
    null,
  ],
];

test.each(stories)('%s: %s', (probe, _story, changes, expected) => {
  expect(outcome(probe, changes)).toEqual(expected);
});

test('each probe is about a practice that exists, has a name of its own, and at least two different stories above', () => {
  const ids = probes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, practice } of probes) {
    expect(practices.map((one) => one.id)).toContain(practice);
    const endings = stories.filter(([probe]) => probe === id).map(([, , , ending]) => JSON.stringify(ending));
    expect(new Set(endings).size, id).toBeGreaterThan(1);
  }
});

test('of an application that nothing is known of, probes speak of Stoa itself only', () => {
  expect(runProbes(nothing).map(({ probe }) => probe)).toEqual(['api/coverage']);
});

test('a summary has the figures, and never counts more than there is', () => {
  const all = runProbes({
    ...nothing,
    runs: [run('secret'), run('vulnerability', { coverage: { kinds: ['vulnerability'], roots: [''], looked: 99 } })],
    components: ten,
    open: Array.from({ length: 50 }, () => open('secret')),
  });
  for (const { holding, applicable, covered, summary } of all) {
    expect(summary).toMatch(/^(?=.*\d)[A-Z0-9].*[.]$/);
    expect(holding).toBeLessThanOrEqual(applicable);
    expect(covered).toBeLessThanOrEqual(applicable);
  }
});

test('evidence stands on the commit, or without version control on the runs', () => {
  const [withCommit] = runProbes(nothing);
  expect(withCommit?.subject).toEqual({ name: 'shop', digest: { gitCommit: 'c0ffee' } });
  const runs = [run('secret'), run('vulnerability')];
  const digests = [runs, runs.toReversed()].map((some) => runProbes({ ...nothing, revision: null, runs: some })[0]);
  expect(digests[0]?.subject.digest).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(digests[1]?.subject.digest).toEqual(digests[0]?.subject.digest);
});

test('evidence is news when it says something else or its time is half over', () => {
  expect(isNews(strong, undefined, now)).toBe(true);
  expect(isNews({ ...strong, producedAt: later }, strong, now)).toBe(false);
  expect(isNews({ ...strong, holding: 9 }, strong, now)).toBe(true);
  expect(isNews(strong, strong, '2026-06-05T00:00:00.000Z')).toBe(true);
});
