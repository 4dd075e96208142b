import { freshRun, isEnforced, type Probe } from '../probe.ts';

/** Advisories older than this say too little about today. */
const maxDataDays = 7;

export const knownVulnerabilities: Probe = {
  id: 'components/known-vulnerabilities',
  practice: 'D2',
  title: 'Components are held against fresh advisories',
  freshForDays: 7,
  run(context) {
    if (context.components.total === 0) return null;
    const run = freshRun(context, 'vulnerability', 7);
    const dataDays = run?.dataAsOf ? (Date.parse(context.now) - Date.parse(run.dataAsOf)) / 86_400_000 : null;
    const fresh = dataDays !== null && dataDays <= maxDataDays;
    const looked = run?.coverage.looked ?? 0;
    const open = context.open.filter(({ kind }) => kind === 'vulnerability').length;
    return {
      verdict: !run ? 'not-evaluated' : fresh ? 'pass' : 'expired',
      summary: run
        ? `${looked} of ${context.components.total} components were held against advisories ${fresh ? 'of this week' : 'that are too old'}; ${open} vulnerabilities are open.`
        : `${context.components.total} components are listed, and none was held against advisories: run "stoa db update".`,
      applicable: context.components.total,
      covered: looked,
      holding: fresh ? looked : 0,
      automated: true,
      enforced: isEnforced(context),
      facts: { looked, open, total: context.components.total },
    };
  },
};

export const inventory: Probe = {
  id: 'components/inventory',
  practice: 'S8',
  title: 'Every package and version is known',
  freshForDays: 14,
  run(context) {
    const { total, unpinned } = context.components;
    if (total === 0) return null;
    const fixable = context.open.filter(
      ({ kind, tags }) => kind === 'vulnerability' && tags.includes('fixable'),
    ).length;
    const open = context.open.filter(({ kind }) => kind === 'vulnerability').length;
    return {
      verdict: unpinned === 0 ? 'pass' : 'fail',
      summary: `${total - unpinned} of ${total} packages have a known version; ${fixable} of ${open} open vulnerabilities have a definite way out. What runs in production is not compared yet.`,
      applicable: total,
      covered: total,
      holding: total - unpinned,
      automated: true,
      enforced: isEnforced(context),
      facts: { total, unpinned, fixable },
    };
  },
};

export const pinnedInputs: Probe = {
  id: 'evidence/versioned-inputs',
  practice: 'I1',
  title: 'Sources have a revision and packages are pinned',
  freshForDays: 14,
  run(context) {
    if (context.runs.length === 0) return null;
    const versioned = context.revision !== null;
    const { total, unpinned } = context.components;
    return {
      verdict: versioned && unpinned === 0 ? 'pass' : 'fail',
      summary: versioned
        ? `The sources stand at ${context.revision?.slice(0, 10)}; ${unpinned} of ${total} packages are not pinned. Images and tools are not looked at yet.`
        : 'What was looked at is not under version control.',
      applicable: total + 1,
      covered: total + 1,
      holding: total - unpinned + (versioned ? 1 : 0),
      automated: true,
      counter: !versioned,
      facts: { versioned, unpinned },
    };
  },
};
