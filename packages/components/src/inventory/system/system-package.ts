import type { ComponentInput } from '@stoa/model';
import { formatPurl, PurlError } from '../../package-url/package-url.ts';
import type { System } from './os-release.ts';

export interface Installed {
  name: string;
  version: string;
  architecture: string;
  /** What security notices go by, where it is another. */
  sourceName?: string;
  sourceVersion?: string;
  /** The source package, where notices go by the binary's own name. */
  upstream?: string;
  epoch?: string;
  licence?: string;
  dependsOn?: string[];
}

/**
 * A package of an operating system. Advisories of Debian, Ubuntu and Alpine name source packages: there `name` and
 * `version` are the source's, and the package URL has the binary's with the source in `upstream`.
 */
export function toSystemPackage(
  type: 'deb' | 'apk' | 'rpm',
  system: System,
  one: Installed,
  location: ComponentInput['location'],
): ComponentInput {
  const version = one.epoch && one.epoch !== '0' ? `${one.epoch}:${one.version}` : one.version;
  return {
    purl: systemPurl(type, system, one),
    name: one.sourceName ?? one.name,
    version: one.sourceVersion ?? version,
    ecosystem: system.ecosystem,
    location,
    licences: one.licence ? [one.licence.slice(0, 500)] : [],
    dependsOn: one.dependsOn ?? [],
  };
}

export function systemPurl(type: 'deb' | 'apk' | 'rpm', { id, version }: System, one: Installed): string {
  const upstream = one.upstream ?? (one.sourceName === one.name ? '' : (one.sourceName ?? ''));
  try {
    return formatPurl({
      type,
      namespace: namespaces[id] ?? (id || 'linux'),
      name: one.name,
      version: one.version,
      qualifiers: {
        ...(one.architecture && { arch: one.architecture }),
        ...(id && { distro: version ? `${id}-${version}` : id }),
        ...(one.epoch && one.epoch !== '0' && { epoch: one.epoch }),
        ...(upstream && {
          upstream:
            one.sourceVersion && one.sourceVersion !== one.version ? `${upstream}@${one.sourceVersion}` : upstream,
        }),
      },
    });
  } catch (error) {
    if (error instanceof PurlError || error instanceof URIError) return '';
    throw error;
  }
}

/** Vendors, where the system is called otherwise. */
const namespaces: Readonly<Record<string, string>> = {
  rhel: 'redhat',
  sles: 'suse',
  'opensuse-leap': 'opensuse',
  'opensuse-tumbleweed': 'opensuse',
  amzn: 'amazon',
  ol: 'oracle',
};
