import { freshRun, isEnforced, type Probe } from '../probe.ts';

export const staticAnalysis: Probe = {
  id: 'code/static-analysis',
  practice: 'D1',
  title: 'Source is analysed before it is integrated',
  freshForDays: 7,
  run(context) {
    const run = freshRun(context, 'code', 7);
    if (!run) return null;
    return {
      verdict: 'pass',
      summary: `${run.tool.name} analysed this application completely; which share of commits it sees is not known yet.`,
      applicable: 1,
      covered: 1,
      holding: 1,
      // A report that somebody uploads shows that it happened, not that it happens by itself.
      automated: false,
      facts: { tool: run.tool.name },
    };
  },
};

export const toolsInPipeline: Probe = {
  id: 'config/tools-in-pipeline',
  practice: 'S4',
  title: 'Checks run in the pipeline and a gate follows them',
  freshForDays: 14,
  run(context) {
    if (context.repository['pipeline.found'] === undefined) return null;
    const parts = ['pipeline.scan', 'pipeline.gate', 'hook.installed'].map((name) => context.repository[name] === true);
    const holding = parts.filter(Boolean).length;
    const ran = context.repository['run.inPipeline'] === true;
    return {
      verdict: holding === parts.length && ran ? 'pass' : 'fail',
      summary: `Of scan, gate and commit hook ${holding} of 3 are set up; the latest run came from ${ran ? 'the pipeline' : 'a workplace'}.`,
      applicable: parts.length,
      covered: parts.length,
      holding: ran ? holding : Math.min(holding, 1),
      automated: ran,
      enforced: isEnforced(context),
      efficacyProved: context.repository['canary.secrets'] === true,
      facts: { scan: parts[0]!, gate: parts[1]!, hook: parts[2]!, ran },
    };
  },
};

export const decisions: Probe = {
  id: 'policy/decisions',
  practice: 'CD1',
  title: 'Releases are decided by a policy, and decisions replay',
  freshForDays: 30,
  run({ decisions: { count, lastReplays }, repository }) {
    if (count === 0) return null;
    const gate = repository['pipeline.gate'] === true;
    return {
      verdict: lastReplays === false ? 'fail' : 'pass',
      summary: `${count} decisions were made by policy and kept with their inputs; the last one ${lastReplays ? 'replays byte for byte' : lastReplays === false ? 'does not replay' : 'was not replayed'}${gate ? ', and the gate stands in the pipeline' : '; the pipeline does not ask the gate yet'}.`,
      applicable: 1,
      covered: 1,
      holding: lastReplays === false ? 0 : 1,
      automated: true,
      enforced: gate,
      efficacyProved: lastReplays === true,
      counter: lastReplays === false,
      facts: { count, gate },
    };
  },
};

export const policiesByWorkload: Probe = {
  id: 'policy/by-workload',
  practice: 'IM8',
  title: 'Policies are resolved by workload',
  freshForDays: 30,
  run({ decisions: { count }, declared }) {
    if (count === 0) return null;
    return {
      verdict: declared.modules > 0 ? 'pass' : 'fail',
      summary:
        declared.modules > 0
          ? `${declared.modules} modules say what they are, and are judged by the policy for it.`
          : 'No module says what kind of workload it is: all are judged as a service.',
      applicable: 1,
      covered: 1,
      holding: declared.modules > 0 ? 1 : 0,
      automated: true,
      facts: { modules: declared.modules },
    };
  },
};
