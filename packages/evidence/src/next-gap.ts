import type { NextGap, Practice } from '@stoa/model';
import type { Standing } from './levels.ts';

/** What makes a gap more pressing than its practice alone. */
export interface Pressure {
  /** Something of it faces the internet. */
  internet: boolean;
  /** Open findings, critical and high, by the practice that would have stopped them. */
  heat: Readonly<Record<string, number>>;
}

/** `importance × (target − level) × exposure × heat ÷ effort`, term by term. */
export function urgencyOf(practice: Practice, { level }: Pick<Standing, 'level'>, pressure: Pressure) {
  const open = pressure.heat[practice.id] ?? 0;
  const terms = [
    { name: 'importance', value: practice.importance, why: `the blueprint weighs it ${practice.importance} of 5` },
    {
      name: 'distance',
      value: Math.max(0, practice.target - level),
      why: `level ${level}, the target is ${practice.target}`,
    },
    {
      name: 'exposure',
      value: pressure.internet ? 1.5 : 1,
      why: pressure.internet ? 'a module faces the internet' : 'no module is said to face the internet',
    },
    {
      name: 'heat',
      value: 1 + Math.min(1, open / 10),
      why:
        open > 0
          ? `${open} critical or high findings are open that it is about`
          : 'nothing critical or high is open that it is about',
    },
    { name: 'effort', value: 1 / practice.effort, why: `divided by effort ${practice.effort} of 5` },
  ];
  return { urgency: Math.round(terms.reduce((product, { value }) => product * value, 1) * 100) / 100, terms };
}

/** The one gap to close next: the most urgent; of equals the first in the blueprint. Null when all targets are met. */
export function nextGap(
  practices: readonly Practice[],
  standings: ReadonlyMap<string, Standing>,
  pressure: Pressure,
): NextGap | null {
  let best: NextGap | null = null;
  for (const practice of practices) {
    const standing = standings.get(practice.id);
    if (!standing || practice.pillar === null) continue;
    const { urgency, terms } = urgencyOf(practice, standing, pressure);
    if (urgency <= 0 || (best && urgency <= best.urgency)) continue;
    best = {
      practice: practice.id,
      title: practice.title,
      urgency,
      terms,
      explanation: `${practice.title}: ${standing.because[0] ?? practice.answeredBy}`,
      nextStep: practice.nextStep,
    };
  }
  return best;
}
