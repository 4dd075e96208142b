import { plural, type Probe } from '../probe.ts';

export const consolidation: Probe = {
  id: 'store/consolidation',
  practice: 'M2',
  title: 'Findings of all tools are one list with a history',
  freshForDays: 30,
  run({ tools, runs }) {
    if (runs.length === 0) return null;
    // A tool that found nothing takes part as well.
    const all = [...new Set([...tools, ...runs.map(({ tool }) => tool.name)])].sort();
    const several = all.length > 1;
    return {
      verdict: several ? 'pass' : 'fail',
      summary: several
        ? `${all.length} tools (${all.slice(0, 6).join(', ')}${all.length > 6 ? ' …' : ''}) feed one list, in which each finding names every tool that sees it.`
        : `Only 1 tool, ${all[0]}, reports here, so nothing is brought together: import the reports of your other tools.`,
      applicable: Math.max(2, all.length),
      covered: all.length,
      holding: several ? all.length : 0,
      automated: true,
      facts: { tools: all.length },
    };
  },
};

/** The five that the paper names; those that need what is not built yet are counted as missing. */
const named = [
  'defects before production',
  'failed builds',
  'time to resolve',
  'time to detect',
  'coverage of security tests',
] as const;

export const metrics: Probe = {
  id: 'store/metrics',
  practice: 'M1',
  title: 'The named metrics are computed from stored facts',
  freshForDays: 30,
  run({ runs, history, decisions }) {
    if (runs.length === 0) return null;
    const there: (typeof named)[number][] = ['defects before production'];
    if (decisions.count > 0) there.push('failed builds');
    if (history.fixed > 0) there.push('time to resolve');
    return {
      verdict: 'fail',
      summary: `${there.length} of ${named.length} named metrics have data: ${there.join(', ')}. Nobody can subscribe to them yet.`,
      applicable: named.length,
      covered: there.length,
      holding: there.length,
      automated: true,
      facts: { there: there.length },
    };
  },
};

export const friction: Probe = {
  id: 'store/friction',
  practice: 'S3',
  title: 'What controls cost is known',
  freshForDays: 30,
  run({ runs, decisions: { count, stopped } }) {
    const timed = runs.filter(({ startedAt, finishedAt }) => finishedAt > startedAt);
    if (timed.length === 0) return null;
    const times = timed.map(({ startedAt, finishedAt }) => (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
    const seconds = times.reduce((sum, one) => sum + one, 0);
    const blocks = count > 0 && stopped !== undefined;
    return {
      verdict: 'fail',
      summary: `The latest runs of ${plural(timed.length, 'control')} took ${roughly(seconds)} in all${blocks ? `, and ${stopped} of ${plural(count, 'decision')} stopped a release` : ''}. False blocks and waiting are not counted yet.`,
      // Of the minutes, the blocks, the false blocks and the waiting that a control costs.
      applicable: 4,
      covered: blocks ? 2 : 1,
      holding: blocks ? 2 : 1,
      automated: true,
      facts: { controls: timed.length, seconds },
    };
  },
};

/** So coarse that the same pipeline says the same next time: a tenth of a second is no news. */
function roughly(seconds: number): string {
  const bound = [1, 5, 10, 30].find((one) => seconds <= one);
  return bound === undefined ? `at most ${plural(Math.ceil(seconds / 60), 'minute')}` : `at most ${bound} s`;
}

export const apiCoverage: Probe = {
  id: 'api/coverage',
  practice: 'S1',
  title: 'All that Stoa can do is documented API',
  freshForDays: 30,
  run({ api: { routes, described }, repository }) {
    const others = Number(repository['tools.registered'] ?? 0);
    return {
      verdict: described === routes ? 'pass' : 'fail',
      summary: `${described} of ${plural(routes, 'capability')} of Stoa itself are documented routes; ${others > 0 ? `what the API of your ${plural(others, 'other tool')} covers is not looked at yet` : 'your other security tools are not registered yet'}.`,
      // Stoa is one platform of those in use; the others are not known, so this is some of the subjects.
      applicable: Math.max(2, others + 1),
      covered: 1,
      holding: described === routes ? 1 : 0,
      automated: true,
      facts: { routes, described },
    };
  },
};

export const securityTests: Probe = {
  id: 'attack/automated-tests',
  practice: 'T3',
  title: 'Security regression tests run by themselves',
  freshForDays: 14,
  run({ runs }) {
    const ran = runs.reduce((sum, { tests }) => sum + (tests ? tests.total - tests.skipped : 0), 0);
    if (ran === 0) return null;
    return {
      verdict: 'not-evaluated',
      summary: `${plural(ran, 'test')} ran by themselves in the latest reports; which of them are about security is not known, so no share can be said.`,
      applicable: ran,
      covered: 0,
      holding: 0,
      automated: true,
      facts: { ran },
    };
  },
};
