import semver from 'semver';
import { schemeOf } from './compare.ts';
import { holds, type Range } from './constraint.ts';
import { readNpmAdvisory } from './native/advisory-npm.ts';
import { readConan } from './native/conan.ts';
import { readMaven, readNuget } from './native/interval.ts';
import { readList, readNginx } from './native/lists.ts';
import { readPypi } from './native/pypi.ts';
import { readCargo, readComposer, readGem, readGo, readHex, readPub } from './native/words.ts';
import { canonicalVers, formatVers, parseVers, sorted, versHas } from './vers.ts';

/** How the package managers write ranges, by VERS' schemes. */
const notations: Readonly<Record<string, (range: string) => Range>> = {
  cargo: readCargo,
  composer: readComposer,
  conan: readConan,
  gem: readGem,
  golang: readGo,
  hex: readHex,
  maven: readMaven,
  nginx: readNginx,
  npm: readNpmAdvisory,
  nuget: readNuget,
  openssl: readList,
  pub: readPub,
  pypi: readPypi,
};

/**
 * Is a version inside a range? The range is written in VERS' notation, or as the ecosystem's package manager writes it.
 *
 * @param ecosystem as OSV names it (`npm`) or as VERS does
 * @throws {RangeError} for an ecosystem whose order or notation is not known
 * @throws {VersionRangeError} for a range that does not follow its notation
 *
 * @example inRange('npm', '1.4.0', '^1.2') // true
 * @example inRange('PyPI', '1.5', 'vers:pypi/>=1.0|<2.0') // true
 */
export function inRange(ecosystem: string, version: string, range: string): boolean {
  if (range.startsWith('vers:')) return versHas(parseVers(canonicalVers(range)), version);
  const scheme = schemeOf(ecosystem);
  // What npm itself would take; the reader of advisories beside it follows another tradition.
  if (scheme === 'npm') return semver.satisfies(version, range);
  return notationOf(ecosystem)(range).some((group) => group.every((one) => holds(ecosystem, version, one)));
}

/**
 * A range of a package manager in VERS' notation. VERS is one flat list, so alternatives that overlap may say less than
 * before: ask `inRange` with the original.
 * @throws {RangeError} {@link inRange}
 * @throws {VersionRangeError}
 *
 * @example toVers('gem', '~>2.0.8') // vers:gem/>=2.0.8|<2.1
 */
export function toVers(ecosystem: string, range: string): string {
  const groups = notationOf(ecosystem)(range);
  const scheme = schemeOf(ecosystem)!;
  if (groups.length === 0) return `vers:${scheme}/`;
  const isAny = groups.some((group) => group.length === 0);
  return formatVers(sorted({ scheme, constraints: isAny ? [] : groups.flat() }));
}

function notationOf(ecosystem: string): (range: string) => Range {
  const scheme = schemeOf(ecosystem);
  if (!scheme || !Object.hasOwn(notations, scheme))
    throw new RangeError(`How ranges of versions of ${ecosystem} are written is not known.`);
  return notations[scheme]!;
}
