import type { ComponentInput } from '@stoa/model';
import type { Nearby } from '../nearby.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { readSystem, releaseFiles } from './os-release.ts';
import { systemPurl, toSystemPackage, type Installed } from './system-package.ts';

/**
 * The database of dpkg, and the folder of single files that images without dpkg have.
 * @see https://man7.org/linux/man-pages/man1/dpkg.1.html
 */
export const dpkg: LockfileReader = {
  id: 'dpkg',
  files: [/(?:^|\/)var\/lib\/dpkg\/status$/, /(?:^|\/)var\/lib\/dpkg\/status\.d\/(?![^/]*\.md5sums$)[^/]+$/],
  companions: releaseFiles,
  origin: 'observed',
  read: (text, path, nearby) => readStatus(text, path, nearby),
};

async function* readStatus(text: string, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const system = await readSystem(path, nearby, 'debian');
  const installed = [...paragraphs(text)].flatMap(({ fields, line }) => toInstalled(fields, line));
  const purls = new Map(installed.map(({ one }) => [one.name, systemPurl('deb', system, one)]));
  for (const { one, line, depends } of installed) {
    const dependsOn = depends.flatMap((name) => purls.get(name) || []);
    yield toSystemPackage('deb', system, { ...one, dependsOn }, { path, line });
  }
}

function toInstalled(
  fields: ReadonlyMap<string, string>,
  line: number,
): { one: Installed; line: number; depends: string[] }[] {
  const [name, version] = [fields.get('package'), fields.get('version')];
  const status = fields.get('status');
  // Removed ones leave their configuration, and an entry.
  if (!name || !version || (status !== undefined && !/\binstalled$/.test(status))) return [];
  // `Source: name (version)`, where either differs.
  const source = /^(\S+)(?:\s+\(([^)]+)\))?/.exec(fields.get('source') ?? '');
  const one: Installed = {
    name,
    version,
    architecture: fields.get('architecture') ?? '',
    ...(source && { sourceName: source[1]! }),
    ...(source?.[2] && { sourceVersion: source[2] }),
  };
  const depends = [fields.get('pre-depends') ?? '', fields.get('depends') ?? ''].flatMap((list) =>
    list.split(',').flatMap((entry) => /^\s*([\w.+-]+)/.exec(entry)?.[1] ?? []),
  );
  return [{ one, line, depends }];
}

/** Paragraphs of `Field: value`, one blank line between them. */
function* paragraphs(text: string): Generator<{ fields: Map<string, string>; line: number }> {
  let fields = new Map<string, string>();
  let start = 1;
  for (const { row, line } of numberedLines(text)) {
    if (row.trim() === '') {
      if (fields.size > 0) yield { fields, line: start };
      fields = new Map();
      continue;
    }
    if (fields.size === 0) start = line;
    const colon = row.indexOf(':');
    if (colon > 0 && !/^\s/.test(row)) fields.set(row.slice(0, colon).toLowerCase(), row.slice(colon + 1).trim());
  }
  if (fields.size > 0) yield { fields, line: start };
}
