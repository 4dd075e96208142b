import { combineVerdicts, type Evidence, type Level, type Practice, type Verdict } from '@stoa/model';

/** Where a practice stands, and why. */
export interface Standing {
  level: Level;
  verdict: Verdict;
  because: string[];
  counter: boolean;
}

/**
 * The level of a practice from the newest evidence of each probe and subject.
 *
 * 0 no live evidence · 1 evidence, and nothing holds · 2 some subjects, or by hand · 3 automated on half of the
 * applicable subjects · 4 on 90 %, and a gate would have stopped it · 5 level 4, and it was proved that the check can
 * fail. Counter-evidence lowers a practice to 2 at once: what is known to be broken cannot be called automated.
 * What has expired, or was not evaluated, does not count.
 */
export function levelOf(practice: Practice, evidence: readonly Evidence[], now: string): Standing {
  const about = evidence.filter((one) => one.practice === practice.id);
  const live = about.filter(
    ({ expiresAt, verdict }) => expiresAt > now && verdict !== 'not-evaluated' && verdict !== 'expired',
  );
  if (live.length === 0) {
    const ended = about.some(({ expiresAt, verdict }) => expiresAt <= now || verdict === 'expired');
    const said = about.filter(({ expiresAt }) => expiresAt > now).map(({ summary }) => summary);
    return {
      level: 0,
      verdict: ended ? 'expired' : 'not-evaluated',
      because: [
        ...said,
        ended ? 'The evidence has ended and must be produced anew.' : `Would be answered by: ${practice.answeredBy}`,
      ],
      counter: false,
    };
  }
  const sum = (of: 'applicable' | 'holding') => live.reduce((total, one) => total + one[of], 0);
  const share = sum('applicable') === 0 ? 0 : sum('holding') / sum('applicable');
  const counter = live.some((one) => one.counter);
  const level = rungOf(share, live, counter);
  const words = [`${Math.floor(share * 100)} % of what applies holds (${sum('holding')} of ${sum('applicable')}).`];
  if (counter) words.push('Counter-evidence is open: the level is 2 at most.');
  else if (level === 3 && share >= 0.9 && !live.every((one) => one.enforced))
    words.push('Level 4 takes a gate that would have stopped it.');
  else if (level === 4) words.push('Level 5 takes a proof that the check can fail.');
  return {
    level,
    verdict: combineVerdicts(live.map(({ verdict }) => verdict)),
    because: [...live.map(({ summary }) => summary), ...words],
    counter,
  };
}

function rungOf(share: number, live: readonly Evidence[], counter: boolean): Level {
  if (share <= 0) return 1;
  if (counter || share < 0.5 || !live.every((one) => one.automated)) return 2;
  if (share < 0.9 || !live.every((one) => one.enforced)) return 3;
  return live.every((one) => one.efficacyProved) ? 5 : 4;
}

/** An implementing step stands as low as the lowest practice it rests on. */
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
