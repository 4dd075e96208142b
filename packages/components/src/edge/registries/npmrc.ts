import { join } from 'node:path';
import { RegistryError } from '../../remedy/registry.ts';
import { basic } from './fetcher.ts';
import type { Machine } from './machine.ts';

export interface NpmSettings {
  /** With a slash at its end. */
  registryOf(name: string): string;
  authorizationFor(address: string): string | undefined;
}

/**
 * npm's own settings, as npm reads them: variables before the project's .npmrc, that before the user's, that before the
 * machine's; yarn's and pnpm's where they write them elsewhere; at last what `npm config get registry` says.
 * @param fallback an address that the lock file itself names
 * @throws {RegistryError} `not-configured`
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/npmrc
 */
export async function readNpmSettings(
  machine: Machine,
  folder: string,
  fallback: string | null = null,
): Promise<NpmSettings> {
  const { environment, home } = machine;
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    const key = /^npm_config_(.+)$/i.exec(name)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (key !== undefined && value) variables.set(key, value);
  }
  const user = variables.get('userconfig') ?? join(home, '.npmrc');
  const machineWide = variables.get('globalconfig') ?? join(environment['PREFIX'] ?? '/usr/local', 'etc', 'npmrc');
  const files = [join(folder, '.npmrc'), user, machineWide, '/etc/npmrc'];
  const layers = [
    variables,
    ...readYarn(machine, folder),
    ...files.map((path) => readIni(machine.readText(path) ?? '', environment)),
  ];
  const get = (key: string) => layers.find((layer) => layer.has(key))?.get(key);
  const asked = get('registry') ?? fallback ?? (await machine.ask('npm', ['config', 'get', 'registry']))?.trim();
  return {
    registryOf: (name) => {
      const scope = /^(@[^/]+)\//.exec(name)?.[1];
      const address = (scope && get(`${scope}:registry`)) || asked;
      if (!address || !URL.canParse(address))
        throw new RegistryError('not-configured', 'No registry is configured for npm: set "registry" in .npmrc.');
      return address.endsWith('/') ? address : `${address}/`;
    },
    authorizationFor: (address) => authorizationFrom(get, address),
  };
}

/** `//host/path/:_authToken` and its kin count for that address and what is below it. */
function authorizationFrom(get: (key: string) => string | undefined, address: string): string | undefined {
  const { host, pathname } = new URL(address);
  for (let path = pathname.replace(/\/$/, ''); ; path = path.slice(0, path.lastIndexOf('/'))) {
    for (const prefix of [`//${host}${path}/:`, `//${host}${path}:`]) {
      const token = get(`${prefix}_authtoken`) ?? get(`${prefix}_authToken`);
      if (token) return `Bearer ${token}`;
      const both = get(`${prefix}_auth`);
      if (both) return `Basic ${both}`;
      const [user, password] = [get(`${prefix}username`), get(`${prefix}_password`)];
      if (user && password) return basic(user, Buffer.from(password, 'base64').toString('utf8'));
    }
    if (path === '') return undefined;
  }
}

/** `key = value` lines, `;` and `#` before comments, `${NAME}` for a variable. */
export function readIni(text: string, environment: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, raw] = /^\s*([^=;#\s[][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === undefined || raw === undefined) continue;
    const value = raw
      .replace(/^(["'])(.*)\1$/, '$2')
      .replaceAll(/\$\{([^}?]+)\??\}/g, (all, name: string) => environment[name] ?? all);
    values.set(key, value);
  }
  return values;
}

/** @see https://yarnpkg.com/configuration/yarnrc */
function readYarn(machine: Machine, folder: string): Map<string, string>[] {
  return [folder, machine.home].flatMap((base) => {
    const values = new Map<string, string>();
    const modern = machine.readText(join(base, '.yarnrc.yml')) ?? '';
    const classic = machine.readText(join(base, '.yarnrc')) ?? '';
    const server =
      /^npmRegistryServer:\s*["']?([^"'\s]+)/m.exec(modern)?.[1] ?? /^registry\s+"?([^"\s]+)/m.exec(classic)?.[1];
    if (server) values.set('registry', server);
    for (const [, scope, address] of modern.matchAll(
      /^ {2}["']?@?([\w.-]+)["']?:\s*\n(?: {4}.*\n)*? {4}npmRegistryServer:\s*["']?([^"'\s]+)/gm,
    ))
      values.set(`@${scope}:registry`, address!);
    return values.size > 0 ? [values] : [];
  });
}
