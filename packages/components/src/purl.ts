import { formatPurl } from './package-url/package-url.ts';

/** How the ecosystems (OSV's names where it has them) are called in package URLs; an operating system's after its name. */
const types: Readonly<Record<string, string>> = {
  npm: 'npm',
  PyPI: 'pypi',
  Go: 'golang',
  'crates.io': 'cargo',
  Maven: 'maven',
  RubyGems: 'gem',
  Packagist: 'composer',
  NuGet: 'nuget',
  Hex: 'hex',
  Pub: 'pub',
  SwiftURL: 'swift',
  CocoaPods: 'cocoapods',
  ConanCenter: 'conan',
  'GitHub Actions': 'github',
  GitHub: 'github',
  GitLab: 'gitlab',
  Docker: 'docker',
  Terraform: 'terraform',
  Helm: 'helm',
  CRAN: 'cran',
  Bioconductor: 'bioconductor',
  Hackage: 'hackage',
  Julia: 'julia',
  JSR: 'jsr',
  vcpkg: 'vcpkg',
  Debian: 'deb/debian',
  Ubuntu: 'deb/ubuntu',
  Alpine: 'apk/alpine',
  Wolfi: 'apk/wolfi',
  Chainguard: 'apk/chainguard',
  'Red Hat': 'rpm/redhat',
  'Rocky Linux': 'rpm/rocky',
  AlmaLinux: 'rpm/almalinux',
  Fedora: 'rpm/fedora',
  openSUSE: 'rpm/opensuse',
  SUSE: 'rpm/suse',
  'Amazon Linux': 'rpm/amazon',
  'Oracle Linux': 'rpm/oracle',
  conda: 'conda',
  generic: 'generic',
};

/**
 * The package URL of a package of one of our ecosystems, in canonical form.
 *
 * @throws {RangeError} for an ecosystem that has no package URLs here
 * @throws {PurlError} when the ecosystem's rules allow no such name, or ask for qualifiers that are not given
 * @example toPurl('npm', '@scope/name', '1.0.0') // pkg:npm/%40scope/name@1.0.0
 */
export function toPurl(
  ecosystem: string,
  name: string,
  version: string,
  qualifiers: Readonly<Record<string, string>> = {},
): string {
  const [base] = ecosystem.split(':', 1);
  const known = Object.hasOwn(types, base!) ? types[base!] : undefined;
  if (!known) throw new RangeError(`${ecosystem} has no package URL type here.`);
  const [type, system] = known.split('/');
  const path = base === 'Maven' ? name.replace(':', '/') : name;
  const segments = [...(system ? [system] : []), ...normaliseName(ecosystem, path).split('/')];
  return formatPurl({
    type: type!,
    namespace: segments.slice(0, -1).join('/'),
    name: segments.at(-1)!,
    version,
    qualifiers,
  });
}

/** Names that mean the same package are written the same. */
export function normaliseName(ecosystem: string, name: string): string {
  switch (ecosystem) {
    case 'PyPI':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'Packagist':
    case 'Hex':
    case 'Pub':
      return name.toLowerCase();
    default:
      return name;
  }
}
