import { Policy } from '@stoa/model';
import { noExploited, noFixable, noSecrets } from './criteria.ts';

/** Examples and exercises, with their flaws on purpose: they are told, and stop nothing. */
export const sample = Policy.parse({
  id: 'sample',
  title: 'Samples, wherever they are',
  version: 1,
  appliesTo: { workloads: ['sample'] },
  criteria: [noSecrets, noExploited, noFixable].map((criterion) => ({ ...criterion, enforcement: 'warn' })),
});
