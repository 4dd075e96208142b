import { combineVerdicts, type Evidence, type Level, type Practice, type Verdict } from '@stoa/model';

/** Where a practice stands, and why. */
export interface Standing {
  level: Level;
  verdict: Verdict;
  because: string[];
  counter: boolean;
}

/** So many sentences a person reads. */
const maxSentences = 12;

/**
 * The level of a practice from the newest evidence of each probe and subject. All shares are of every subject that
 * applies, also of those whose evidence has ended or could not be had: not to look must never pay.
 *
 * - 0: no live evidence.
 * - 1: evidence, and nothing holds.
 * - 2: some of it holds, or by hand.
 * - 3: half of it holds, by itself and in date.
 * - 4: 90 % holds and a gate would have stopped the rest; nothing fails now.
 * - 5: as 4, and for 90 % it was proved that the check can fail.
 *
 * Counter-evidence caps at 2, at once and not at the next round: someone has seen the practice broken, and an
 * automation that is known to let it through cannot be called one. It stays until the same probe looks again and
 * finds better; that it grew old heals nothing. So time alone never raises a level.
 */
export function levelOf(practice: Practice, evidence: readonly Evidence[], now: string): Standing {
  const about = newestOf(evidence.filter((one) => one.practice === practice.id));
  const live = about.filter((one) => isLive(one, now));
  const verdict = combineVerdicts(about.map((one) => verdictNow(one, now)));
  const counter = about.some((one) => one.counter);
  if (live.length === 0) return { level: 0, verdict, because: unanswered(practice, about, now), counter };

  const applicable = about.reduce((sum, one) => sum + one.applicable, 0);
  const sumOf = (that: readonly Evidence[]) => that.reduce((sum, { holding }) => sum + holding, 0);
  const automated = live.filter((one) => one.automated);
  const enforced = automated.filter((one) => one.enforced);
  const rung = rungOf({
    holds: sumOf(live) / applicable,
    automated: sumOf(automated) / applicable,
    enforced: sumOf(enforced) / applicable,
    proved: sumOf(enforced.filter((one) => one.efficacyProved)) / applicable,
    counter,
    failing: about.some((one) => one.verdict === 'fail'),
  });
  const share = Math.floor((100 * sumOf(live)) / applicable);
  return {
    level: rung.level,
    verdict,
    because: [
      ...shorten(live.toSorted(worstFirst).map(({ summary }) => summary)),
      `${share} % of what applies holds (${sumOf(live)} of ${applicable}).`,
      ...(about.length > live.length
        ? [
            `For ${about.length - live.length} of ${about.length} there is no result in date, which does not count as holding.`,
          ]
        : []),
      ...(rung.next === '' ? [] : [rung.next]),
    ],
    counter,
  };
}

interface Shares {
  /** 0 to 1, each of all that applies. */
  holds: number;
  automated: number;
  enforced: number;
  proved: number;
  counter: boolean;
  failing: boolean;
}

/** The highest level reached, and in one sentence what the next one takes. */
function rungOf({ holds, automated, enforced, proved, counter, failing }: Shares): { level: Level; next: string } {
  if (holds <= 0) return { level: 1, next: 'Level 2 takes something that holds.' };
  if (counter) return { level: 2, next: 'Counter-evidence is open: the level is 2 at most.' };
  if (automated < 0.5) return { level: 2, next: 'Level 3 takes half of it holding by itself.' };
  if (failing) return { level: 3, next: 'Level 4 takes that nothing of it fails now.' };
  if (enforced < 0.9) return { level: 3, next: 'Level 4 takes 90 %, and a gate that would have stopped the rest.' };
  if (proved < 0.9) return { level: 4, next: 'Level 5 takes a proof that the check can fail.' };
  return { level: 5, next: '' };
}

/** A check that ran over nothing is no evidence, whatever it says: empty is not clean. */
function verdictNow({ expiresAt, verdict, applicable }: Evidence, now: string): Verdict {
  if (expiresAt <= now) return 'expired';
  return applicable === 0 && verdict !== 'expired' ? 'not-evaluated' : verdict;
}

function isLive(one: Evidence, now: string): boolean {
  const verdict = verdictNow(one, now);
  return verdict !== 'expired' && verdict !== 'not-evaluated';
}

/** What a probe said of a subject before is replaced by what it says now. */
function newestOf(evidence: readonly Evidence[]): Evidence[] {
  const newest = new Map<string, Evidence>();
  for (const one of evidence) {
    const key = `${one.probe}\0${one.subject.name}`;
    const known = newest.get(key);
    if (!known || known.producedAt < one.producedAt || (known.producedAt === one.producedAt && known.id < one.id))
      newest.set(key, one);
  }
  return [...newest.values()];
}

function unanswered(practice: Practice, about: readonly Evidence[], now: string): string[] {
  const said = about
    .filter(({ expiresAt }) => expiresAt > now)
    .toSorted(worstFirst)
    .map(({ summary }) => summary);
  const ended = about.some((one) => verdictNow(one, now) === 'expired');
  return [
    ...shorten(said),
    ended ? 'The evidence has ended and must be produced anew.' : `Would be answered by: ${practice.answeredBy}`,
  ];
}

function worstFirst(a: Evidence, b: Evidence): number {
  const gravity = (one: Evidence) => (one.counter ? 2 : one.verdict === 'fail' ? 1 : 0);
  return gravity(b) - gravity(a) || (`${a.subject.name} ${a.probe}` < `${b.subject.name} ${b.probe}` ? -1 : 1);
}

function shorten(sentences: readonly string[]): string[] {
  if (sentences.length <= maxSentences) return [...sentences];
  return [...sentences.slice(0, maxSentences), `And ${sentences.length - maxSentences} more.`];
}

/** An implementing step stands as low as the lowest practice it rests on: a base carries no more than its weakest stone. */
export function deriveStanding(practice: Practice, standings: ReadonlyMap<string, Standing>): Standing {
  const of = practice.derivedFrom.flatMap((id) => (standings.has(id) ? [{ id, ...standings.get(id)! }] : []));
  const lowest = of.toSorted((a, b) => a.level - b.level)[0];
  if (!lowest) return { level: 0, verdict: 'not-evaluated', because: [practice.answeredBy], counter: false };
  return {
    level: lowest.level,
    verdict: combineVerdicts(of.map(({ verdict }) => verdict)),
    because: [`Rests on ${of.map(({ id, level }) => `${id} (level ${level})`).join(', ')}; the lowest counts.`],
    counter: of.some((one) => one.counter),
  };
}
