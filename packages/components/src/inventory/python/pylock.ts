import { hexHash } from '../hashes.ts';
import { beside } from '../nearby.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, listOf, textOf } from '../text/fields.ts';
import { tomlTables } from '../text/toml.ts';
import { withDeclared, type LockedPython } from './locked.ts';
import { parsePyproject } from './pyproject.ts';

/**
 * pylock.toml and pylock.<name>.toml.
 * @see https://peps.python.org/pep-0751/
 */
export const pylock: LockfileReader = {
  id: 'pylock',
  files: [/(?:^|\/)pylock(?:\.[^/.]+)?\.toml$/],
  async *read(text, path, nearby) {
    const packages = [...tomlTables(text, 'packages')].flatMap(({ entry, line }): LockedPython[] => {
      const name = textOf(entry['name']);
      if (!name) return [];
      const file = entry['sdist'] ?? listOf(entry['wheels'])[0] ?? entry['archive'];
      return [
        {
          name,
          version: textOf(entry['version']) ?? '',
          line,
          hashes: hexHash(fieldOf(fieldOf(file, 'hashes'), 'sha256')),
          dependencies: listOf(entry['dependencies']).flatMap((one) => {
            const [other, version] = [textOf(fieldsOf(one)['name']), textOf(fieldsOf(one)['version'])];
            return other ? [{ name: other, ...(version && { version }) }] : [];
          }),
          isLocal: entry['directory'] !== undefined,
        },
      ];
    });
    const manifestPath = beside(path, 'pyproject.toml')!;
    const declared = await nearby.parsed(manifestPath, parsePyproject);
    yield* withDeclared(packages, path, declared && { path: manifestPath, declared });
  },
};
