import type { Component } from '@stoa/model';
import { inRange } from '../version/in-range.ts';
import { systemUpdate } from './system-update.ts';
import { successorOf } from './successors.ts';

/**
 * What to do about a vulnerable package, from the inventory alone: nobody is asked, so it is not proved, and says so.
 *
 * @param fixedVersion the lowest version that is safe, where the advisory names one
 * @param through the packages that bring it in, `express → send`; empty where that is not known
 */
export function adviseFor(
  { purl, name, version, ecosystem, direct, requirement, declaredAt, location }: Component,
  fixedVersion: string | undefined,
  through: string,
): string {
  const [base = ''] = ecosystem.split(':', 1);
  if (fixedVersion === undefined) {
    const successor = successorOf(base, name);
    if (successor && successor.to !== 'no successor')
      return `Replace ${name} with ${successor.to}: ${successor.reason}.`;
    return `No fixed version of ${name} is known: replace it, or show that you are not affected.`;
  }
  const step = `${name} from ${version} to ${fixedVersion} or later`;
  const update = systemUpdate(base, purl);
  if (update !== undefined)
    return `Update ${step}: ${update}. Where it comes with a base image, take a newer image: the next build undoes everything else.`;
  const unproved = 'Not proved yet: stoa fix asks the registry.';
  if (through !== '')
    return `Update ${step}. It comes in through ${through}, which may have to move along. ${unproved}`;
  if (direct !== true || requirement === undefined) return `Update ${step}.`;
  const file = (declaredAt ?? location).path.split('/').at(-1)!;
  return allows(base, fixedVersion, requirement)
    ? `Update ${step}. The range ${requirement} of ${file} allows it. ${unproved}`
    : `Bump ${step} in ${file}. ${unproved}`;
}

/** A range that cannot be read allows nothing. */
function allows(ecosystem: string, version: string, range: string): boolean {
  try {
    return inRange(ecosystem, version, range);
  } catch {
    return false;
  }
}
