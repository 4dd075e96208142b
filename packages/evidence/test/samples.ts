import { Practice, type Evidence } from '@stoa/model';

export const now = '2026-06-01T00:00:00.000Z';
export const later = '2026-06-08T00:00:00.000Z';

/** Evidence as good as it gets: level 5 by itself. */
export const strong: Evidence = {
  id: '00000000-0000-4000-8000-000000000000',
  practice: 'D2',
  probe: 'components/known-vulnerabilities',
  subject: { name: 'shop', digest: { gitCommit: 'c0ffee' } },
  verdict: 'pass',
  summary: 'All ten hold.',
  applicable: 10,
  covered: 10,
  holding: 10,
  automated: true,
  enforced: true,
  efficacyProved: true,
  counter: false,
  facts: {},
  producedAt: now,
  expiresAt: later,
};

export const practice = Practice.parse({
  id: 'D2',
  pillar: 'design',
  title: 'Components are held against known vulnerabilities',
  statement: 's',
  evidenceKind: 'A',
  stages: ['build'],
  room: 'components',
  answeredBy: 'An inventory.',
  nextStep: 'Scan.',
  importance: 5,
  effort: 1,
  target: 5,
});
