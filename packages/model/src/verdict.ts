import { z } from 'zod';

/**
 * The five verdicts. A check that did not run, or ran over nothing, is `not-evaluated`: empty is not clean.
 * A `waived` check was evaluated and failed, and a live exception covers it. `expired` means that the
 * evidence or the exception it stood on is past its date.
 */
export const verdicts = ['pass', 'fail', 'not-evaluated', 'waived', 'expired'] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

/** From the verdict that stops a release for certain to the one that never does. */
const gravity: readonly Verdict[] = ['fail', 'expired', 'not-evaluated', 'waived', 'pass'];

/** The gravest of some verdicts. Of no verdicts at all: `not-evaluated`. */
export function combineVerdicts(of: Iterable<Verdict>): Verdict {
  let gravest: Verdict | undefined;
  for (const one of of) {
    if (!gravest || gravity.indexOf(one) < gravity.indexOf(gravest)) gravest = one;
  }
  return gravest ?? 'not-evaluated';
}
