/** Distributions whose packages have other versions in each release: without it their advisories say nothing of a package. */
const withReleases = new Set([
  'AlmaLinux',
  'Alpaquita',
  'Alpine',
  'Azure Linux',
  'Debian',
  'Fedora',
  'Mageia',
  'Photon OS',
  'Red Hat',
  'Rocky Linux',
  'SUSE',
  'Ubuntu',
  'openEuler',
  'openSUSE',
]);

export function needsRelease(ecosystem: string): boolean {
  return withReleases.has(ecosystem);
}

/** The release in an ecosystem's name, written in one way: `Alpine:3.18` and `Alpine:v3.18`, `Ubuntu:22.04:LTS` and `Ubuntu:22.04`. */
export function releaseOf(ecosystem: string): string | null {
  const colon = ecosystem.indexOf(':');
  if (colon < 0) return null;
  const base = ecosystem.slice(0, colon);
  const release = ecosystem.slice(colon + 1);
  switch (base) {
    case 'Alpine':
      return /^\d/.test(release) ? `v${release.split('.', 2).join('.')}` : release;
    case 'Ubuntu':
      return release.replace(/:LTS$/, '');
    case 'Debian':
    case 'AlmaLinux':
    case 'Rocky Linux':
      return release.replace(/\..*$/, '');
    case 'Red Hat':
      // OSV names the platform: `enterprise_linux:9::appstream`.
      return /^(?:enterprise_linux|rhel_\w+):(\d+)/.exec(release)?.[1] ?? release.replace(/\..*$/, '');
    default:
      return release;
  }
}
