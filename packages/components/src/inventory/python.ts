import type { ComponentInput } from '@stoa/model';
import { parse } from 'smol-toml';
import { normaliseName, toPurl } from '../purl.ts';
import { isRecord, lineCounter, LockfileError, parseJson, textOf, type LockfileReader } from './reader.ts';

function toComponent(
  name: string,
  version: string,
  location: ComponentInput['location'],
  more: Partial<ComponentInput> = {},
): ComponentInput {
  return {
    purl: toPurl('PyPI', name, version),
    name: normaliseName('PyPI', name),
    version,
    ecosystem: 'PyPI',
    location,
    ...more,
  };
}

/**
 * requirements.txt: `name==1.0` is pinned; everything else has no version and is counted as such.
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export const requirements: LockfileReader = {
  id: 'requirements',
  files: [/(?:^|\/)(?:requirements(?:[-_.][\w.-]+)?|[\w-]+[-_.]requirements)\.txt$/i],
  *read(text, path) {
    const scope = /(?:dev|test|lint|doc)/i.test(path.split('/').at(-1) ?? '') ? 'development' : 'required';
    let line = 0;
    for (const row of text.split('\n')) {
      line += 1;
      const match =
        /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?:(===?)\s*([^\s;,#\\]+))?\s*(?:$|[;,#\\<>=!~\s@])/.exec(
          row,
        );
      if (!match || /^\s*(?:-|https?:|git\+|\.)/.test(row)) continue;
      const [, name = '', , version = ''] = match;
      const hashes = /--hash=sha256:([0-9a-f]{64})/.exec(row);
      yield toComponent(
        name,
        version.includes('*') ? '' : version,
        { path, line },
        { direct: true, scope, ...(hashes && { hashes: { 'SHA-256': hashes[1]! } }) },
      );
    }
  },
};

/** poetry.lock, uv.lock and pdm.lock: arrays of `[[package]]`. */
export const pythonToml: LockfileReader = {
  id: 'python-toml',
  files: ['poetry.lock', 'uv.lock', 'pdm.lock'],
  *read(text, path) {
    for (const { entry, line } of tomlPackages(text)) {
      const name = textOf(entry['name']);
      const source = isRecord(entry['source']) ? entry['source'] : {};
      // The project itself and what lies beside it are no packages of a registry.
      if (!name || source['virtual'] || source['editable'] || source['type'] === 'directory') continue;
      const groups = Array.isArray(entry['groups']) ? entry['groups'] : [];
      const development =
        entry['category'] === 'dev' || (groups.length > 0 && !groups.includes('main') && !groups.includes('default'));
      yield toComponent(
        name,
        textOf(entry['version']) ?? '',
        { path, line },
        { scope: development ? 'development' : entry['optional'] === true ? 'optional' : 'required' },
      );
    }
  },
};

/** @see https://pipenv.pypa.io/en/latest/pipfile.html */
export const pipfile: LockfileReader = {
  id: 'pipfile',
  files: ['Pipfile.lock'],
  *read(text, path) {
    const lock = parseJson(text);
    const lineOf = lineCounter(text);
    let offset = 0;
    for (const group of ['default', 'develop']) {
      const packages = lock[group];
      if (!isRecord(packages)) continue;
      offset = Math.max(offset, text.indexOf(`"${group}"`, offset));
      for (const [name, entry] of Object.entries(packages)) {
        const at = text.indexOf(`${JSON.stringify(name)}:`, offset);
        if (at >= 0) offset = at + 1;
        const version = isRecord(entry) ? (textOf(entry['version']) ?? '').replace(/^==/, '') : '';
        yield toComponent(
          name,
          version,
          { path, ...(at >= 0 && { line: lineOf(at) }) },
          { scope: group === 'develop' ? 'development' : 'required' },
        );
      }
    }
  },
};

/** Every `[[package]]` of a TOML lock file with its line. @throws {LockfileError} with line and column. */
export function* tomlPackages(text: string): Generator<{ entry: Record<string, unknown>; line: number }> {
  let packages: unknown;
  try {
    packages = parse(text)['package'];
  } catch (error) {
    throw new LockfileError(
      `not valid TOML: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`,
    );
  }
  if (packages === undefined) return;
  if (!Array.isArray(packages)) throw new LockfileError('its packages are not a list');
  const lineOf = lineCounter(text);
  const heads = text.matchAll(/^\s*\[\[package\]\]/gm);
  for (const entry of packages) {
    const head = heads.next();
    if (isRecord(entry)) yield { entry, line: head.done ? 1 : lineOf(head.value.index + head.value[0].length - 1) };
  }
}
