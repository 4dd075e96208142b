import { randomUUID } from 'node:crypto';
import { defaultPolicies } from '@stoa/blueprint';
import { ApplicationManifest, type Decision, type Exception } from '@stoa/model';
import { decide, resolvePolicy, toFacts, workloadsOf, type DecisionInputs } from '@stoa/policy';
import {
  getApplication,
  latestRuns,
  readComponents,
  readExceptions,
  readFindings,
  readSightingsOf,
  recordDecision,
  type Transaction,
} from '@stoa/store';
import { notFound } from './http/failure.ts';

/** What was kept with a decision, to decide again on. */
export type KeptInputs = Omit<DecisionInputs, 'now' | 'id'>;

/** Decides on what is stored, and keeps the decision with its inputs. */
export async function decideAndRecord(
  tx: Transaction,
  asked: { application: string; environment: string; revision: string | null },
): Promise<Decision> {
  const application = await getApplication(tx, asked.application);
  if (!application) throw notFound('application');
  const manifest = application.manifest ?? ApplicationManifest.parse({ name: asked.application });
  const runs = await latestRuns(tx, asked.application);
  const findings = await readFindings(tx, asked.application, ['open']);
  const placed = [];
  for (const finding of findings) {
    // A finding in one place says so itself; the others are asked where they still are.
    if (finding.places === 1) placed.push(finding);
    else {
      const sightings = await readSightingsOf(tx, asked.application, finding.fingerprint.value);
      placed.push({
        ...finding,
        paths: sightings.filter(({ absentSince }) => absentSince === null).map(({ place }) => place),
      });
    }
  }
  const facts = toFacts({
    manifest: { ...manifest, name: asked.application },
    runs: runs.map(({ run }) => run),
    findings: placed,
    components: await readComponents(tx, asked.application),
    environment: asked.environment,
    revision: asked.revision,
  });
  const exceptions: Exception[] = (await readExceptions(tx, asked.application)).map(
    ({ id, owner, reason, approver, scope, createdAt, expiresAt }) => ({
      id,
      owner,
      reason,
      approver,
      scope,
      createdAt,
      expiresAt,
    }),
  );
  const policy = resolvePolicy(defaultPolicies, { workloads: workloadsOf(facts), environment: asked.environment });
  const inputs: KeptInputs = { facts, policy, exceptions };
  const decision = decide({ ...inputs, now: tx.now, id: randomUUID() });
  await recordDecision(tx, decision, inputs);
  return decision;
}
