import { isNews, runProbes, signEvidence } from '@stoa/evidence';
import { latestEvidence, recordEvidence, type Transaction } from '@stoa/store';
import type { ServerContext } from '../context.ts';
import { readProbeContext } from './context.ts';

/** Lets the probes look at an application, and keeps, signed, what they say that is news. */
export async function refreshEvidence(
  { signingKey }: ServerContext,
  tx: Transaction,
  application: string,
): Promise<void> {
  const known = new Map((await latestEvidence(tx, application)).map(({ evidence }) => [evidence.probe, evidence]));
  for (const evidence of runProbes(await readProbeContext(tx, application))) {
    if (isNews(evidence, known.get(evidence.probe), tx.now))
      await recordEvidence(tx, application, evidence, signEvidence(evidence, signingKey));
  }
}
