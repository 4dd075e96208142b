import { expect, test } from 'vitest';
import fc from 'fast-check';
import { drain, type FileTree, type Observation } from '@stoa/model';
import { Baseline, baselineFingerprint, emptyBaseline, rules, scanSecrets, spreadEnds } from '@stoa/secrets';

const example = rules.find(({ id }) => id === 'github-token')!.examples[0]!;
const other = rules.find(({ id }) => id === 'stripe-secret-key')!.examples[0]!;

async function scan(text: string, baseline: Baseline, today: string, all = false, key = 1): Promise<Observation[]> {
  const tree: FileTree = {
    name: 'shop',
    files: async function* () {
      yield { path: 'a.env', size: text.length, executable: false, read: async () => Buffer.from(text) };
    },
  };
  const found: Observation[] = [];
  const options = { key: new Uint8Array(32).fill(key), baseline: { baseline, today, all } };
  await drain(scanSecrets(tree, options), (item) => {
    if (item.type === 'observation') found.push(item.observation);
  });
  return found;
}

/** A baseline of what is in a text. */
async function baselineOf(text: string, approver: string | null): Promise<Baseline> {
  const empty = emptyBaseline();
  const found = await scan(text, empty, '2026-01-01', true);
  const entries = found.map(({ rule, severity, toolFingerprints }) => ({
    digest: toolFingerprints[baselineFingerprint]!,
    rule: rule.id,
    severity,
    path: 'a.env',
    owner: 'ada',
    reason: 'old, being rotated',
    approver,
    since: '2026-01-01',
    until: '2026-06-30',
  }));
  return Baseline.parse({ ...empty, entries });
}

test('a secret of the baseline is told with its reason and last day, on every machine; a new one is told plainly', async () => {
  const baseline = await baselineOf(`${example}\n`, 'grace');
  const [known, fresh] = await scan(`${example}\n${other}\n`, baseline, '2026-06-30', false, 2);
  expect(known?.suppressed).toEqual({ by: 'baseline', reason: 'old, being rotated (ada)', until: '2026-06-30' });
  expect(fresh?.suppressed).toBeUndefined();
  expect(fresh?.toolFingerprints).toEqual({});
});

test('it counts again on the day after its last, and all along while nobody has approved', async () => {
  const [ended] = await scan(example, await baselineOf(example, 'grace'), '2026-07-01');
  expect(ended?.suppressed).toBeUndefined();
  expect(ended?.description).toContain('covered it until 2026-06-30');
  const [waiting] = await scan(example, await baselineOf(example, null), '2026-02-01');
  expect(waiting?.suppressed).toBeUndefined();
  expect(waiting?.description).toContain('nobody has approved');
});

test('a baseline holds nothing of a secret, and digests of one repository say nothing in another', async () => {
  const [one, two] = [await baselineOf(example, 'grace'), await baselineOf(example, 'grace')];
  expect(one.entries[0]?.digest).not.toBe(two.entries[0]?.digest);
  const secret = /gh\w_\w+/.exec(example)![0];
  for (let at = 4; at + 6 <= secret.length; at += 1)
    expect(JSON.stringify(one)).not.toContain(secret.slice(at, at + 6));
});

test('a file cannot make a scan slow: what a digest costs is bounded', () => {
  const costly = { ...emptyBaseline(), scrypt: { n: 1 << 24, r: 8, p: 1 } };
  expect(Baseline.safeParse(costly).success).toBe(false);
  expect(Baseline.safeParse({ ...emptyBaseline(), entries: [{ ['__proto__']: {} }] }).success).toBe(false);
});

test('a quarter ends after each quarter of the time, the worst first, and all of it by the last day', () => {
  const severity = fc.constantFrom('critical', 'high', 'medium', 'low', 'info');
  const some = fc.array(fc.record({ severity, digest: fc.uuid() }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(some, (entries) => {
      const spread = spreadEnds(entries as never[], '2026-01-01', '2026-12-27') as any[];
      expect(spread.map(({ until }) => until)).toEqual(spread.map(({ until }) => until).toSorted());
      expect(spread.at(-1).until).toBe('2026-12-27');
      for (const { until } of spread) expect(until > '2026-01-01').toBe(true);
      const ends = new Set(spread.map(({ until }) => until));
      expect(ends.size).toBe(Math.min(4, entries.length));
      const order = ['critical', 'high', 'medium', 'low', 'info'];
      const ranks = spread.map((one) => order.indexOf(one.severity));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }),
    { numRuns: 50 },
  );
});
