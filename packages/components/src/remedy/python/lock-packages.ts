import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { normaliseName } from '../../purl.ts';
import { parseToml } from '../edit/toml.ts';

/** The packages of a lock file with a `[[package]]` each, as Poetry and uv write them. */
export interface LockPackages {
  entries: readonly { name: string; version: string; fields: Record<string, unknown> }[];
  /** The versions that names stand at, of those that are locked at all. */
  targetsOf(names: readonly string[]): Map<string, string[]>;
  has(name: string): boolean;
}

/** Names come out normalised. Throws what `parseToml` throws. */
export function readLockPackages(text: string | null, path: string): LockPackages {
  const list = parseToml(text, path)['package'];
  const entries = (Array.isArray(list) ? list.filter(isRecord) : []).map((fields) => ({
    name: nameOf(fields),
    version: textOf(fields['version']) ?? '',
    fields,
  }));
  const versions = new Map(entries.map(({ name, version }) => [name, version]));
  return {
    entries,
    targetsOf: (names) =>
      new Map(names.flatMap((name) => (versions.has(name) ? [[name, [versions.get(name)!]] as const] : []))),
    has: (name) => versions.has(name),
  };
}

/** The `name` of a package or of what it needs. */
export function nameOf(fields: Record<string, unknown>): string {
  return normaliseName('PyPI', textOf(fields['name']) ?? '');
}
