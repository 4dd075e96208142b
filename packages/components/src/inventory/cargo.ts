import { toPurl } from '../purl.ts';
import { tomlPackages } from './python.ts';
import { textOf, type LockfileReader } from './reader.ts';

/** Cargo.lock: what has a `source` comes from a registry or git; the rest is the workspace itself. */
export const cargo: LockfileReader = {
  id: 'cargo',
  files: ['Cargo.lock'],
  *read(text, path) {
    const entries = [...tomlPackages(text)];
    const versions = new Map<string, string>();
    const own = new Set<string>();
    for (const { entry } of entries) {
      versions.set(`${textOf(entry['name'])} ${textOf(entry['version'])}`, textOf(entry['version']) ?? '');
      if (!versions.has(textOf(entry['name']) ?? ''))
        versions.set(textOf(entry['name']) ?? '', textOf(entry['version']) ?? '');
      if (!entry['source']) for (const name of namesOf(entry['dependencies'])) own.add(name.split(' ')[0]!);
    }
    for (const { entry, line } of entries) {
      const [name, version] = [textOf(entry['name']), textOf(entry['version'])];
      if (!name || !version || !entry['source']) continue;
      yield {
        purl: toPurl('crates.io', name, version),
        name,
        version,
        ecosystem: 'crates.io',
        direct: own.has(name),
        hashes: textOf(entry['checksum']) ? { 'SHA-256': textOf(entry['checksum'])! } : {},
        location: { path, line },
        dependsOn: namesOf(entry['dependencies']).flatMap((dependency) => {
          const [of = '', exact] = dependency.split(' ');
          const resolved = exact ?? versions.get(of);
          return resolved ? [toPurl('crates.io', of, resolved)] : [];
        }),
      };
    }
  },
};

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
