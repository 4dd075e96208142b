import type { Criterion } from '@stoa/model';

/** A criterion as it is written down: what has a default is left out. */
type CriterionInput = Pick<Criterion, 'id' | 'title' | 'over' | 'next' | 'practices'> & Partial<Criterion>;

/** Advisories change daily: what was clean on Monday's data says little on Thursday. */
const vulnerabilities = {
  over: 'findings',
  requires: ['vulnerability'],
  maxDataAge: '48h',
} satisfies Partial<Criterion>;

export const noSecrets: CriterionInput = {
  id: 'secrets',
  title: 'No credential stands in the code',
  over: 'findings',
  when: 'finding.kind == "secret"',
  fail: 'finding.severity in ["critical", "high", "medium"]',
  requires: ['secret'],
  next: 'Revoke the credential first, then fetch it at run time from a vault; taking it out of the code is not enough.',
  practices: ['S5', 'CD4'],
};

export const noExploited: CriterionInput = {
  ...vulnerabilities,
  id: 'known-exploited',
  title: 'No vulnerability that is known to be exploited',
  when: 'finding.kind == "vulnerability"',
  fail: '"kev" in finding.tags',
  next: 'Upgrade today, or take the component out: attackers use this one now.',
  practices: ['D2', 'S8'],
};

export const noFixable: CriterionInput = {
  ...vulnerabilities,
  id: 'fixable-vulnerabilities',
  title: 'No critical or high vulnerability that an upgrade would close',
  when: 'finding.kind == "vulnerability"',
  fail: 'finding.fixable && finding.severity in ["critical", "high"]',
  next: 'Upgrade to the version named in the finding, scan again, and release that.',
  practices: ['D2', 'S8'],
};

export const unfixable: CriterionInput = {
  ...vulnerabilities,
  id: 'unfixable-vulnerabilities',
  title: 'No critical or high vulnerability without a fix',
  when: 'finding.kind == "vulnerability"',
  fail: '!finding.fixable && finding.severity in ["critical", "high"]',
  enforcement: 'warn',
  next: 'Look for another component or a mitigation, and write down the decision as an exception with a date.',
  practices: ['D2', 'S8'],
};

/** What a licence denies is decided in `.stoa/licences.yaml`, by workload. */
export const noDeniedLicence: CriterionInput = {
  id: 'licences',
  title: 'No package under a licence that is denied for this workload',
  over: 'findings',
  when: 'finding.kind == "licence"',
  fail: 'finding.severity in ["critical", "high"]',
  requires: ['licence'],
  enforcement: 'warn',
  next: 'Replace the package, or write the decision that allows its licence into .stoa/licences.yaml.',
  practices: ['D2'],
};

export const knownVersions: CriterionInput = {
  id: 'known-versions',
  title: 'Every component has a version that can be looked up',
  over: 'application',
  when: 'components.count > 0',
  pass: 'components.unknownVersions == 0',
  requires: ['vulnerability'],
  enforcement: 'warn',
  next: 'Pin the versions in a lock file: what has no version cannot be matched against advisories.',
  practices: ['D2', 'S8'],
};

/** Blocks where a tool reports on the code, advises where none does yet. */
export const noWeakCode: CriterionInput = {
  id: 'code',
  title: 'No critical or high weakness in the code',
  over: 'findings',
  when: 'finding.kind == "code"',
  fail: 'finding.severity in ["critical", "high"]',
  requires: ['code'],
  whenNotEvaluated: 'warn',
  next: 'Repair the line the finding points at; where no tool has looked, import the SARIF report of one (stoa import).',
  practices: ['D1'],
};

export const noWeakConfiguration: CriterionInput = {
  id: 'configuration',
  title: 'No critical or high weakness in the configuration',
  over: 'findings',
  when: 'finding.kind == "configuration"',
  fail: 'finding.severity in ["critical", "high"]',
  requires: ['configuration'],
  whenNotEvaluated: 'warn',
  next: 'Repair the setting the finding points at; where no tool has looked, import the SARIF report of one (stoa import).',
  practices: ['E1'],
};

/** Judges test reports of the last week and of this revision, and says so where there is none. */
export const testsPass: CriterionInput = {
  id: 'tests',
  title: 'No test fails',
  over: 'runs',
  when: 'run.tests.total > 0 && run.sameRevision && run.ageHours < 168.0',
  fail: 'run.tests.failed + run.tests.errored > 0',
  whenNotEvaluated: 'warn',
  next: 'Make the tests pass, and hand their JUnit report in (stoa import) from the pipeline.',
  practices: ['CD1'],
};
