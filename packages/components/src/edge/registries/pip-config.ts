import { join } from 'node:path';
import { parse } from 'smol-toml';
import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { RegistryError } from '../../remedy/registry.ts';
import { basic } from './fetcher.ts';
import type { Machine } from './machine.ts';
import { readIni } from './npmrc.ts';

export interface PythonIndex {
  /** Of the simple repository API, with a slash at its end. */
  address: string;
  authorization: string | undefined;
}

/**
 * Where pip, uv, Poetry, PDM and Pipenv look: the project's own files first, then variables, then pip.conf and uv.toml,
 * at last the default that `pip install --help` names.
 * @throws {RegistryError} `not-configured`
 * @see https://pip.pypa.io/en/stable/topics/configuration/
 */
export async function readPythonIndexes(machine: Machine, folder: string): Promise<PythonIndex[]> {
  const { environment, home } = machine;
  const said = [...fromProject(machine, folder), ...fromVariables(environment), ...fromFiles(machine, home)];
  const addresses = said.length > 0 ? said : await defaultOf(machine);
  const indexes = [...new Set(addresses)].filter((one) => URL.canParse(one));
  if (indexes.length === 0)
    throw new RegistryError(
      'not-configured',
      'No package index is configured for Python: set "index-url" in pip.conf, or PIP_INDEX_URL.',
    );
  return indexes.map((address) => ({
    address: address.endsWith('/') ? address : `${address}/`,
    authorization: fromNetrc(machine, address),
  }));
}

function fromProject(machine: Machine, folder: string): string[] {
  const addresses: string[] = [];
  const pyproject = readToml(machine.readText(join(folder, 'pyproject.toml')));
  const tool = isRecord(pyproject['tool']) ? pyproject['tool'] : {};
  const sections = [
    [tool['poetry'], 'source'],
    [tool['pdm'], 'source'],
    [tool['uv'], 'index'],
    [readToml(machine.readText(join(folder, 'uv.toml'))), 'index'],
    [readToml(machine.readText(join(folder, 'Pipfile'))), 'source'],
  ] as const;
  for (const [section, key] of sections) {
    const list: unknown = isRecord(section) ? section[key] : [];
    for (const one of Array.isArray(list) ? list : []) {
      // A source that is only asked for some packages is not where the others are.
      if (isRecord(one) && one['priority'] !== 'explicit' && one['explicit'] !== true)
        addresses.push(...(textOf(one['url']) ? [textOf(one['url'])!] : []));
    }
  }
  const requirements = machine.readText(join(folder, 'requirements.txt')) ?? '';
  for (const [, address] of requirements.matchAll(/^\s*(?:-i|--index-url|--extra-index-url)[\s=]+(\S+)/gm))
    addresses.push(address!);
  return addresses.map((address) => expand(address, machine.environment));
}

function fromVariables(environment: Machine['environment']): string[] {
  return ['UV_DEFAULT_INDEX', 'UV_INDEX_URL', 'PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'UV_EXTRA_INDEX_URL'].flatMap(
    (name) => (environment[name] ?? '').split(/\s+/).filter(Boolean),
  );
}

function fromFiles(machine: Machine, home: string): string[] {
  const { environment } = machine;
  const config = environment['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const paths = [
    environment['PIP_CONFIG_FILE'],
    join(config, 'pip', 'pip.conf'),
    join(home, '.pip', 'pip.conf'),
    '/etc/pip.conf',
    '/etc/xdg/pip/pip.conf',
  ];
  for (const path of paths) {
    const values = path ? readIni(machine.readText(path) ?? '', environment) : new Map<string, string>();
    const index = values.get('index-url');
    if (index) return [index, ...(values.get('extra-index-url') ?? '').split(/\s+/).filter(Boolean)];
  }
  const uv = readToml(machine.readText(join(config, 'uv', 'uv.toml')));
  return textOf(uv['index-url']) ? [textOf(uv['index-url'])!] : [];
}

async function defaultOf(machine: Machine): Promise<string[]> {
  const help =
    (await machine.ask('pip', ['install', '--help'])) ?? (await machine.ask('pip3', ['install', '--help'])) ?? '';
  const [, address] = /--index-url[^(]*\(default\s+(https?:[^)\s]+)\)/s.exec(help.replaceAll(/\s+/g, ' ')) ?? [];
  return address === undefined ? [] : [address];
}

function fromNetrc({ readText, home }: Machine, address: string): string | undefined {
  const words = (readText(join(home, '.netrc')) ?? '').split(/\s+/);
  const at = words.findIndex((word, index) => word === 'machine' && words[index + 1] === new URL(address).hostname);
  if (at < 0) return undefined;
  const next = words.indexOf('machine', at + 1);
  const own = words.slice(at, next < 0 ? undefined : next);
  const [user, password] = [own[own.indexOf('login') + 1], own[own.indexOf('password') + 1]];
  return own.includes('login') && own.includes('password') ? basic(user!, password!) : undefined;
}

function readToml(text: string | null): Record<string, unknown> {
  try {
    return text === null ? {} : parse(text);
  } catch {
    // Who reads the project says that it is broken.
    return {};
  }
}

function expand(text: string, environment: Machine['environment']): string {
  return text.replaceAll(/\$\{?(\w+)\}?/g, (all, name: string) => environment[name] ?? all);
}
