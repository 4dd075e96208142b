import type { ComponentInput } from '@stoa/model';
import { posix } from 'node:path';
import { declaredIn, placeAt, requirementOf } from '../declared.ts';
import { repositoryOf } from '../git-source.ts';
import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, listOf, textOf } from '../text/fields.ts';
import { parseJson, textLines } from '../text/json.ts';
import { numberedLines } from '../text/lines.ts';

/** Package.resolved, versions 1 to 3; Package.swift in the same folder says what is direct. */
export const swift: LockfileReader = {
  id: 'swift',
  files: ['Package.resolved'],
  async *read(text, path, nearby) {
    const file = parseJson(text);
    const pins = listOf(file['pins'] ?? fieldsOf(file['object'])['pins']);
    if (file['version'] === undefined) throw new LockfileError('no version: not a Package.resolved');
    const manifestPath = posix.join(posix.dirname(path), 'Package.swift');
    const manifest = await nearby.parsed(manifestPath, parsePackageSwift);
    const lineOf = textLines(text);
    for (const pin of pins) {
      const url = textOf(fieldOf(pin, 'location')) ?? textOf(fieldOf(pin, 'repositoryURL')) ?? '';
      const state = fieldsOf(fieldOf(pin, 'state'));
      const version = textOf(state['version']) ?? textOf(state['revision']) ?? '';
      const line = lineOf(JSON.stringify(url).replaceAll('/', String.raw`\/`)) ?? lineOf(JSON.stringify(url));
      const name = nameOf(url);
      if (name === null) continue;
      yield toPackage(
        'SwiftURL',
        name,
        version,
        placeAt(path, line),
        declaredIn(manifest, name.toLowerCase(), manifestPath),
      );
    }
  },
};

/** Package.swift without Package.resolved: ranges. */
export const packageSwift: LockfileReader = {
  id: 'package-swift',
  files: ['Package.swift'],
  *read(text, path, nearby) {
    const declared = parsePackageSwift(text);
    if (nearby.has(posix.join(posix.dirname(path), 'Package.resolved'))) return;
    for (const { name, range, line } of declared.values()) {
      const more: Partial<ComponentInput> = { direct: true, ...requirementOf(range) };
      yield toPackage('SwiftURL', name, /^exact: (\S+)$/.exec(range)?.[1] ?? '', { path, line }, more);
    }
  },
};

/** OSV and package URLs name a Swift package by its repository's host and path. */
function nameOf(url: string): string | null {
  const repository = repositoryOf(url);
  return repository && repository.path.includes('/') ? `${repository.host}/${repository.path}` : null;
}

/** `.package(url: "…", from: "1.0.0")`, on one line or several. */
function parsePackageSwift(text: string): Map<string, { name: string; range: string; line: number }> {
  const declared = new Map<string, { name: string; range: string; line: number }>();
  let open: { name: string; line: number } | null = null;
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 2000 || /^\s*\/\//.test(row)) continue;
    const url = /\burl:\s*"([^"]+)"/.exec(row);
    const name = url ? nameOf(url[1]!) : null;
    if (name !== null) open = { name, line };
    if (!open) continue;
    const range =
      /\b(from|exact|branch|revision):\s*"([^"]+)"|\.(upToNextM\w+|exact)\((?:from:\s*)?"([^"]+)"|"([\d.]+)"\s*(\.\.[.<])\s*"([\d.]+)"/.exec(
        row,
      );
    const known = declared.get(open.name.toLowerCase());
    const [, word, value, call, from, low, dots, high] = range ?? [];
    const told = word
      ? `${word}: ${value}`
      : call
        ? `${call === 'exact' ? 'exact' : 'from'}: ${from}`
        : low
          ? `${low}${dots}${high}`
          : '';
    if (!known || (told && !known.range)) declared.set(open.name.toLowerCase(), { ...open, range: told });
    if (range || /\)\s*,?\s*$/.test(row)) open = null;
  }
  return declared;
}
