import type { ComponentScope } from '@stoa/model';
import { declaredIn, requirementOf } from '../declared.ts';
import { hexHash } from '../hashes.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { at, entriesOf, parseYaml } from '../text/yaml.ts';

/** pubspec.lock: what is direct stands in it; the ranges are in pubspec.yaml. @see https://dart.dev/tools/pub/glossary */
export const pub: LockfileReader = {
  id: 'pub',
  files: ['pubspec.lock'],
  async *read(text, path, nearby) {
    const [lock] = parseYaml(text);
    if (!at(lock, 'packages') && !at(lock, 'sdks'))
      throw new LockfileError('neither packages nor sdks: not a pubspec.lock');
    const manifestPath = beside(path, 'pubspec.yaml')!;
    const manifest = await nearby.parsed(manifestPath, parsePubspec);
    for (const [name, about] of entriesOf(at(lock, 'packages'))) {
      const dependency = at(about, 'dependency')?.text ?? '';
      const source = at(about, 'source')?.text;
      // Of the SDK or of the repository.
      if (source === 'sdk' || source === 'path') continue;
      yield toPackage(
        'Pub',
        at(about, 'description', 'name')?.text ?? name,
        at(about, 'version')?.text ?? '',
        { path, line: about.line },
        {
          ...declaredIn(manifest, name, manifestPath),
          direct: dependency.startsWith('direct'),
          scope: dependency === 'direct dev' ? 'development' : 'required',
          hashes: hexHash(at(about, 'description', 'sha256')?.text),
        },
      );
    }
  },
};

/** pubspec.yaml without its lock file: ranges. */
export const pubspec: LockfileReader = {
  id: 'pubspec',
  files: ['pubspec.yaml'],
  *read(text, path, nearby) {
    const declared = parsePubspec(text);
    if (nearby.has(beside(path, 'pubspec.lock')!)) return;
    for (const [name, { range, scope, line }] of declared) {
      const exact = /^\d+\.\d+\.\d+\S*$/.test(range) ? range : '';
      yield toPackage('Pub', name, exact, { path, line }, { direct: true, scope, ...requirementOf(range) });
    }
  },
};

function parsePubspec(text: string): Map<string, { range: string; scope: ComponentScope; line: number }> {
  const [file] = parseYaml(text);
  const declared = new Map<string, { range: string; scope: ComponentScope; line: number }>();
  for (const [group, scope] of [
    ['dependencies', 'required'],
    ['dev_dependencies', 'development'],
  ] as const) {
    for (const [name, value] of entriesOf(at(file, group))) {
      if (at(value, 'sdk') || at(value, 'path') || at(value, 'git') || declared.has(name)) continue;
      const range = (value.text ?? at(value, 'version')?.text ?? '').slice(0, 500);
      declared.set(name, { range: range === 'any' ? '' : range, scope, line: value.line });
    }
  }
  return declared;
}
