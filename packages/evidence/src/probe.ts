import type { Evidence } from '@stoa/model';
import type { ProbeContext } from './context.ts';

/** What a probe found out; who, when and until when is added by `runProbes`. */
export type Finding = Pick<Evidence, 'verdict' | 'summary' | 'applicable' | 'covered' | 'holding' | 'automated'> &
  Partial<Pick<Evidence, 'enforced' | 'efficacyProved' | 'counter' | 'facts'>>;

/** One way of finding out whether a practice is lived. */
export interface Probe {
  /** `room/what-it-looks-at`. */
  id: string;
  practice: string;
  title: string;
  /** How long what it finds out may be relied on. */
  freshForDays: number;
  /** Null: it has nothing to say here, which is not evidence of anything. */
  run(context: ProbeContext): Finding | null;
}

/** The latest complete run that looked for a kind at something, when it is young enough. */
export function freshRun(context: ProbeContext, kind: string, maxDays: number) {
  const youngest = Date.parse(context.now) - maxDays * 86_400_000;
  return context.runs.find(
    ({ coverage, completeness, finishedAt }) =>
      coverage.kinds.some((one) => one === kind) &&
      completeness === 'complete' &&
      coverage.looked > 0 &&
      Date.parse(finishedAt) >= youngest,
  );
}

/** A gate in the pipeline would have stopped it, and it has decided at least once. */
export function isEnforced(context: ProbeContext): boolean {
  return context.repository['pipeline.gate'] === true && context.decisions.count > 0;
}
