import { Policy } from '@stoa/model';
import { noExploited, noFixable, noSecrets, noWeakCode, noWeakConfiguration, testsPass } from './criteria.ts';

/** Where a release is tried out: what would hurt at once stops it, the rest is told in time to be repaired. */
export const staging = Policy.parse({
  id: 'staging',
  title: 'Staging and test environments',
  version: 1,
  appliesTo: {
    workloads: ['service', 'web', 'library', 'batch', 'infrastructure'],
    environments: ['staging', 'stage', 'preview', 'test', 'testing', 'qa', 'integration', 'development', 'dev'],
  },
  criteria: [
    { ...noSecrets, fail: 'finding.severity in ["critical", "high"]' },
    { ...noExploited, maxDataAge: '7d', whenNotEvaluated: 'warn' },
    { ...noFixable, maxDataAge: '7d', enforcement: 'warn' },
    { ...noWeakCode, enforcement: 'warn' },
    { ...noWeakConfiguration, enforcement: 'warn' },
    { ...testsPass, enforcement: 'warn' },
  ],
});
