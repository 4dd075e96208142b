import type { Observation } from '@stoa/model';
import { createBaselineExaminer, type BaselineCheck } from './baseline/known.ts';
import type { OpenedFile } from './scan-file.ts';

/** What is asked of each secret that was found, while it is still at hand. */
export interface Examinations {
  /** Does the repository's baseline know it? */
  baseline?: BaselineCheck;
}

/** What is known of the secrets of a file once they were examined; the secrets stay here. */
export function createExaminer({ baseline }: Examinations) {
  const inBaseline = baseline && createBaselineExaminer(baseline);
  return async function examine({ observations, found }: OpenedFile): Promise<Observation[]> {
    if (!inBaseline) return observations;
    return observations.map((observation, at) => inBaseline(observation, found[at]!));
  };
}
