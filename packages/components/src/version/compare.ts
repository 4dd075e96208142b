import { compareAlpm } from './order/alpm.ts';
import { compareComposer } from './order/composer.ts';
import { compareConan } from './order/conan.ts';
import { compareDebian } from './order/debian.ts';
import { compareGem } from './order/gem.ts';
import { compareApk, compareGentoo } from './order/gentoo.ts';
import { compareMaven } from './order/maven.ts';
import { compareNuget } from './order/nuget.ts';
import { compareNumbers } from './order/numbers.ts';
import { compareOpenssl } from './order/openssl.ts';
import { comparePep440 } from './order/pep440.ts';
import { comparePub } from './order/pub.ts';
import { compareRpm } from './order/rpm.ts';
import { compareSemver } from './order/semver.ts';
import { compareMoments, compareText } from './order/text.ts';

type Compare = (a: string, b: string) => number;

/** How versions of one kind are ordered, by the names of VERS' schemes. */
const orders: Readonly<Record<string, Compare>> = {
  alpine: compareApk,
  alpm: compareAlpm,
  apk: compareApk,
  cargo: compareSemver,
  composer: compareComposer,
  conan: compareConan,
  cran: compareNumbers,
  datetime: compareMoments,
  deb: compareDebian,
  gem: compareGem,
  gentoo: compareGentoo,
  github: compareSemver,
  golang: compareSemver,
  hackage: compareNumbers,
  hex: compareSemver,
  intdot: compareNumbers,
  lexicographic: compareText,
  maven: compareMaven,
  nginx: compareNumbers,
  npm: compareSemver,
  nuget: compareNuget,
  openssl: compareOpenssl,
  pub: comparePub,
  pypi: comparePep440,
  rpm: compareRpm,
  semver: compareSemver,
};

/** Which of them the ecosystems use, as OSV names those; a release after a colon (`Debian:12`) is left out. */
const schemes: Readonly<Record<string, string>> = {
  AlmaLinux: 'rpm',
  Alpaquita: 'apk',
  Alpine: 'apk',
  Arch: 'alpm',
  'Azure Linux': 'rpm',
  'BellSoft Hardened Containers': 'apk',
  Bioconductor: 'cran',
  Bitnami: 'semver',
  CRAN: 'cran',
  Chainguard: 'apk',
  CleanStart: 'apk',
  ConanCenter: 'conan',
  Debian: 'deb',
  Echo: 'deb',
  Fedora: 'rpm',
  GHC: 'hackage',
  'GitHub Actions': 'github',
  Go: 'golang',
  Hackage: 'hackage',
  Hex: 'hex',
  Julia: 'semver',
  Mageia: 'rpm',
  Maven: 'maven',
  MinimOS: 'apk',
  NuGet: 'nuget',
  Packagist: 'composer',
  'Photon OS': 'rpm',
  Pub: 'pub',
  PyPI: 'pypi',
  'Red Hat': 'rpm',
  'Rocky Linux': 'rpm',
  RubyGems: 'gem',
  SUSE: 'rpm',
  SwiftURL: 'semver',
  Ubuntu: 'deb',
  VSCode: 'semver',
  Wolfi: 'apk',
  'crates.io': 'cargo',
  openEuler: 'rpm',
  openSUSE: 'rpm',
};

/** How the versions of an ecosystem are ordered, as a scheme of VERS; undefined where we do not know. */
export function schemeOf(ecosystem: string): string | undefined {
  const colon = ecosystem.indexOf(':');
  const name = colon < 0 ? ecosystem : ecosystem.slice(0, colon);
  if (Object.hasOwn(schemes, name)) return schemes[name];
  return Object.hasOwn(orders, name) ? name : undefined;
}

export function knowsVersions(ecosystem: string): boolean {
  return schemeOf(ecosystem) !== undefined;
}

/**
 * Negative when `a` is older than `b`, positive when newer, 0 when they are the same version.
 *
 * @param ecosystem as OSV names it (`npm`, `Debian:12`) or as VERS does (`deb`)
 * @throws {RangeError} for an ecosystem whose order is not known: guessing would call vulnerable things safe.
 */
export function compareVersions(ecosystem: string, a: string, b: string): number {
  const scheme = schemeOf(ecosystem);
  if (!scheme) throw new RangeError(`The order of versions of ${ecosystem} is not known.`);
  return Math.sign(orders[scheme]!(a, b));
}
