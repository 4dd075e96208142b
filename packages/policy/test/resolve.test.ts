import { expect, test } from 'vitest';
import { Policy, type Workload } from '@stoa/model';
import { resolvePolicy } from '../index.ts';

function policy(id: string, appliesTo: { workloads?: Workload[]; environments?: string[] } = {}, blocking = 1): Policy {
  const criteria = Array.from({ length: blocking }, (_, n) => ({
    id: `c${n}`,
    title: 'C',
    over: 'application' as const,
    pass: 'true',
    next: 'N',
  }));
  return Policy.parse({ id, title: id, version: 1, appliesTo, criteria });
}

const found = (policies: Policy[], workloads: Workload[], environment = 'production') => {
  const { parts, unjudged } = resolvePolicy(policies, { workloads, environment });
  return { parts: parts.map(({ policy, workloads }) => [policy.id, ...workloads]), unjudged };
};

test('the most particular policy counts: environment before workload before none', () => {
  const any = policy('any');
  const web = policy('web', { workloads: ['web'] });
  const production = policy('production', { environments: ['production'] });
  expect(found([any], ['web']).parts).toEqual([['any', 'web']]);
  expect(found([any, web], ['web', 'service']).parts).toEqual([
    ['any', 'service'],
    ['web', 'web'],
  ]);
  expect(found([any, web, production], ['web']).parts).toEqual([['production', 'web']]);
  expect(found([any, web, production], ['web'], 'staging').parts).toEqual([['web', 'web']]);
});

test('of equals all count, the strictest first', () => {
  expect(found([policy('ours'), policy('theirs', {}, 3)], ['web', 'service']).parts).toEqual([
    ['theirs', 'service', 'web'],
    ['ours', 'service', 'web'],
  ]);
});

test("a team's own policy takes the place of the default with its id", () => {
  const own = policy('any', {}, 2);
  expect(resolvePolicy([policy('any'), own], { workloads: ['web'], environment: 'x' }).parts[0]?.policy).toBe(own);
});

test('a workload without a policy is named', () => {
  expect(found([policy('web', { workloads: ['web'] })], ['web', 'library'])).toEqual({
    parts: [['web', 'web']],
    unjudged: ['library'],
  });
});
