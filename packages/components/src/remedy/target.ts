import type { Leave, Target } from './project.ts';
import type { World } from './world.ts';

/**
 * What must be borne with even in the best of the newer versions: empty when one of them is free of everything. Null when
 * none is better than what is in use.
 */
export async function tolerable(
  world: World,
  { name, version: above }: Target,
  far: Leave['far'] = 'any',
): Promise<ReadonlySet<string> | null> {
  const now = world.knownAgainst(name, above);
  let best: readonly string[] | null = null;
  for (const version of await world.candidates(name, { above, far })) {
    const known = world.knownAgainst(name, version);
    if (best === null || known.length < best.length) best = known;
    if (known.length === 0) break;
  }
  if (best === null || now.every((id) => best.includes(id))) return null;
  return new Set(best);
}

export function explainFailure(world: World, { name, version }: Target): { why: string; kind: 'no-fix' | 'young' } {
  const young = [...world.tooYoung].filter((id) => id.startsWith(`${name}@`)).map((id) => id.slice(name.length + 1));
  const safe = young.filter((one) => world.compare(one, version) > 0 && world.knownAgainst(name, one).length === 0);
  if (safe.length > 0)
    return {
      why: `${name} ${safe.slice(0, 3).join(', ')} would do, but was published too recently: wait, or say --cooldown 0.`,
      kind: 'young',
    };
  return { why: `No released version of ${name} is free of what is known against ${version}.`, kind: 'no-fix' };
}
