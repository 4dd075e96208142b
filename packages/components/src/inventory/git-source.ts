import type { ComponentInput } from '@stoa/model';
import { formatPurl, PurlError } from '../package-url/package-url.ts';
import { toPackage } from './package.ts';

/** Where a repository lies: `host/owner/name`, without protocol, user, port, `.git`. */
export function repositoryOf(url: string): { host: string; path: string } | null {
  const match =
    /^(?:git\+|git::)?(?:(?:https?|ssh|git):\/\/(?:[^@/\s]*@)?([^/:\s]+)(?::\d+)?\/|(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+)[:/])([^?#\s]+)/.exec(
      url.slice(0, 2000),
    );
  if (!match) return null;
  const path = match[3]!.replace(/\/+$/, '').replace(/\.git$/, '');
  return path === '' ? null : { host: (match[1] ?? match[2]!).toLowerCase(), path };
}

const hosts: Readonly<Record<string, string>> = { 'github.com': 'GitHub', 'gitlab.com': 'GitLab' };

/** A repository at a tag, a branch or a commit as a package; `null` when the text names none. */
export function toRepository(
  url: string,
  version: string,
  location: ComponentInput['location'],
  more: Partial<ComponentInput> = {},
): ComponentInput | null {
  const repository = repositoryOf(url);
  if (!repository) return null;
  const { host, path } = repository;
  const ecosystem = Object.hasOwn(hosts, host) ? hosts[host]! : '';
  if (ecosystem && path.includes('/')) return toPackage(ecosystem, path, version, location, more);
  try {
    const purl = formatPurl({
      type: 'generic',
      namespace: [host, ...path.split('/').slice(0, -1)].join('/'),
      name: path.split('/').at(-1)!,
      version,
      qualifiers: { vcs_url: `git+https://${host}/${path}` },
    });
    return { purl, name: `${host}/${path}`, version, ecosystem: 'generic', location, ...more };
  } catch (error) {
    if (error instanceof PurlError || error instanceof URIError) return null;
    throw error;
  }
}
