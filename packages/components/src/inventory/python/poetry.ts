import type { ComponentInput, ComponentScope } from '@stoa/model';
import { hexHash } from '../hashes.ts';
import { beside, type Nearby } from '../nearby.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, listOf, textOf, textsOf, type Fields } from '../text/fields.ts';
import { tomlTables } from '../text/toml.ts';
import { withDeclared, type LockedPython } from './locked.ts';
import { parsePyproject } from './pyproject.ts';
import { parseRequirement } from './requirement.ts';

/** poetry.lock of all versions; pyproject.toml beside it says what is direct. */
export const poetry: LockfileReader = {
  id: 'poetry',
  files: ['poetry.lock'],
  read: (text, path, nearby) => readLock([...tomlTables(text)].flatMap(toLocked), path, nearby),
};

/** pdm.lock: dependencies are requirements of PEP 508. */
export const pdm: LockfileReader = {
  id: 'pdm',
  files: ['pdm.lock'],
  read: (text, path, nearby) => readLock([...tomlTables(text)].flatMap(toLocked), path, nearby),
};

async function* readLock(packages: LockedPython[], path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const manifestPath = beside(path, 'pyproject.toml')!;
  const declared = await nearby.parsed(manifestPath, parsePyproject);
  yield* withDeclared(packages, path, declared && { path: manifestPath, declared });
}

function toLocked({ entry, line }: { entry: Fields; line: number }): LockedPython[] {
  const name = textOf(entry['name']);
  const source = fieldsOf(entry['source']);
  // The project itself and what lies beside it are no packages of a registry.
  const isLocal = source['type'] === 'directory' || source['type'] === 'file' || entry['path'] !== undefined;
  if (!name) return [];
  const scope = scopeOf(entry);
  return [
    {
      name,
      version: textOf(entry['version']) ?? '',
      line,
      hashes: hashOf(entry['files']),
      dependencies: dependenciesOf(entry['dependencies']),
      isLocal,
      ...(scope && { scope }),
    },
  ];
}

function scopeOf(entry: Fields): ComponentScope | null {
  const groups = textsOf(entry['groups']);
  if (entry['category'] === 'dev') return 'development';
  if (groups.length > 0 && !groups.includes('main') && !groups.includes('default')) return 'development';
  if (entry['optional'] === true) return 'optional';
  return groups.length > 0 || entry['category'] === 'main' ? 'required' : null;
}

/** A table (poetry) or a list of requirements (pdm). */
function dependenciesOf(value: unknown): LockedPython['dependencies'] {
  const listed = textsOf(value).flatMap((one) => {
    const requirement = parseRequirement(one);
    return requirement
      ? [{ name: requirement.name, ...(requirement.version && { version: requirement.version }) }]
      : [];
  });
  const named = Object.entries(fieldsOf(value)).map(([name, about]) => ({
    name,
    optional: fieldOf(about, 'optional') === true,
  }));
  return [...listed, ...named];
}

/** The source archive's, or the first there is: the same version has a file for each platform. */
function hashOf(files: unknown): Record<string, string> {
  const all = listOf(files);
  const archive = all.find((one) => /\.(?:tar\.gz|zip)$/.test(textOf(fieldOf(one, 'file')) ?? ''));
  return hexHash(fieldOf(archive ?? all[0], 'hash'));
}
