import { freshRun, isEnforced, type Probe } from '../probe.ts';

export const scripts: Probe = {
  id: 'secrets/scripts-and-sources',
  practice: 'S5',
  title: 'Scripts and sources hold no credentials',
  freshForDays: 7,
  run(context) {
    const run = freshRun(context, 'secret', 7);
    if (!run) return null;
    const open = context.open.filter(
      ({ kind, severity }) => kind === 'secret' && severity !== 'low' && severity !== 'info',
    );
    const inScripts = open.filter(({ tags }) => tags.includes('build-script')).length;
    const canary = context.repository['canary.secrets'] === true;
    return {
      verdict: open.length === 0 ? 'pass' : 'fail',
      summary: `${run.coverage.looked} files were searched: ${open.length} credentials are open, ${inScripts} of them in scripts that build or test.${canary ? ' A planted one was found.' : ''}`,
      applicable: run.coverage.looked + run.coverage.skippedTotal,
      covered: run.coverage.looked,
      holding: run.coverage.looked,
      automated: true,
      enforced: isEnforced(context),
      efficacyProved: canary,
      counter: inScripts > 0,
      facts: { open: open.length, inScripts, canary },
    };
  },
};
