import type { Probe } from '../probe.ts';

export const consolidation: Probe = {
  id: 'store/consolidation',
  practice: 'M2',
  title: 'Findings of all tools are one list with a history',
  freshForDays: 30,
  run({ tools, runs }) {
    if (runs.length === 0) return null;
    const several = tools.length > 1;
    return {
      verdict: several ? 'pass' : 'fail',
      summary: several
        ? `Findings of ${tools.length} tools (${tools.slice(0, 6).join(', ')}) are one list, each attributed to every tool that sees it.`
        : `Only ${tools[0] ?? 'nobody'} has findings here: import the reports of your other tools.`,
      applicable: Math.max(2, tools.length),
      covered: tools.length,
      holding: tools.length,
      automated: true,
      facts: { tools: tools.length },
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
    const there = [
      'defects before production',
      ...(decisions.count > 0 ? ['failed builds'] : []),
      ...(history.fixed > 0 ? ['time to resolve'] : []),
    ];
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

export const apiCoverage: Probe = {
  id: 'api/coverage',
  practice: 'S1',
  title: 'All that Stoa can do is documented API',
  freshForDays: 30,
  run({ api, audit, repository }) {
    const tools = Number(repository['tools.registered'] ?? 0);
    return {
      verdict: api.described === api.routes ? 'pass' : 'fail',
      summary: `${api.described} of ${api.routes} capabilities of Stoa itself are documented routes${audit.ok ? `, with an audit log of ${audit.entries} entries that holds` : ''}; your other security tools are not registered yet.`,
      // Stoa is one platform of those in use; the others are not known, so this is some of the subjects.
      applicable: Math.max(2, tools + 1),
      covered: 1,
      holding: api.described === api.routes ? 1 : 0,
      automated: true,
      counter: !audit.ok,
      facts: { routes: api.routes },
    };
  },
};
