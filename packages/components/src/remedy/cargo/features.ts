import type { LockedPackage } from '../project.ts';
import type { PublishedVersion, Requirement } from '../registry.ts';

type Features = Readonly<Record<string, readonly string[]>>;

/**
 * Which optional dependencies of a new version are switched on. The lock file does not say which features are; they are
 * found out from the version in use: a feature all of whose optional dependencies are locked is on. A crate that comes
 * anew has those that it is asked for with.
 * @see https://doc.rust-lang.org/cargo/reference/features.html
 */
export function activeRequirements(
  published: PublishedVersion,
  locked: LockedPackage | undefined,
  old: PublishedVersion | undefined,
  wanted: ReadonlySet<string>,
): Requirement[] {
  const active = locked && old ? activeFeatures(old, locked) : wanted;
  const optional = optionalOf(published.requirements);
  const on = new Set<string>();
  for (const feature of active) for (const name of switchedOn(feature, featuresOf(published), optional)) on.add(name);
  return published.requirements.flatMap((one) => {
    const as = one.as ?? one.name;
    if (one.kind === 'required') return [one];
    return on.has(as) || locked?.targets.has(one.name) ? [{ ...one, kind: 'required' as const }] : [];
  });
}

function activeFeatures(old: PublishedVersion, locked: LockedPackage): Set<string> {
  const [features, optional] = [featuresOf(old), optionalOf(old.requirements)];
  const isOn = (feature: string) =>
    [...switchedOn(feature, features, optional)].every((name) => locked.targets.has(optional.get(name) ?? name));
  const active = new Set(
    Object.keys(features).filter((feature) => switchedOn(feature, features, optional).size > 0 && isOn(feature)),
  );
  if (isOn('default')) active.add('default');
  return active;
}

/** The optional dependencies that a feature switches on, through the features it names. */
function switchedOn(feature: string, features: Features, optional: ReadonlyMap<string, string>): Set<string> {
  const on = new Set<string>();
  const queue = new Set([feature]);
  for (const one of queue) {
    for (const word of Object.hasOwn(features, one) ? features[one]! : []) {
      // `dep:name`, `name/feature`; `name?/feature` switches nothing on.
      if (/\?\//.test(word)) continue;
      const name = word.replace(/^dep:/, '').replace(/\/.*$/, '');
      if (optional.has(name)) on.add(name);
      if (!word.startsWith('dep:') && Object.hasOwn(features, name)) queue.add(name);
    }
  }
  return on;
}

function optionalOf(requirements: readonly Requirement[]): Map<string, string> {
  return new Map(requirements.flatMap((one) => (one.kind === 'optional' ? [[one.as ?? one.name, one.name]] : [])));
}

function featuresOf({ fields }: PublishedVersion): Features {
  const features = fields['features'];
  return typeof features === 'object' && features !== null ? (features as Features) : {};
}
