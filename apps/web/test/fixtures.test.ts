import { expect, test } from 'vitest';
import { routes, type Route, type RouteId } from '@stoa/api';
import { answers, type Asked } from '../dev/answers.ts';
import { decisions } from '../dev/fixtures/decisions.ts';
import { findings } from '../dev/fixtures/findings.ts';
import { blueprintFor } from '../dev/fixtures/blueprint.ts';
import { runs } from '../dev/fixtures/runs.ts';
import { users } from '../dev/fixtures/people.ts';

const ids: Partial<Record<RouteId, string>> = {
  getFinding: findings[0]!.id,
  getRun: runs[0]!.id,
  getDecision: decisions[0]!.id,
  replayDecision: decisions[0]!.id,
  getEvidence: blueprintFor(null)
    .pillars.flatMap(({ practices }) => practices)
    .flatMap(({ evidence }) => evidence)[0]!.id,
  approveException: 'fixture-0',
  revokeException: 'fixture-0',
  changeUser: users[1]!.id,
};
const body = {
  application: 'ledger',
  environment: 'production',
  owner: 'Ilias',
  reason: 'long enough to be one',
  scope: { rule: 'CVE-2020-8203' },
  expiresAt: '2030-01-01T00:00:00.000Z',
  ids: [findings[0]!.id],
};

test.each(Object.keys(answers) as RouteId[])('the fixture of %s is what the contract promises', (id) => {
  const asked: Asked = {
    params: { id: ids[id] ?? '', application: 'ledger' },
    query: new URLSearchParams(),
    body: id === 'changeUser' ? { role: 'developer' } : body,
  };
  const made = answers[id]!(asked);
  expect(made, 'an answer, not 404').not.toBeNull();
  const { response } = routes[id] as Route;
  if (response) response.parse(made);
  else expect(made).toBeUndefined();
});
