import { freshRun, isEnforced, openOf, plural, type Probe } from '../probe.ts';

export const scripts: Probe = {
  id: 'secrets/scripts-and-sources',
  practice: 'S5',
  title: 'Scripts and sources hold no credentials',
  freshForDays: 7,
  run(context) {
    // What is in the history alone is in no script any more; CD4 asks about that.
    const runs = context.runs.filter(({ tool }) => tool.name !== 'stoa-secrets-history');
    const run = freshRun({ ...context, runs }, 'secret');
    if (!run) return null;
    const { looked, skippedTotal } = run.coverage;
    const open = openOf(context, 'secret').filter(({ tags }) => !tags.includes('history'));
    const inScripts = open.filter(({ tags }) => tags.includes('build-script')).length;
    const canary = context.repository['canary.secrets'] === true;
    return {
      verdict: open.length === 0 ? 'pass' : 'fail',
      summary: `${plural(looked, 'file')} searched, ${skippedTotal} left out: ${plural(open.length, 'credential')} open, ${inScripts} in scripts that build or test.${canary ? ' A planted one was found.' : ''}`,
      applicable: looked + skippedTotal,
      covered: looked,
      holding: Math.max(0, looked - open.length),
      automated: true,
      enforced: isEnforced(context),
      efficacyProved: canary,
      counter: inScripts > 0,
      facts: { open: open.length, inScripts, canary },
    };
  },
};

/** What it takes to say that all secrets are vaulted; only the last can be had yet. */
const proofs = ['code that fetches them', "the vault's own log", 'absence everywhere else'];

export const absence: Probe = {
  id: 'secrets/absence',
  practice: 'CD4',
  title: 'No secret lies where a vault should be asked',
  freshForDays: 7,
  run(context) {
    const run = freshRun(context, 'secret');
    if (!run) return null;
    const open = openOf(context, 'secret').length;
    return {
      verdict: open === 0 ? 'pass' : 'fail',
      summary:
        open === 0
          ? `No secret lies in the ${plural(run.coverage.looked, 'file')} searched: one of three proofs. Code that asks a vault, and the log of the vault, are not looked at yet.`
          : `${plural(open, 'secret')} in the sources, and so not in a vault, or not only there.`,
      applicable: proofs.length,
      covered: 1,
      holding: open === 0 ? 1 : 0,
      automated: true,
      counter: open > 0,
      facts: { open },
    };
  },
};
