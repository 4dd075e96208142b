import { canonicalJson, type Decision } from '@stoa/model';
import { decide, type DecisionInputs } from './decide.ts';

export interface Replay {
  /** The same decision came out, byte for byte in canonical JSON. */
  same: boolean;
  /** What came out now. */
  decision: Decision;
  /** Where the two differ, one sentence each. */
  differences: string[];
}

/** Decides once more as at the time of the decision. `inputs` are what was kept with it. */
export function replay(recorded: Decision, inputs: Omit<DecisionInputs, 'now' | 'id'>): Replay {
  const decision = decide({ ...inputs, now: recorded.decidedAt, id: recorded.id });
  const differences: string[] = [];
  if (decision.inputsDigest !== recorded.inputsDigest)
    differences.push('The facts or the exceptions are not those it was made of.');
  if (decision.policy.digest !== recorded.policy.digest) differences.push('The policy is not the one it was made by.');
  if (decision.verdict !== recorded.verdict)
    differences.push(`The verdict was ${recorded.verdict} and is ${decision.verdict}.`);
  const before = new Map(recorded.criteria.map((one) => [one.id, one]));
  for (const now of decision.criteria) {
    const then = before.get(now.id);
    before.delete(now.id);
    if (!then) differences.push(`Criterion ${now.id} was not asked.`);
    else if (then.verdict !== now.verdict)
      differences.push(`Criterion ${now.id} was ${then.verdict} and is ${now.verdict}.`);
    else if (canonicalJson(then) !== canonicalJson(now))
      differences.push(`Criterion ${now.id} has the same verdict for other reasons.`);
  }
  for (const id of before.keys()) differences.push(`Criterion ${id} is not asked any more.`);
  const same = canonicalJson(decision) === canonicalJson(recorded);
  if (!same && differences.length === 0) differences.push('The record itself has been changed.');
  return { same, decision, differences };
}
