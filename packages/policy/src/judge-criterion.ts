import { combineVerdicts, severities, type CriterionResult, type Reason, type Verdict } from '@stoa/model';
import { count, inWords, ageInHours } from './age.ts';
import type { CompiledCriterion } from './cel/compile.ts';
import type { View } from './cel/view.ts';
import type { FactModule, Facts, FindingFact, RunFact } from './facts.ts';
import { checkRequirements } from './requirements.ts';
import { judge, type Item, type Judged, type Register } from './waive.ts';

const reasonsShown = 20;
/** Before anything can be repaired it has to be looked at. */
const checkFirst =
  'Have it checked and ask again: stoa scan (after stoa db update, where advisories are old), or stoa import with the report of a tool that looks for it.';

/** What the criteria of one policy are judged on: the modules that the policy is for, and what is in them. */
export interface Scene {
  facts: Facts;
  view: View;
  register: Register;
  now: string;
  policy: string;
  modules: readonly FactModule[];
  findings: readonly FindingFact[];
  /** The module that answers for a finding. */
  moduleOf: (finding: FindingFact) => FactModule;
}

/** One criterion's verdict with its reasons; `undefined` when its `when` says that it does not apply. */
export function judgeCriterion(
  { criterion, applies, fails }: CompiledCriterion,
  id: string,
  scene: Scene,
): CriterionResult | undefined {
  const { facts, now } = scene;
  const items: Item[] = [];
  let left = 0;
  let asked = 0;
  for (const subject of subjectsOf(criterion.over, scene)) {
    asked++;
    try {
      if (!applies(subject.context)) left++;
      else if (fails(subject.context)) items.push({ ...subject.item(), verdict: 'fail' });
    } catch (error) {
      items.push(unanswered(subject.item(), error));
    }
  }
  asked -= left;
  if (asked === 0 && criterion.over === 'application') return undefined;
  const { missing, runs } = checkRequirements(criterion, facts, scene.modules, now);
  const spoken = items.length;
  items.push(...missing.map((reason): Item => ({ verdict: 'not-evaluated', reason })));
  if (asked === 0 && criterion.over === 'runs')
    items.push({ verdict: 'not-evaluated', reason: { text: 'No run that this is about has come in.' } });

  const where = { criterion: [criterion.id, `${scene.policy}/${criterion.id}`], environment: facts.environment };
  const judged = items.map((item) => judge(item, where, scene.register, now));
  const verdict = judged.length === 0 ? 'pass' : combineVerdicts(judged.map((one) => one.verdict));
  const enforcement =
    verdict === 'not-evaluated' ? (criterion.whenNotEvaluated ?? criterion.enforcement) : criterion.enforcement;
  return {
    id,
    title: criterion.title,
    verdict,
    summary: [
      outcome(criterion.over, asked, judged.slice(0, spoken)),
      ...(missing.length > 0 ? ['A check that this stands on is missing, or will not do.'] : []),
      ...runs.slice(0, 3).map((run) => whatLooked(run, now)),
      `Judged by ${scene.policy}: ${listed(scene.modules.map(({ name }) => name))}.`,
    ].join(' '),
    reasons: worstFirst(judged).slice(0, reasonsShown),
    reasonsTotal: judged.length,
    enforcement,
    ...(verdict !== 'pass' && {
      next: verdict === 'not-evaluated' && missing.length > 0 ? checkFirst : criterion.next,
    }),
  };
}

interface Subject {
  context: Record<string, unknown>;
  item: () => Omit<Item, 'verdict'>;
}

function* subjectsOf(over: CompiledCriterion['criterion']['over'], scene: Scene): Generator<Subject> {
  const { view, facts } = scene;
  switch (over) {
    case 'findings':
      for (const finding of scene.findings) {
        yield {
          context: {
            ...view.everywhere,
            finding: view.findings.get(finding),
            module: view.modules.get(scene.moduleOf(finding)),
          },
          item: () => ({ finding, reason: reasonOfFinding(finding) }),
        };
      }
      return;
    case 'runs':
      for (const run of facts.runs) {
        yield {
          context: { ...view.everywhere, run: view.runs.get(run) },
          item: () => ({ reason: { text: sentenceOfRun(run, scene.now), subject: run.id } }),
        };
      }
      return;
    case 'application':
      yield {
        context: {
          ...view.everywhere,
          findings: scene.findings.map((finding) => view.findings.get(finding)),
          runs: [...view.runs.values()],
          modules: scene.modules.map((module) => view.modules.get(module)),
        },
        item: () => ({ reason: { text: 'It does not hold for the application.' } }),
      };
  }
}

/** Never a pass: what could not be asked has not been answered. */
function unanswered({ finding, reason }: Omit<Item, 'verdict'>, error: unknown): Item {
  const { summary, message } = error as { summary?: string; message?: string };
  const why = (summary ?? message ?? 'unknown error').split('\n')[0] ?? '';
  return {
    verdict: 'not-evaluated',
    reason: { ...reason, text: `${reason.text.replace(/\.$/, '')}: could not be evaluated, ${why}.` },
    ...(finding && { finding }),
  };
}

function reasonOfFinding({ title, paths, line, places, fixedVersion, severity, fingerprint }: FindingFact): Reason {
  const place = paths[0] === undefined ? '' : `${paths[0]}${line === undefined ? '' : `:${line}`}`;
  const more = places > 1 ? ` and ${count(places - 1, 'more place')}` : '';
  const details = [place && `${place}${more}`, fixedVersion && `fixed in ${fixedVersion}`].filter(Boolean).join('; ');
  return { text: details ? `${title} (${details})` : title, severity, subject: fingerprint };
}

function sentenceOfRun({ tool, completeness, finishedAt, tests, looked }: RunFact, now: string): string {
  const what = tests
    ? `${tests.failed + tests.errored} of ${count(tests.total, 'test')} failed`
    : `${completeness === 'unknown' ? 'completeness unknown' : completeness}, looked at ${count(looked, 'place')}`;
  return `${tool}: ${what}, ${ago(finishedAt, now)}.`;
}

function whatLooked({ tool, looked, skippedTotal, finishedAt }: RunFact, now: string): string {
  const skipped = skippedTotal > 0 ? ` (${skippedTotal} skipped)` : '';
  return `${tool} looked at ${count(looked, 'place')}${skipped} ${ago(finishedAt, now)}.`;
}

function ago(instant: string, now: string): string {
  return `${inWords(ageInHours(instant, now))} ago`;
}

function outcome(over: CompiledCriterion['criterion']['over'], asked: number, judged: readonly Judged[]): string {
  const counts = (['fail', 'expired', 'not-evaluated', 'waived'] as const)
    .map((verdict) => [verdict, judged.filter((one) => one.verdict === verdict).length] as const)
    .filter(([, many]) => many > 0)
    .map(([verdict, many]) => `${many} ${words[verdict]}`);
  if (over === 'application') return counts.length === 0 ? 'It holds.' : `${capital(counts.join(', '))}.`;
  const noun = over === 'findings' ? 'finding' : 'run';
  if (asked === 0) return `No ${noun}s.`;
  return `${count(asked, noun)}: ${counts.length === 0 ? 'none against it' : counts.join(', ')}.`;
}

const words: Record<Judged['verdict'], string> = {
  fail: 'against it',
  expired: 'with an exception that has ended',
  'not-evaluated': 'not evaluated',
  waived: 'waived',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** At most five names, the rest counted. */
export function listed(names: readonly string[]): string {
  const rest = names.length - 5;
  return [...names.slice(0, 5), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

const order: readonly Verdict[] = ['fail', 'expired', 'not-evaluated', 'waived'];

function worstFirst(judged: readonly Judged[]): Reason[] {
  const rank = ({ verdict, reason }: Judged) =>
    order.indexOf(verdict) * 10 + (reason.severity ? severities.indexOf(reason.severity) : severities.length);
  return judged
    .map((one) => ({ rank: rank(one), key: `${one.reason.text}\0${one.reason.subject ?? ''}`, reason: one.reason }))
    .sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ reason }) => reason);
}
