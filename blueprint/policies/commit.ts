import { Policy } from '@stoa/model';
import { noSecrets } from './criteria.ts';

/** What the commit hook asks: only what cannot be taken back once it is in the history. Everything else waits for the pipeline. */
export const commit = Policy.parse({
  id: 'commit',
  title: 'Commits',
  version: 1,
  appliesTo: { workloads: [], environments: ['commit'] },
  criteria: [{ ...noSecrets, sameRevision: false, fail: 'finding.severity in ["critical", "high", "medium"]' }],
});
