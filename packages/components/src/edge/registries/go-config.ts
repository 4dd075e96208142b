import { join } from 'node:path';
import { RegistryError } from '../../remedy/registry.ts';
import type { Machine } from './machine.ts';
import { readIni } from './npmrc.ts';

export interface GoSettings {
  /** Module proxies in the order they are asked. */
  proxies: string[];
  /** The checksum database's name; null where none is used. */
  sumdb: string | null;
  /** Is a module fetched from its repository alone? */
  isPrivate: (module: string) => boolean;
}

/**
 * Go's settings as `go env` has them: variables, then the user's go/env file, then the installation's go.env; at last `go
 * env` itself is asked, which reads the same files.
 * @throws {RegistryError} `not-configured`
 * @see https://go.dev/ref/mod#environment-variables
 */
export async function readGoSettings(machine: Machine): Promise<GoSettings> {
  const { environment, home } = machine;
  const user = environment['GOENV'] ?? join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'go', 'env');
  const layers = [
    new Map(Object.entries(environment).flatMap(([key, value]) => (value ? [[key, value] as const] : []))),
    readIni(machine.readText(user) ?? '', {}),
    ...(environment['GOROOT'] ? [readIni(machine.readText(join(environment['GOROOT'], 'go.env')) ?? '', {})] : []),
  ];
  const get = (key: string) => layers.find((layer) => layer.has(key))?.get(key);
  let [proxy, sumdb] = [get('GOPROXY'), get('GOSUMDB')];
  if (proxy === undefined || sumdb === undefined) {
    const [asked = '', askedSum = ''] = ((await machine.ask('go', ['env', 'GOPROXY', 'GOSUMDB'])) ?? '').split('\n');
    proxy ??= asked.trim();
    sumdb ??= askedSum.trim();
  }
  const proxies = (proxy ?? '')
    .split(/[,|]/)
    .filter((one) => /^https?:/.test(one))
    .map((one) => one.replace(/\/$/, ''));
  if (proxies.length === 0)
    throw new RegistryError(
      'not-configured',
      'No module proxy is configured for Go: set GOPROXY (go env -w GOPROXY=…).',
    );
  const patterns = (get('GONOPROXY') ?? get('GOPRIVATE') ?? '').split(',').filter(Boolean);
  return {
    proxies,
    sumdb: sumdb && sumdb !== 'off' ? (sumdb.split(/\s+/)[1] ?? sumdb.split(/[+\s]/)[0]!) : null,
    isPrivate: (module) => patterns.some((pattern) => matchesPrefix(pattern, module)),
  };
}

/** `*.corp.example,private.example/secret`: each part of a pattern matches one part of the module's path. */
function matchesPrefix(pattern: string, module: string): boolean {
  const [wanted, parts] = [pattern.split('/'), module.split('/')];
  return wanted.every((one, at) => {
    const source = one
      .replaceAll(/[.+^${}()|\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return parts[at] !== undefined && new RegExp(`^${source}$`).test(parts[at]);
  });
}
