import type { ComponentScope } from '@stoa/model';
import { declaredIn, placeAt } from '../declared.ts';
import { hexHash } from '../hashes.ts';
import { beside } from '../nearby.ts';
import { purlOf, toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, listOf, textOf, textsOf, type Fields } from '../text/fields.ts';
import { keyLines, parseJson, textLines } from '../text/json.ts';

const sections = [
  ['packages', 'require', 'required'],
  ['packages-dev', 'require-dev', 'development'],
] as const;

/** composer.lock; composer.json beside it says what is direct. @see https://getcomposer.org/doc/01-basic-usage.md */
export const composer: LockfileReader = {
  id: 'composer',
  files: ['composer.lock'],
  async *read(text, path, nearby) {
    const lock = parseJson(text);
    if (!Array.isArray(lock['packages'])) throw new LockfileError('no list of packages: not a composer.lock');
    const manifestPath = beside(path, 'composer.json')!;
    const manifest = await nearby.parsed(manifestPath, parseComposerJson);
    const versions = new Map<string, string>();
    const packages = sections.flatMap(([section, , scope]) =>
      listOf(lock[section]).map((entry) => ({ entry: fieldsOf(entry), scope })),
    );
    for (const { entry } of packages) {
      versions.set((textOf(entry['name']) ?? '').toLowerCase(), versionOf(entry));
    }
    const lineOf = textLines(text);
    for (const { entry, scope } of packages) {
      const name = textOf(entry['name']) ?? '';
      const line = lineOf(`"name": ${JSON.stringify(name)}`);
      yield toPackage('Packagist', name, versionOf(entry), placeAt(path, line), {
        scope,
        licences: textsOf(entry['license']).slice(0, 100),
        hashes: hexHash(fieldOf(entry['dist'], 'shasum')),
        dependsOn: Object.keys(fieldsOf(entry['require'])).flatMap((other) => {
          const version = versions.get(other.toLowerCase());
          return version === undefined ? [] : purlOf('Packagist', other, version) || [];
        }),
        ...declaredIn(manifest, name.toLowerCase(), manifestPath),
      });
    }
  },
};

/** composer.json without its lock file: ranges. */
export const composerJson: LockfileReader = {
  id: 'composer-json',
  files: ['composer.json'],
  *read(text, path, nearby) {
    const declared = parseComposerJson(text);
    if (nearby.has(beside(path, 'composer.lock')!)) return;
    for (const { name, range, scope, line } of declared.values()) {
      yield toPackage('Packagist', name, /^v?\d+(?:\.\d+){1,3}$/.test(range) ? range : '', placeAt(path, line), {
        direct: true,
        scope,
        requirement: range.slice(0, 500),
      });
    }
  },
};

function versionOf(entry: Fields): string {
  return textOf(entry['version']) ?? '';
}

interface Declared {
  name: string;
  range: string;
  scope: ComponentScope;
  line?: number;
}

function parseComposerJson(text: string): Map<string, Declared> {
  const manifest = parseJson(text);
  const declared = new Map<string, Declared>();
  for (const [, group, scope] of sections) {
    const lineOf = keyLines(text);
    if (manifest[group] !== undefined) lineOf(group);
    for (const [name, range] of Object.entries(fieldsOf(manifest[group]))) {
      const line = lineOf(name);
      // `php`, `ext-json`: the platform, no packages.
      if (typeof range !== 'string' || !name.includes('/') || declared.has(name.toLowerCase())) continue;
      declared.set(name.toLowerCase(), { name, range, scope, ...(line !== undefined && { line }) });
    }
  }
  return declared;
}
