import { Policy } from '@stoa/model';
import {
  knownVersions,
  noDeniedLicence,
  noExploited,
  noFixable,
  noSecrets,
  noWeakCode,
  noWeakConfiguration,
  testsPass,
  unfixable,
} from './criteria.ts';

/*
 * These are for every environment that no other policy names: a name nobody knows is judged as production.
 */

/** What answers requests. */
export const production = Policy.parse({
  id: 'production',
  title: 'Services and web applications in production',
  version: 2,
  appliesTo: { workloads: ['service', 'web'] },
  criteria: [
    noSecrets,
    noExploited,
    noFixable,
    noWeakCode,
    testsPass,
    unfixable,
    noWeakConfiguration,
    noDeniedLicence,
    knownVersions,
  ],
});

/** What others build upon: what it brings along at run time counts, what it is built and tested with advises. */
export const library = Policy.parse({
  id: 'library',
  title: 'Libraries that are published',
  version: 2,
  appliesTo: { workloads: ['library'] },
  criteria: [
    noSecrets,
    noExploited,
    {
      ...noFixable,
      title: 'No critical or high vulnerability in what the library brings along',
      fail: 'finding.fixable && finding.scope != "development" && finding.severity in ["critical", "high"]',
    },
    {
      ...noFixable,
      id: 'development-vulnerabilities',
      title: 'No critical or high vulnerability in what the library is built with',
      fail: 'finding.fixable && finding.scope == "development" && finding.severity in ["critical", "high"]',
      enforcement: 'warn',
    },
    noWeakCode,
    testsPass,
    unfixable,
    noDeniedLicence,
    knownVersions,
  ],
});

/** What works on data by itself: nobody sends it requests, so a high vulnerability may wait two weeks for its upgrade. */
export const batch = Policy.parse({
  id: 'batch',
  title: 'Batch jobs and workers in production',
  version: 2,
  appliesTo: { workloads: ['batch'] },
  criteria: [
    noSecrets,
    noExploited,
    {
      ...noFixable,
      title: 'No critical vulnerability that an upgrade would close, and no high one older than two weeks',
      fail: 'finding.fixable && (finding.severity == "critical" || (finding.severity == "high" && finding.ageDays > 14.0))',
    },
    noWeakCode,
    testsPass,
    unfixable,
    noDeniedLicence,
    knownVersions,
  ],
});

/** What other things run on: its configuration is its code. */
export const infrastructure = Policy.parse({
  id: 'infrastructure',
  title: 'Infrastructure as code in production',
  version: 1,
  appliesTo: { workloads: ['infrastructure'] },
  criteria: [
    noSecrets,
    noWeakConfiguration,
    { ...noExploited, whenNotEvaluated: 'warn' },
    { ...noFixable, whenNotEvaluated: 'warn' },
    testsPass,
  ],
});
