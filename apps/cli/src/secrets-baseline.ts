import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exception, Observation, RunReport } from '@stoa/model';
import { identify } from '@stoa/model/identity';
import { Baseline, baselineFingerprint } from '@stoa/secrets';
import { CommandError } from './failure.ts';

export const baselinePath = '.stoa/secrets-baseline.json';

/** The secrets a repository has lived with; null where it has no baseline. @throws {CommandError} */
export function readBaseline(root: string): Baseline | null {
  const file = join(root, baselinePath);
  if (!existsSync(file)) return null;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`${baselinePath} cannot be read (${(error as Error).name}): restore it from git.`);
  }
  const baseline = Baseline.safeParse(content);
  if (baseline.success) return baseline.data;
  const [issue] = baseline.error.issues;
  throw new CommandError(
    `${baselinePath} is wrong at ${issue?.path.join('.') || 'its beginning'}: ${issue?.message ?? 'it has another shape'}. Restore it from git.`,
  );
}

export function writeBaseline(root: string, baseline: Baseline): void {
  const file = join(root, baselinePath);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify(baseline, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}

/** Digests that earlier runs on this machine have worked out, so that they need not be again. */
export function knownDigests(reports: readonly RunReport[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { secretDigest, toolFingerprints } of reports.flatMap(({ observations }) => observations)) {
    const digest = toolFingerprints[baselineFingerprint];
    if (secretDigest && digest) known.set(secretDigest, digest);
  }
  return known;
}

/** The baseline's word on these findings, as the exceptions that the gate asks: one register, one decision. */
export function toExceptions(baseline: Baseline | null, reports: readonly RunReport[]): Exception[] {
  if (!baseline) return [];
  const entries = new Map(baseline.entries.map((entry) => [entry.digest, entry]));
  const exceptions = new Map<string, Exception>();
  for (const { observations } of reports) {
    for (const { observation, fingerprint } of identify(observations.filter(isKnown))) {
      const entry = entries.get(observation.toolFingerprints[baselineFingerprint] ?? '');
      if (!entry) continue;
      const { digest, owner, reason, approver, since, until } = entry;
      const id = `secrets-baseline-${digest.slice(0, 12)}`;
      exceptions.set(id, {
        id,
        owner,
        reason,
        approver,
        scope: { fingerprint: fingerprint.value },
        createdAt: `${since}T00:00:00.000Z`,
        expiresAt: `${until}T23:59:59.999Z`,
      });
    }
  }
  return [...exceptions.values()];
}

function isKnown({ kind, toolFingerprints }: Observation): boolean {
  return kind === 'secret' && toolFingerprints[baselineFingerprint] !== undefined;
}
