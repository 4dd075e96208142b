import type { Fields } from '../text.ts';
import { textOf } from '../text.ts';

/** Ecosystems as OSV names them, by purl type: https://ossf.github.io/osv-schema/#defined-ecosystems */
const ecosystems: Readonly<Record<string, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  golang: 'Go',
  cargo: 'crates.io',
  maven: 'Maven',
  nuget: 'NuGet',
  gem: 'RubyGems',
  composer: 'Packagist',
  hex: 'Hex',
  pub: 'Pub',
  swift: 'SwiftURL',
  conan: 'ConanCenter',
  cran: 'CRAN',
  hackage: 'Hackage',
  bitnami: 'Bitnami',
  apk: 'Alpine',
  githubactions: 'GitHub Actions',
};

const distributions: Readonly<Record<string, string>> = {
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  alpine: 'Alpine',
  wolfi: 'Wolfi',
  chainguard: 'Chainguard',
  redhat: 'Red Hat',
  rhel: 'Red Hat',
  rocky: 'Rocky Linux',
  almalinux: 'AlmaLinux',
  opensuse: 'openSUSE',
  suse: 'SUSE',
};

/** The ecosystem of a package URL; empty where OSV has no name for it. */
export function ecosystemOf(purl: string): string {
  const [type = '', namespace = ''] = purl.slice('pkg:'.length).split('/', 2);
  if (/^(deb|rpm|apk|alpm)$/i.test(type))
    return distributions[namespace.toLowerCase()] ?? ecosystems[type.toLowerCase()] ?? '';
  return ecosystems[type.toLowerCase()] ?? '';
}

/** The component's own package URL, or a generic one made of its name. */
export function purlOf(component: Fields): string {
  const own = textOf(component['purl'])?.trim();
  if (own?.startsWith('pkg:') && own.length <= 2000) return own;
  const steps = [component['group'], component['name']].map((step) => textOf(step) ?? '').filter((step) => step !== '');
  const version = textOf(component['version']);
  const name = steps.map((step) => encode(step)).join('/');
  return `pkg:generic/${name}${version === undefined ? '' : `@${encode(version)}`}`.slice(0, 2000);
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%3A', ':');
}
