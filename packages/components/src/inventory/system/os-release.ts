import type { Nearby } from '../nearby.ts';
import { numberedLines } from '../text/lines.ts';
import { unquote } from '../text/plain-yaml.ts';

/** Which system a root folder holds. @see https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export interface System {
  /** `debian`, `alpine` … */
  id: string;
  /** `12`, `3.18.4`; empty for a rolling release. */
  version: string;
  /** As OSV names it: `Debian:12`, `Alpine:v3.18`. */
  ecosystem: string;
}

/** `etc/os-release`, and where the link there leads. */
export const releaseFiles: readonly RegExp[] = [/(?:^|\/)(?:etc|usr\/lib)\/os-release$/];

/** The system whose root folder holds the package database at `path`, such as `…/var/lib/dpkg/status`. */
export async function readSystem(path: string, nearby: Nearby, fallback: string): Promise<System> {
  const root = path.replace(/(?:^|\/)(?:var|lib|usr)\/.*$/, '');
  for (const place of ['etc/os-release', 'usr/lib/os-release']) {
    const system = await nearby.parsed(root === '' ? place : `${root}/${place}`, parseSystem);
    if (system) return system;
  }
  return { id: fallback, version: '', ecosystem: ecosystemOf(fallback, '') };
}

function parseSystem(text: string): System {
  const fields = new Map<string, string>();
  for (const { row } of numberedLines(text)) {
    const at = row.indexOf('=');
    if (at > 0 && row.length < 1000) fields.set(row.slice(0, at).trim(), unquote(row.slice(at + 1).trim()));
  }
  const id = (fields.get('ID') ?? '').toLowerCase();
  const version = fields.get('VERSION_ID') ?? '';
  return { id, version, ecosystem: ecosystemOf(id, version) };
}

/** OSV's names. @see https://ossf.github.io/osv-schema/#defined-ecosystems */
function ecosystemOf(id: string, version: string): string {
  const [major = '', minor = ''] = version.split('.');
  switch (id) {
    case 'debian':
      return major ? `Debian:${major}` : 'Debian';
    case 'ubuntu': {
      // Even years' April releases are supported for years, and named so.
      const isLong = Number(major) % 2 === 0 && minor === '04';
      return version ? `Ubuntu:${version}${isLong ? ':LTS' : ''}` : 'Ubuntu';
    }
    case 'alpine':
      return major ? `Alpine:v${major}.${minor}` : 'Alpine';
    case 'wolfi':
      return 'Wolfi';
    case 'chainguard':
      return 'Chainguard';
    case 'rhel':
      return major ? `Red Hat:${version}` : 'Red Hat';
    case 'rocky':
      return major ? `Rocky Linux:${major}` : 'Rocky Linux';
    case 'almalinux':
      return major ? `AlmaLinux:${major}` : 'AlmaLinux';
    case 'fedora':
      return version ? `Fedora:${version}` : 'Fedora';
    case 'opensuse-leap':
      return version ? `openSUSE:Leap ${version}` : 'openSUSE';
    case 'opensuse-tumbleweed':
      return 'openSUSE:Tumbleweed';
    case 'sles':
      return version ? `SUSE:Linux Enterprise Server ${version.replace('.', ' SP')}` : 'SUSE';
    case 'amzn':
      return version ? `Amazon Linux:${version}` : 'Amazon Linux';
    case 'ol':
      return major ? `Oracle Linux:${major}` : 'Oracle Linux';
    default:
      return id;
  }
}
