import { compareVersions, knowsVersions } from './compare.ts';
import { comparators, holds, type Comparator, type Constraint } from './constraint.ts';
import { VersionRangeError } from './range-error.ts';

/** A range of versions in VERS' notation: `vers:npm/>=1.0.0|<2.0.0`. No constraints mean every version. */
export interface Vers {
  scheme: string;
  constraints: readonly Constraint[];
}

/**
 * Reads a range in canonical form.
 * @see https://github.com/package-url/vers-spec
 * @throws {VersionRangeError} also for what is not canonical: blanks, empty constraints, wrong order or encoding
 */
export function parseVers(text: string): Vers {
  const body = text.slice(text.indexOf('/') + 1);
  if (/\s/.test(text)) throw new VersionRangeError(text, 'A canonical range has no blanks');
  if (body.startsWith('|')) throw new VersionRangeError(text, 'A canonical range does not begin with a pipe');
  if (body.endsWith('|')) throw new VersionRangeError(text, 'A canonical range does not end with a pipe');
  if (body.includes('||')) throw new VersionRangeError(text, 'A canonical range has one pipe between constraints');
  const range = read(text);
  if (range.constraints.length > 0 && formatVers(sorted(range)) !== text)
    throw new VersionRangeError(text, `In canonical form this range is ${formatVers(sorted(range))}, not`);
  return range;
}

/**
 * The canonical form of a range somebody wrote: without blanks, in order, encoded.
 * @throws {VersionRangeError}
 */
export function canonicalVers(text: string): string {
  return formatVers(sorted(read(text)));
}

export function formatVers({ scheme, constraints }: Vers): string {
  if (constraints.length === 0) return `vers:${scheme}/*`;
  const parts = constraints.map(({ comparator, version }) => (comparator === '=' ? '' : comparator) + encode(version));
  return `vers:${scheme}/${parts.join('|')}`;
}

/** In order of their versions; of the same version, what ends there comes before what begins there. */
export function sorted({ scheme, constraints }: Vers): Vers {
  const order = (a: Constraint, b: Constraint) =>
    compareVersions(scheme, a.version, b.version) ||
    comparators.indexOf(a.comparator) - comparators.indexOf(b.comparator);
  return { scheme, constraints: constraints.toSorted(order) };
}

/** Is a version inside? By the steps of the standard, after leaving out constraints another one makes needless. */
export function versHas(range: Vers, version: string): boolean {
  const { scheme, constraints } = sorted(range);
  if (constraints.length === 0) return true;
  const single = constraints.filter(({ comparator }) => comparator === '=' || comparator === '!=');
  const named = single.find(({ version: one }) => compareVersions(scheme, one, version) === 0);
  if (named) return named.comparator === '=';
  const bounds = simplify(constraints.filter((one) => !single.includes(one)));
  if (bounds.length === 0) return single.every(({ comparator }) => comparator === '!=');
  return bounds.some((bound, at) => {
    if (!holds(scheme, version, bound)) return false;
    const neighbour = isLower(bound) ? bounds[at + 1] : bounds[at - 1];
    return !neighbour || holds(scheme, version, neighbour);
  });
}

function isLower({ comparator }: Constraint): boolean {
  return comparator.startsWith('>');
}

/** Of lower bounds that follow each other the first counts, of upper bounds the last. */
function simplify(bounds: readonly Constraint[]): Constraint[] {
  return bounds.filter((bound, at) => {
    const neighbour = isLower(bound) ? bounds[at - 1] : bounds[at + 1];
    return !neighbour || isLower(neighbour) !== isLower(bound);
  });
}

function read(text: string): Vers {
  const [, scheme, body] = /^vers:([a-z][a-z0-9.+-]*)\/(.+)$/s.exec(text.trim()) ?? [];
  if (!scheme) throw new VersionRangeError(text, 'A range is written like vers:npm/>=1.0.0|<2.0.0, not');
  if (!knowsVersions(scheme)) throw new VersionRangeError(text, `The order of versions of ${scheme} is not known`);
  const parts = body!.replaceAll(/\s/g, '').split('|').filter(Boolean);
  if (parts.length === 1 && parts[0] === '*') return { scheme, constraints: [] };
  return { scheme, constraints: parts.map((part) => readConstraint(part, scheme, text)) };
}

function readConstraint(part: string, scheme: string, text: string): Constraint {
  const [, sign, encoded] = /^([<>!]?=?)(.+)$/s.exec(part)!;
  const comparator = sign === '' ? '=' : comparators.find((each): each is Comparator => each === sign);
  if (!comparator || encoded === '*') throw new VersionRangeError(text);
  try {
    const version = decodeURIComponent(encoded!);
    if (scheme === 'datetime' && /[tz]/.test(version))
      throw new VersionRangeError(text, 'A moment has its T and Z in capitals');
    return { comparator, version };
  } catch (error) {
    if (error instanceof VersionRangeError) throw error;
    throw new VersionRangeError(text, 'A percent sign begins two hexadecimal digits');
  }
}

/** Only what has a meaning of its own in the notation is encoded. */
function encode(version: string): string {
  return encodeURIComponent(version).replaceAll('%3A', ':').replaceAll('%2B', '+');
}
