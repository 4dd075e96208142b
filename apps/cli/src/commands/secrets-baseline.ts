import { compareSeverity, type Observation } from '@stoa/model';
import {
  baselineFingerprint,
  emptyBaseline,
  spreadEnds,
  standingOf,
  type Baseline,
  type BaselineEntry,
} from '@stoa/secrets';
import { openTree } from '@stoa/tree';
import { CommandError } from '../failure.ts';
import { readProject, type Project } from '../project.ts';
import { runSecrets } from '../run-secrets.ts';
import { baselinePath, writeBaseline } from '../secrets-baseline.ts';
import { localSecretKey } from '../secret-key.ts';
import { paint, print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';

export interface BaselineOptions extends OutputOptions {
  owner?: string;
  reason?: string;
  approver?: string;
  until?: string;
  update?: boolean;
  /** False: only the files as they are now. */
  history?: boolean;
}

const day = 24 * 60 * 60 * 1000;
const usualDays = 180;
/** A baseline is a way out, no place to stay. */
const longestDays = 366;

/** Writes down the secrets there are, each with its last day; or says how the baseline stands. */
export async function secretsBaseline(folder: string, options: BaselineOptions): Promise<void> {
  const project = await readProject(folder);
  if (project.baseline && !options.update) return printStanding(project.baseline, options);
  const today = new Date().toISOString().slice(0, 10);
  const { owner, reason = '' } = options;
  if (!owner || reason.trim().length < 10)
    throw new CommandError(
      "A baseline is somebody's: name them with --owner, and say with --reason (ten letters at least) why these secrets stay for now.",
    );
  const until = lastDay(options.until, today);
  const old = project.baseline ?? emptyBaseline();
  const found = await findAll(project, old, today, options);
  const kept = old.entries.filter(({ digest }) => found.has(digest));
  const known = new Set(kept.map(({ digest }) => digest));
  const fresh = [...found].filter(([digest]) => !known.has(digest)).map(([digest, one]) => toDraft(digest, one));
  const more = { owner, reason: reason.trim(), approver: options.approver ?? null };
  const entries = [...kept, ...spreadEnds(fresh, today, until).map((entry) => ({ ...entry, ...more }))];
  const baseline: Baseline = { ...old, entries: entries.sort(byEnd) };
  writeBaseline(project.root, baseline);
  if (options.json)
    return printJson({ ...summaryOf(baseline, today), added: fresh.length, gone: old.entries.length - kept.length });
  print(`${baselinePath}: ${fresh.length} added, ${kept.length} kept, ${old.entries.length - kept.length} gone.`);
  printStanding(baseline, options);
  print(
    paint.dim('Commit it: it holds digests that are slow to guess, no secret. Revoke what it lists, the worst first.'),
  );
}

function lastDay(until: string | undefined, today: string): string {
  const last = until ?? new Date(Date.parse(today) + usualDays * day).toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(last) || Number.isNaN(Date.parse(last)))
    throw new CommandError(`--until takes a day such as 2027-01-31, not "${until}".`);
  if (last <= today) throw new CommandError(`${last} is over: --until takes a day to come.`);
  if (Date.parse(last) - Date.parse(today) > longestDays * day)
    throw new CommandError('A baseline lasts a year at most: name an earlier day with --until.');
  return last;
}

/** Every secret once, at its worst, by its slow digest. */
async function findAll(
  project: Project,
  baseline: Baseline,
  today: string,
  options: BaselineOptions,
): Promise<Map<string, Observation>> {
  const progress = createProgress(options);
  const reports = await runSecrets(project, await openTree(project.root), {
    secretKey: localSecretKey(),
    progress,
    blame: false,
    baseline: { baseline, today, all: true },
    ...(options.history !== false && project.revision.revision !== null && { history: {} }),
  });
  progress.end();
  const found = new Map<string, Observation>();
  for (const observation of reports.flatMap(({ observations }) => observations)) {
    const digest = observation.toolFingerprints[baselineFingerprint];
    const known = digest === undefined ? undefined : found.get(digest);
    if (digest === undefined || observation.tags.includes('suppressed')) continue;
    if (!known || compareSeverity(observation.severity, known.severity) < 0) found.set(digest, observation);
  }
  return found;
}

function toDraft(digest: string, { rule, severity, location }: Observation) {
  return { digest, rule: rule.id, severity, path: location?.path ?? '' };
}

function byEnd(a: BaselineEntry, b: BaselineEntry): number {
  return a.until < b.until ? -1 : a.until > b.until ? 1 : a.digest < b.digest ? -1 : 1;
}

function summaryOf({ entries }: Baseline, today: string) {
  const standing = { live: 0, waiting: 0, ended: 0 };
  const ends = new Map<string, number>();
  for (const entry of entries) {
    standing[standingOf(entry, today)] += 1;
    ends.set(entry.until, (ends.get(entry.until) ?? 0) + 1);
  }
  return { entries: entries.length, ...standing, ends: Object.fromEntries([...ends].sort()) };
}

function printStanding(baseline: Baseline, options: OutputOptions): void {
  const summary = summaryOf(baseline, new Date().toISOString().slice(0, 10));
  if (options.json) return printJson(summary);
  const { entries, live, waiting, ended, ends } = summary;
  print(`${entries} secrets in the baseline: ${live} covered, ${ended} whose day is over.`);
  if (waiting > 0)
    print(paint.yellow(`${waiting} that nobody has approved: they cover nothing until "approver" names one.`));
  for (const [until, count] of Object.entries(ends)) print(paint.dim(`  until ${until}  ${count}`));
}
