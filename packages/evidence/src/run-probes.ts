import { createHash, randomUUID } from 'node:crypto';
import { Evidence } from '@stoa/model';
import type { ProbeContext } from './context.ts';
import { probes } from './probes/index.ts';

/** All that the probes can say of an application now, not yet signed. */
export function runProbes(context: ProbeContext): Evidence[] {
  return probes.flatMap((probe) => {
    const found = probe.run(context);
    if (!found) return [];
    return [
      Evidence.parse({
        id: randomUUID(),
        practice: probe.practice,
        probe: probe.id,
        subject: { name: context.application, digest: digestOf(context) },
        enforced: false,
        efficacyProved: false,
        counter: false,
        facts: {},
        ...found,
        holding: Math.min(found.holding, found.applicable),
        producedAt: context.now,
        expiresAt: new Date(Date.parse(context.now) + probe.freshForDays * 86_400_000).toISOString(),
      }),
    ];
  });
}

/** The commit; without version control the runs it stands on. */
function digestOf({ revision, runs }: ProbeContext): Record<string, string> {
  if (revision) return { gitCommit: revision };
  return {
    sha256: createHash('sha256')
      .update(
        runs
          .map(({ id }) => id)
          .sort()
          .join(' '),
      )
      .digest('hex'),
  };
}

/** Does a new piece of evidence say something else than the last one, or is that half over? */
export function isNews(fresh: Evidence, last: Evidence | undefined, now: string): boolean {
  if (!last) return true;
  const half = (Date.parse(last.producedAt) + Date.parse(last.expiresAt)) / 2;
  const said = ({ verdict, summary, applicable, covered, holding, enforced, counter, efficacyProved }: Evidence) =>
    JSON.stringify([verdict, summary, applicable, covered, holding, enforced, counter, efficacyProved]);
  return said(fresh) !== said(last) || Date.parse(now) > half;
}
