import { daysSince, freshRun, isEnforced, plural, type Probe } from '../probe.ts';

/** Advisories older than this say too little about today. */
const maxDataDays = 7;

export const knownVulnerabilities: Probe = {
  id: 'components/known-vulnerabilities',
  practice: 'D2',
  title: 'Components are held against fresh advisories',
  freshForDays: 7,
  run(context) {
    const { total } = context.components;
    if (total === 0) return null;
    const run = freshRun(context, 'vulnerability');
    if (!run)
      return {
        verdict: 'not-evaluated',
        summary: `${plural(total, 'component')} listed, and no complete check against advisories this week: run "stoa db update", then "stoa scan".`,
        applicable: total,
        covered: 0,
        holding: 0,
        automated: true,
      };
    const age = run.dataAsOf === undefined ? null : daysSince(run.dataAsOf, context);
    const looked = Math.min(run.coverage.looked, total);
    const open = context.open.filter(({ kind }) => kind === 'vulnerability').length;
    const advisories =
      age === null
        ? 'advisories of unknown age'
        : age <= maxDataDays
          ? 'advisories of this week'
          : `advisories ${Math.floor(age)} days old, which is too old: run "stoa db update"`;
    return {
      verdict: age === null ? 'not-evaluated' : age <= maxDataDays ? 'pass' : 'expired',
      summary: `${looked} of ${plural(total, 'component')} held against ${advisories}; ${plural(open, 'vulnerability')} open.`,
      applicable: total,
      covered: looked,
      holding: age !== null && age <= maxDataDays ? looked : 0,
      automated: true,
      enforced: isEnforced(context),
      facts: { looked, open, total },
    };
  },
};

export const inventory: Probe = {
  id: 'components/inventory',
  practice: 'S8',
  title: 'Every package and version is known',
  freshForDays: 14,
  run({ components: { total, unpinned }, open }) {
    if (total === 0) return null;
    const vulnerable = open.filter(({ kind }) => kind === 'vulnerability');
    const fixable = vulnerable.filter(({ tags }) => tags.includes('fixable')).length;
    return {
      verdict: unpinned === 0 ? 'pass' : 'fail',
      summary: `${total - unpinned} of ${plural(total, 'package')} with a known version; a definite way out for ${fixable} of ${plural(vulnerable.length, 'open vulnerability')}. What was built and what runs is not compared yet, so how accurate that is remains unknown.`,
      applicable: total,
      covered: total,
      holding: total - unpinned,
      automated: true,
      // No gate compares the list with what runs, and that is what the practice is about.
      enforced: false,
      facts: { total, unpinned, fixable },
    };
  },
};

export const versionedInputs: Probe = {
  id: 'evidence/versioned-inputs',
  practice: 'I1',
  title: 'Sources have a revision and packages are pinned',
  freshForDays: 14,
  run({ runs, revision, components: { total, unpinned } }) {
    if (runs.length === 0) return null;
    const versioned = revision !== null;
    return {
      verdict: versioned && unpinned === 0 ? 'pass' : 'fail',
      summary: `${versioned ? `The sources stand at ${revision.slice(0, 10)}` : 'The sources are not under version control'}; ${unpinned} of ${plural(total, 'package')} not pinned. Images and tools are not looked at yet.`,
      applicable: total + 1,
      covered: total + 1,
      holding: total - unpinned + (versioned ? 1 : 0),
      automated: true,
      counter: !versioned,
      facts: { versioned, unpinned },
    };
  },
};
