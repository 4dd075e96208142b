import { plural, type Probe } from '../probe.ts';

export const decisions: Probe = {
  id: 'policy/decisions',
  practice: 'CD1',
  title: 'Releases are decided by a policy, and decisions replay',
  freshForDays: 30,
  run({ decisions: { count, stopped = 0, lastReplays }, repository, audit }) {
    if (count === 0) return null;
    const gate = repository['pipeline.gate'] === true;
    const replays =
      lastReplays === null ? 'was not replayed' : lastReplays ? 'replays byte for byte' : 'does not replay';
    const broken = lastReplays === false || !audit.ok;
    return {
      verdict: broken ? 'fail' : 'pass',
      summary: `${plural(count, 'decision')} made by policy and kept with the inputs, ${stopped} of them a no; the last one ${replays}${gate ? ', and the gate stands in the pipeline' : '; the pipeline does not ask the gate yet'}.${audit.ok ? '' : ' The audit log does not hold, so none of them can be relied on.'}`,
      applicable: 1,
      covered: 1,
      holding: broken ? 0 : 1,
      automated: true,
      enforced: gate,
      // A gate that has never said no may be one that cannot.
      efficacyProved: lastReplays === true && stopped > 0,
      counter: broken,
      facts: { count, stopped, gate, audit: audit.ok },
    };
  },
};

export const policiesByWorkload: Probe = {
  id: 'policy/by-workload',
  practice: 'IM8',
  title: 'Policies are resolved by workload',
  freshForDays: 30,
  run({ decisions: { count }, declared: { modules } }) {
    if (count === 0) return null;
    return {
      verdict: modules > 0 ? 'pass' : 'fail',
      summary:
        modules > 0
          ? `${plural(modules, 'module')} with a declared workload, judged by the policy for it.`
          : 'No module says what kind of workload it is: all are judged as a service.',
      applicable: 1,
      covered: 1,
      holding: modules > 0 ? 1 : 0,
      automated: true,
      facts: { modules },
    };
  },
};
