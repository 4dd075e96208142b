import type { ComponentScope } from '@stoa/model';
import { placeAt, requirementOf } from '../declared.ts';
import { normaliseName } from '../../purl.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, listOf, textOf, textsOf } from '../text/fields.ts';
import { lineCounter } from '../text/lines.ts';
import { parseToml, tomlLines, tomlTables } from '../text/toml.ts';
import { parseRequirement, pinnedVersion } from './requirement.ts';

export interface DeclaredPython {
  /** As the file writes it. */
  name: string;
  range: string;
  version: string;
  scope: ComponentScope;
  line?: number;
}

/** pyproject.toml where no lock file beside it speaks for it. */
export const pyproject: LockfileReader = {
  id: 'pyproject',
  files: ['pyproject.toml'],
  async *read(text, path, nearby) {
    const declared = parsePyproject(text);
    const locks = ['poetry.lock', 'uv.lock', 'pdm.lock', 'pylock.toml'];
    if (locks.some((lock) => nearby.has(beside(path, lock)!))) return;
    // A workspace of uv has its lock file at the root.
    const above = nearby.above(path, 'uv.lock');
    const members = above === null ? null : await nearby.parsed(above, parseMembers);
    if (members?.has(normaliseName('PyPI', nameOf(text)))) return;
    for (const { name, range, version, scope, line } of declared.values()) {
      yield toPackage('PyPI', name, version, placeAt(path, line), { direct: true, scope, ...requirementOf(range) });
    }
  },
};

function nameOf(text: string): string {
  return textOf(fieldOf(parseToml(text)['project'], 'name')) ?? '';
}

/** The packages of a uv.lock that lie in the repository. */
function parseMembers(text: string): Set<string> {
  return new Set(
    [...tomlTables(text)].flatMap(({ entry }) => {
      const name = textOf(entry['name']);
      const source = fieldsOf(entry['source']);
      return name && (source['editable'] ?? source['virtual']) !== undefined ? [normaliseName('PyPI', name)] : [];
    }),
  );
}

/**
 * What a pyproject.toml asks for, by normal name: PEP 621, PEP 735, and poetry's, pdm's and hatch's own tables.
 * @throws {LockfileError}
 */
export function parsePyproject(text: string): Map<string, DeclaredPython> {
  const file = parseToml(text);
  const lines = tomlLines(text);
  const declared = new Map<string, DeclaredPython>();
  const add = (one: DeclaredPython) => {
    const key = normaliseName('PyPI', one.name);
    if (key !== 'python' && !declared.has(key)) declared.set(key, one);
  };
  const project = fieldsOf(file['project']);
  const tool = fieldsOf(file['tool']);
  const addTexts = (list: unknown, scope: ComponentScope) => {
    for (const requirement of textsOf(list)) {
      const parsed = parseRequirement(requirement);
      if (parsed && !parsed.url) add({ ...pick(parsed), scope, ...placeOf(text, requirement) });
    }
  };
  addTexts(project['dependencies'], 'required');
  addPoetry(fieldOf(tool['poetry'], 'dependencies'), 'tool.poetry.dependencies', 'required', lines, add);
  for (const list of Object.values(fieldsOf(project['optional-dependencies']))) addTexts(list, 'optional');
  for (const list of Object.values(fieldsOf(file['dependency-groups']))) addTexts(list, 'development');
  for (const list of Object.values(fieldsOf(fieldOf(tool['pdm'], 'dev-dependencies')))) addTexts(list, 'development');
  addTexts(fieldOf(tool['uv'], 'dev-dependencies'), 'development');
  const poetry = tool['poetry'];
  addPoetry(fieldOf(poetry, 'dev-dependencies'), 'tool.poetry.dev-dependencies', 'development', lines, add);
  for (const [group, table] of Object.entries(fieldsOf(fieldOf(poetry, 'group')))) {
    const way = `tool.poetry.group.${group}.dependencies`;
    addPoetry(fieldOf(table, 'dependencies'), way, group === 'main' ? 'required' : 'development', lines, add);
  }
  return declared;
}

/** `django = "^4.2"` or `django = { version = "^4.2", optional = true }`. */
function addPoetry(
  table: unknown,
  way: string,
  scope: ComponentScope,
  lines: ReadonlyMap<string, number>,
  add: (one: DeclaredPython) => void,
): void {
  for (const [name, value] of Object.entries(fieldsOf(table))) {
    const about = isRecord(value) ? value : fieldsOf(listOf(value)[0]);
    if (about['path'] !== undefined || about['git'] !== undefined) continue;
    const range = textOf(value) ?? textOf(about['version']) ?? '';
    const line = lines.get(`${way}.${name}`);
    add({
      name,
      range,
      // Poetry's bare version is exact.
      version: /^\d[\w.+!-]*$/.test(range) ? range : pinnedVersion(range),
      scope: about['optional'] === true ? 'optional' : scope,
      ...(line !== undefined && { line }),
    });
  }
}

function pick({ name, range, version }: { name: string; range: string; version: string }) {
  return { name, range, version };
}

function placeOf(text: string, requirement: string): { line?: number } {
  const at = text.indexOf(requirement);
  return at < 0 ? {} : { line: lineCounter(text)(at) };
}
