import { hoursOf, type Criterion, type FindingKind, type Reason } from '@stoa/model';
import type { FactModule, Facts, RunFact } from './facts.ts';
import { isUnder } from './modules.ts';
import { ageInHours, inWords } from './age.ts';

/** Machines' clocks differ a little; more than this is a run from the future, and its age means nothing. */
const clockSkewHours = 1;

/** Whether the checks that a criterion stands on have really run. */
export interface Requirements {
  /** Why not, one for each kind and cause. */
  missing: Reason[];
  /** The runs that answered. */
  runs: RunFact[];
}

/** For each kind one run must do: complete, over something, of this revision, young enough, in every module. */
export function checkRequirements(
  criterion: Pick<Criterion, 'requires' | 'maxAge' | 'maxDataAge' | 'sameRevision'>,
  facts: Pick<Facts, 'runs' | 'revision'>,
  modules: readonly FactModule[],
  now: string,
): Requirements {
  const missing: Reason[] = [];
  const answered = new Set<RunFact>();
  for (const kind of criterion.requires) {
    const runs = facts.runs.filter(({ kinds }) => kinds.includes(kind));
    if (runs.length === 0) missing.push({ text: `No ${checkOf(kind)} has been made.` });
    const objections: Reason[] = [];
    const able = runs.filter((run) => {
      const objection = objectionTo(run, criterion, facts.revision, now);
      if (objection) objections.push({ text: `The ${checkOf(kind)} by ${run.tool} ${objection}.`, subject: run.id });
      return !objection;
    });
    // One that will do is enough: what is wrong with the others does not matter.
    if (able.length === 0) missing.push(...objections);
    else
      for (const { name, path } of modules) {
        const looked = able.filter((run) => looksInto(run, path));
        for (const run of looked) answered.add(run);
        if (looked.length === 0) missing.push({ text: `No ${checkOf(kind)} looked into module ${name}.` });
      }
  }
  return { missing, runs: [...answered] };
}

function objectionTo(
  run: RunFact,
  { maxAge, maxDataAge, sameRevision }: Pick<Criterion, 'maxAge' | 'maxDataAge' | 'sameRevision'>,
  revision: string | null,
  now: string,
): string | undefined {
  const age = ageInHours(run.finishedAt, now);
  const dataAge = run.dataAsOf === undefined ? age : ageInHours(run.dataAsOf, now);
  if (run.completeness !== 'complete')
    return run.reason ? `is not complete: ${run.reason.replace(/\.$/, '')}` : `is not known to be complete`;
  if (run.looked === 0) return 'looked at nothing';
  if (age < -clockSkewHours) return `is dated in the future (${run.finishedAt})`;
  if (age > hoursOf(maxAge)) return `is from ${run.finishedAt}, older than the ${inWords(hoursOf(maxAge))} allowed`;
  if (maxDataAge !== undefined && dataAge > hoursOf(maxDataAge))
    return `stood on data from ${run.dataAsOf ?? run.finishedAt}, older than the ${inWords(hoursOf(maxDataAge))} allowed`;
  if (sameRevision && !isSameRevision(run.revision, revision))
    return `looked at revision ${short(run.revision)}, and ${short(revision)} is to be released`;
  return undefined;
}

/** Where one of the two is not known there is nothing to compare; a shortened commit id is the same commit. */
export function isSameRevision(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === '' || b === '') return true;
  return a === b || (Math.min(a.length, b.length) >= 7 && (a.startsWith(b) || b.startsWith(a)));
}

/** Twelve digits are enough to tell commits apart. */
export function short(revision: string | null): string {
  return revision === null ? 'unknown' : /^[0-9a-f]{16,}$/.test(revision) ? revision.slice(0, 12) : revision;
}

function looksInto({ roots }: RunFact, path: string): boolean {
  return roots.some((root) => isUnder(path, root) || isUnder(root, path));
}

const checks: Record<FindingKind, string> = {
  secret: 'check for secrets',
  vulnerability: 'check for known vulnerabilities',
  code: 'check of the code',
  configuration: 'check of the configuration',
  licence: 'check of the licences',
  test: 'security test',
  other: 'other check',
};

function checkOf(kind: FindingKind): string {
  return checks[kind];
}
