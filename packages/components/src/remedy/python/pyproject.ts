import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { normaliseName } from '../../purl.ts';
import { editTomlEntry, parseToml, replaceQuoted } from '../edit/toml.ts';
import type { Root, Wish } from '../project.ts';
import { fromPoetry, oldestOf, pythonRangeLike, readRequirement } from './requirement.ts';

export interface Pyproject {
  path: string;
  text: string;
  value: Record<string, unknown>;
}

type LockedVersion = (name: string) => string | undefined;

/** @throws {RemedyError} */
export function readPyproject(text: string | null, path: string): Pyproject {
  return { path, text: text ?? '', value: parseToml(text, path) };
}

/** What a project asks for: PEP 621, PEP 735, and what Poetry and PDM had before them. */
export function rootsOfPyproject({ value }: Pyproject, locked: LockedVersion): Root[] {
  const roots: Root[] = [];
  for (const list of requirementLists(value)) {
    for (const text of list) {
      const read = typeof text === 'string' ? readRequirement(text) : null;
      if (read) roots.push(toRoot(`text\n${text}`, read.name, read.range, read.marker !== '', locked));
    }
  }
  for (const [section, table] of poetryTables(value)) {
    for (const [key, entry] of Object.entries(table)) {
      const range = textOf(entry) ?? (isRecord(entry) ? textOf(entry['version']) : undefined);
      if (range === undefined || key.toLowerCase() === 'python') continue;
      roots.push(
        toRoot(
          `entry\n${section}\n${key}`,
          normaliseName('PyPI', key),
          fromPoetry(range),
          isRecord(entry) && entry['optional'] === true,
          locked,
        ),
      );
    }
  }
  return roots;
}

function toRoot(key: string, name: string, range: string, isOptional: boolean, locked: LockedVersion): Root {
  const version = locked(name);
  return {
    key,
    name,
    range,
    kind: isOptional ? 'optional' : 'required',
    editable: true,
    ...(version !== undefined && { locked: version }),
  };
}

function requirementLists(value: Record<string, unknown>): unknown[][] {
  const project = isRecord(value['project']) ? value['project'] : {};
  const tool = isRecord(value['tool']) ? value['tool'] : {};
  const pdm = isRecord(tool['pdm']) ? tool['pdm'] : {};
  const uv = isRecord(tool['uv']) ? tool['uv'] : {};
  const groups = [project['optional-dependencies'], value['dependency-groups'], pdm['dev-dependencies']];
  return [
    project['dependencies'],
    uv['dev-dependencies'],
    ...groups.flatMap((one) => (isRecord(one) ? Object.values(one) : [])),
  ].filter((one) => Array.isArray(one));
}

function poetryTables(value: Record<string, unknown>): [section: string, table: Record<string, unknown>][] {
  const tool = isRecord(value['tool']) ? value['tool'] : {};
  const poetry = isRecord(tool['poetry']) ? tool['poetry'] : {};
  const groups = isRecord(poetry['group']) ? Object.entries(poetry['group']) : [];
  const tables: [string, unknown][] = [
    ['tool.poetry.dependencies', poetry['dependencies']],
    ['tool.poetry.dev-dependencies', poetry['dev-dependencies']],
    ...groups.map(([name, group]): [string, unknown] => [
      `tool.poetry.group.${name}.dependencies`,
      isRecord(group) ? group['dependencies'] : null,
    ]),
  ];
  return tables.filter((one): one is [string, Record<string, unknown>] => isRecord(one[1]));
}

/** The oldest Python that the project says it runs on. */
export function runtimeOf({ value }: Pyproject): string | undefined {
  const project = isRecord(value['project']) ? value['project'] : {};
  const poetry = poetryTables(value).find(([section]) => section === 'tool.poetry.dependencies')?.[1] ?? {};
  return oldestOf(textOf(project['requires-python']) ?? textOf(poetry['python']) ?? '');
}

/** The file with the new ranges in it, and nothing else changed. */
export function bumpPyproject(text: string, wish: Wish): string {
  let result = text;
  for (const [key, version] of wish.bumps) {
    const [kind, first = '', second = ''] = key.split('\n');
    if (kind === 'text') result = replaceQuoted(result, first, bumpRequirement(first, version));
    else if (kind === 'entry') result = editTomlEntry(result, first, second, (value) => bumpEntry(value, version));
  }
  return result;
}

/** `django[argon2]>=3.2,<4 ; …` with another range and nothing else changed. */
export function bumpRequirement(text: string, version: string): string {
  const range = readRequirement(text)?.range ?? '';
  if (range !== '') return text.replace(range, pythonRangeLike(range, version));
  return text.replace(/^(\s*[\w.-]+(?:\[[^\]]*\])?)/, `$1>=${version}`);
}

/** `"^1.2"` and `{ version = "^1.2", … }`. */
function bumpEntry(value: string, version: string): string {
  const isTable = value.trimStart().startsWith('{');
  const pattern = isTable ? /(version\s*=\s*)(["'])([^"']*)\2/ : /(^\s*)(["'])([^"']*)\2/;
  return value.replace(
    pattern,
    (_, before: string, quote: string, old: string) => `${before}${quote}${pythonRangeLike(old, version)}${quote}`,
  );
}
