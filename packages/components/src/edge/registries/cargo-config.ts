import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { RegistryError } from '../../remedy/registry.ts';
import type { Machine } from './machine.ts';

export interface CargoSettings {
  /** Of the sparse index, with a slash at its end. */
  index: string;
  authorization: string | undefined;
}

/**
 * Where Cargo looks for what is of crates.io: `[source.crates-io] replace-with`, then a registry of that name, from the
 * project's folder upwards and in CARGO_HOME; else the index that Cargo itself has asked before and left in its cache.
 * @throws {RegistryError} `not-configured`
 * @see https://doc.rust-lang.org/cargo/reference/source-replacement.html
 */
export function readCargoSettings(machine: Machine, folder: string): CargoSettings {
  const home = machine.environment['CARGO_HOME'] ?? join(machine.home, '.cargo');
  const configs = foldersAbove(folder)
    .map((one) => join(one, '.cargo'))
    .concat(home)
    .flatMap((one) => readConfig(machine, one));
  for (const config of configs) {
    const sources = isRecord(config['source']) ? config['source'] : {};
    let at = sources['crates-io'];
    for (let steps = 0; steps < 10 && isRecord(at) && textOf(at['replace-with']); steps += 1)
      at = sources[textOf(at['replace-with'])!];
    const address = isRecord(at) ? textOf(at['registry']) : undefined;
    if (address?.startsWith('sparse+')) return settings(machine, home, address.slice(7));
  }
  const variable = machine.environment['CARGO_REGISTRIES_CRATES_IO_INDEX'];
  if (variable) return settings(machine, home, variable.replace(/^sparse\+/, ''));
  for (const name of machine.list(join(home, 'registry', 'index'))) {
    // `index.example-0123456789abcdef`: a sparse index keeps its configuration there, a git index does not.
    const host = /^([\w.-]+)-[0-9a-f]{16}$/.exec(name)?.[1];
    if (host && machine.readText(join(home, 'registry', 'index', name, 'config.json')) !== null)
      return settings(machine, home, `https://${host}/`);
  }
  throw new RegistryError(
    'not-configured',
    'No sparse index is configured for Cargo: name one under [source.crates-io] in .cargo/config.toml, or let "cargo fetch" run once.',
  );
}

function settings(machine: Machine, home: string, address: string): CargoSettings {
  const credentials = readToml(machine.readText(join(home, 'credentials.toml')));
  const registry = isRecord(credentials['registry']) ? textOf(credentials['registry']['token']) : undefined;
  return {
    index: address.endsWith('/') ? address : `${address}/`,
    authorization: machine.environment['CARGO_REGISTRY_TOKEN'] ?? registry,
  };
}

function foldersAbove(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; dirname(at) !== at && folders.length < 100; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

function readConfig(machine: Machine, folder: string): Record<string, unknown>[] {
  return ['config.toml', 'config'].flatMap((name) => {
    const text = machine.readText(join(folder, name));
    return text === null ? [] : [readToml(text)];
  });
}

function readToml(text: string | null): Record<string, unknown> {
  try {
    return text === null ? {} : parse(text);
  } catch {
    // Cargo itself says what is wrong with its configuration.
    return {};
  }
}
