import type { ComponentScope } from '@stoa/model';
import { declaredIn, placeAt, requirementOf } from '../declared.ts';
import { normaliseName } from '../../purl.ts';
import { hexHash } from '../hashes.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, textOf, textsOf } from '../text/fields.ts';
import { keyLines, parseJson } from '../text/json.ts';
import { parseToml, tomlLines } from '../text/toml.ts';
import { pinnedVersion } from './requirement.ts';

/** Pipfile.lock; the Pipfile beside it says what is direct. @see https://pipenv.pypa.io/en/latest/pipfile.html */
export const pipenv: LockfileReader = {
  id: 'pipenv',
  files: ['Pipfile.lock'],
  async *read(text, path, nearby) {
    const lock = parseJson(text);
    const manifestPath = beside(path, 'Pipfile')!;
    const manifest = await nearby.parsed(manifestPath, parsePipfile);
    const lineOf = keyLines(text);
    for (const [group, scope] of [
      ['default', 'required'],
      ['develop', 'development'],
    ] as const) {
      const packages = lock[group];
      if (packages !== undefined) lineOf(group);
      for (const [name, entry] of Object.entries(fieldsOf(packages))) {
        const line = lineOf(name);
        // A checkout or a folder of the repository.
        if (fieldOf(entry, 'path') !== undefined || fieldOf(entry, 'file') !== undefined) continue;
        yield toPackage(
          'PyPI',
          name,
          (textOf(fieldOf(entry, 'version')) ?? '').replace(/^==/, ''),
          placeAt(path, line),
          {
            scope,
            hashes: hexHash(textsOf(fieldOf(entry, 'hashes'))[0]),
            ...declaredIn(manifest, normaliseName('PyPI', name), manifestPath),
          },
        );
      }
    }
  },
};

/** Pipfile without its lock file: ranges. */
export const pipfile: LockfileReader = {
  id: 'pipfile',
  files: ['Pipfile'],
  *read(text, path, nearby) {
    const declared = parsePipfile(text);
    if (nearby.has(beside(path, 'Pipfile.lock')!)) return;
    for (const { name, range, scope, line } of declared.values()) {
      yield toPackage('PyPI', name, pinnedVersion(range), placeAt(path, line), {
        direct: true,
        scope,
        ...requirementOf(range),
      });
    }
  },
};

interface Declared {
  name: string;
  range: string;
  scope: ComponentScope;
  line?: number;
}

function parsePipfile(text: string): Map<string, Declared> {
  const file = parseToml(text);
  const lines = tomlLines(text);
  const declared = new Map<string, Declared>();
  for (const [group, scope] of [
    ['packages', 'required'],
    ['dev-packages', 'development'],
  ] as const) {
    for (const [name, value] of Object.entries(fieldsOf(file[group]))) {
      if (fieldOf(value, 'path') !== undefined || fieldOf(value, 'git') !== undefined) continue;
      const range = textOf(value) ?? textOf(fieldOf(value, 'version')) ?? '';
      const line = lines.get(`${group}.${name}`);
      const key = normaliseName('PyPI', name);
      if (declared.has(key)) continue;
      declared.set(key, { name, range: range === '*' ? '' : range, scope, ...(line !== undefined && { line }) });
    }
  }
  return declared;
}
