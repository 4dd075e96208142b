import type { Evidence, FindingKind, Run } from '@stoa/model';
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

/** How old a check may be that evidence stands on. */
const maxRunDays = 7;

/** Days from then until now. */
export function daysSince(then: string, { now }: Pick<ProbeContext, 'now'>): number {
  return (Date.parse(now) - Date.parse(then)) / 86_400_000;
}

/** The latest complete run that looked for a kind at something, when it is young enough. */
export function freshRun(context: ProbeContext, kind: FindingKind): Run | undefined {
  return context.runs.find(
    ({ coverage, completeness, finishedAt }) =>
      coverage.kinds.includes(kind) &&
      completeness === 'complete' &&
      coverage.looked > 0 &&
      daysSince(finishedAt, context) <= maxRunDays,
  );
}

/** Open ones of a kind that are worth stopping for. */
export function openOf(context: ProbeContext, kind: FindingKind) {
  return context.open.filter((one) => one.kind === kind && one.severity !== 'low' && one.severity !== 'info');
}

/** A gate in the pipeline would have stopped it, and it has decided at least once. */
export function isEnforced(context: ProbeContext): boolean {
  return context.repository['pipeline.gate'] === true && context.decisions.count > 0;
}

/** `plural(1, 'file')` is `1 file`, `plural(2, 'file')` is `2 files`. */
export function plural(count: number, noun: string): string {
  const many = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count} ${count === 1 ? noun : many}`;
}
