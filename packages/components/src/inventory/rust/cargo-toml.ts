import type { ComponentScope } from '@stoa/model';
import { placeAt, requirementOf } from '../declared.ts';
import { beside, type Nearby } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, textOf, type Fields } from '../text/fields.ts';
import { parseToml, tomlLines, tomlTables } from '../text/toml.ts';

export interface DeclaredCrate {
  range: string;
  scope: ComponentScope;
  line?: number;
}

export interface CargoToml {
  name: string;
  declared: ReadonlyMap<string, DeclaredCrate>;
  /** `[workspace.dependencies]`: ranges that members refer to. */
  shared: ReadonlyMap<string, string>;
}

/** Cargo.toml where no lock file at or above it speaks for it. */
export const cargoToml: LockfileReader = {
  id: 'cargo-toml',
  files: ['Cargo.toml'],
  async *read(text, path, nearby) {
    const { name: own, declared, shared } = parseCargoToml(text);
    if (await isLocked(own, path, nearby)) return;
    for (const [name, { range, scope, line }] of declared) {
      const asked = range || (shared.get(name) ?? '');
      yield toPackage(
        'crates.io',
        name,
        /^=\s*\d+\.\d+\.\d+\S*$/.test(asked) ? asked.slice(1).trim() : '',
        placeAt(path, line),
        { direct: true, scope, ...requirementOf(asked) },
      );
    }
  },
};

/** A lock file beside it, or one above that has it as a crate of its workspace. */
async function isLocked(name: string, path: string, nearby: Nearby): Promise<boolean> {
  if (nearby.has(beside(path, 'Cargo.lock')!)) return true;
  const above = nearby.above(path, 'Cargo.lock');
  return above !== null && ((await nearby.parsed(above, parseOwnCrates))?.has(name) ?? false);
}

/** The names of a lock file's crates that come from nowhere: those of the workspace. */
function parseOwnCrates(text: string): Set<string> {
  return new Set([...tomlTables(text)].flatMap(({ entry }) => (entry['source'] ? [] : (textOf(entry['name']) ?? []))));
}

const groups: readonly (readonly [group: string, scope: ComponentScope])[] = [
  ['dependencies', 'required'],
  ['build-dependencies', 'development'],
  ['dev-dependencies', 'development'],
];

/** @see https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
export function parseCargoToml(text: string): CargoToml {
  const file = parseToml(text);
  const lines = tomlLines(text);
  const declared = new Map<string, DeclaredCrate>();
  const addGroups = (table: unknown, way: string) => {
    for (const [group, scope] of groups) {
      const prefix = way + group;
      for (const [key, value] of Object.entries(fieldsOf(fieldOf(table, group)))) {
        if (fieldOf(value, 'path') !== undefined) continue;
        const name = textOf(fieldOf(value, 'package')) ?? key;
        const line = lines.get(`${prefix}.${key}`);
        if (declared.has(name)) continue;
        declared.set(name, {
          range: rangeOf(value),
          scope: scope === 'required' && fieldOf(value, 'optional') === true ? 'optional' : scope,
          ...(line !== undefined && { line }),
        });
      }
    }
  };
  addGroups(file, '');
  for (const [target, table] of Object.entries(fieldsOf(file['target']))) {
    addGroups(table, `target.${target.replaceAll(/["']/g, '')}.`);
  }
  const shared = new Map<string, string>();
  const own: Fields = fieldsOf(fieldOf(file['workspace'], 'dependencies'));
  for (const [key, value] of Object.entries(own)) {
    if (fieldOf(value, 'path') === undefined) shared.set(textOf(fieldOf(value, 'package')) ?? key, rangeOf(value));
  }
  return { name: textOf(fieldOf(file['package'], 'name')) ?? '', declared, shared };
}

function rangeOf(value: unknown): string {
  return (isRecord(value) ? textOf(value['version']) : textOf(value)) ?? '';
}
