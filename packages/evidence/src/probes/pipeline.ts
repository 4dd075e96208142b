import { freshRun, isEnforced, type Probe } from '../probe.ts';

/** The controls of a pipeline that `stoa init` sets up. */
const controls = ['pipeline.scan', 'pipeline.gate', 'hook.installed'] as const;

export const toolsInPipeline: Probe = {
  id: 'config/tools-in-pipeline',
  practice: 'S4',
  title: 'Checks run in the pipeline and a gate follows them',
  freshForDays: 14,
  run(context) {
    const { repository } = context;
    if (repository['pipeline.found'] === undefined) return null;
    const there = controls.filter((name) => repository[name] === true);
    const ran = repository['run.inPipeline'] === true;
    return {
      verdict: there.length === controls.length && ran ? 'pass' : 'fail',
      summary: `Of scan, gate and commit hook ${there.length} of ${controls.length} are set up; the latest run came from ${ran ? 'the pipeline' : 'a workplace'}.`,
      applicable: controls.length,
      covered: controls.length,
      // What is set up and was never seen to run is a file, not a control.
      holding: ran ? there.length : Math.min(there.length, 1),
      automated: ran,
      enforced: isEnforced(context),
      efficacyProved: repository['canary.secrets'] === true,
      facts: { there: there.length, ran },
    };
  },
};

export const staticAnalysis: Probe = reported({
  id: 'code/static-analysis',
  practice: 'D1',
  title: 'Source is analysed before it is integrated',
  kind: 'code',
  what: 'the source',
});

export const configurationChecks: Probe = reported({
  id: 'config/checks',
  practice: 'E1',
  title: 'Infrastructure code is checked',
  kind: 'configuration',
  what: 'the configuration',
});

/** A report that somebody uploads shows that it happened, not that it happens by itself, nor at every commit. */
function reported({ kind, what, ...about }: Pick<Probe, 'id' | 'practice' | 'title'> & Reported): Probe {
  return {
    ...about,
    freshForDays: 7,
    run(context) {
      const run = freshRun(context, kind);
      if (!run) return null;
      const open = context.open.filter((one) => one.kind === kind).length;
      return {
        verdict: 'pass',
        summary: `${run.tool.name} looked at ${what} completely, ${open} of its findings are open; at which share of commits it does so is not known yet.`,
        applicable: 1,
        covered: 1,
        holding: 1,
        automated: false,
        facts: { tool: run.tool.name, open },
      };
    },
  };
}

interface Reported {
  kind: 'code' | 'configuration';
  what: string;
}
