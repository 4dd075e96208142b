import type { Observation } from '@stoa/model';
import { createBaselineExaminer, type BaselineCheck } from './baseline/known.ts';
import type { Found } from './find-secrets.ts';
import type { OpenedFile } from './scan-file.ts';
import { withVerification } from './verify/tell.ts';
import type { Verifier } from './verify/verifier.ts';

/** What is asked of each secret that was found, while it is still at hand. */
export interface Examinations {
  /** Does the repository's baseline know it? */
  baseline?: BaselineCheck;
  /** Does its issuer still take it? The secret goes to its issuer for that. */
  verifier?: Verifier;
}

/** Bytes before and after a secret in which what belongs to it is looked for: the name of a key, an account. */
const near = 1_500;

/** What is known of the secrets of a file once they were examined; the secrets stay here. */
export function createExaminer({ baseline, verifier }: Examinations) {
  const inBaseline = baseline && createBaselineExaminer(baseline);
  return async function examine({ observations, found, text }: OpenedFile): Promise<Observation[]> {
    if (!inBaseline && !verifier) return observations;
    return Promise.all(
      observations.map(async (observation, at) => {
        const one = found[at]!;
        const marked = inBaseline ? inBaseline(observation, one) : observation;
        return verifier ? verified(verifier, marked, one, text) : marked;
      }),
    );
  };
}

async function verified(verifier: Verifier, observation: Observation, one: Found, text: Buffer): Promise<Observation> {
  const around = text.toString('latin1', Math.max(0, one.start - near), one.end + near);
  const verification = await verifier.verify(one.rule.id, one.secret.toString('latin1'), around);
  return verification ? withVerification(observation, verification) : observation;
}
