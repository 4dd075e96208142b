import type { KnownSighting, Run } from '@stoa/model';

/**
 * The fingerprints whose every sighting by this tool was there before and is there again, unmoved: the daily case,
 * where only the time of the last sighting changes.
 */
export function seenAgain(run: Run, known: readonly KnownSighting[], changed: readonly KnownSighting[]): Set<string> {
  const before = new Map(known.map((sighting) => [keyOf(sighting), sighting]));
  const again = new Set(changed.map(({ fingerprint }) => fingerprint));
  const changedKeys = new Set<string>();
  for (const sighting of changed) {
    changedKeys.add(keyOf(sighting));
    const prior = before.get(keyOf(sighting));
    if (!prior || !onlyLater(run, prior, sighting)) again.delete(sighting.fingerprint);
  }
  for (const sighting of known) if (!changedKeys.has(keyOf(sighting))) again.delete(sighting.fingerprint);
  return again;
}

function onlyLater(run: Run, before: KnownSighting, after: KnownSighting): boolean {
  return (
    before.absentSince === null &&
    after.absentSince === null &&
    after.lastSeenAt === run.finishedAt &&
    before.firstSeenAt === after.firstSeenAt &&
    before.ruleId === after.ruleId &&
    before.excerpt === after.excerpt &&
    textOf(before.location) === textOf(after.location) &&
    textOf(before.trace) === textOf(after.trace) &&
    textOf(before.suppressed) === textOf(after.suppressed) &&
    textOf(before.introduced) === textOf(after.introduced)
  );
}

/** The members may come back from the database in another order. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${key}:${textOf((value as Record<string, unknown>)[key])}`)
    .join()}}`;
}

function keyOf({ fingerprint, place }: KnownSighting): string {
  return `${fingerprint}\0${place}`;
}
