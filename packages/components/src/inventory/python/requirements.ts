import type { ComponentInput, ComponentScope } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { normaliseName } from '../../purl.ts';
import { hexHash } from '../hashes.ts';
import { beside, type Nearby } from '../nearby.ts';
import { purlOf, toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { parseRequirement, type Requirement } from './requirement.ts';
import { parseRequirementRows, type RequirementRow } from './requirement-rows.ts';

const own = /(?:^|\/)(?:requirements(?:[-_.][\w.-]+)?|[\w-]+[-_.]requirements|requirements\/[\w.-]+)\.txt$/i;

/**
 * requirements.txt: what `==` pins here or in a constraints file (`-c`) has a version; the rest has a range only. Files
 * that it includes (`-r`) count as its own, unless they are read for themselves. What pip-compile notes (`# via`) tells
 * what is direct.
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export const requirements: LockfileReader = {
  id: 'requirements',
  files: [own],
  companions: [/\.(?:txt|in)$/],
  async *read(text, path, nearby) {
    const files = await withIncluded(text, path, nearby);
    const constraints = await constraintsOf(files, nearby);
    for (const { path: at, rows } of files) {
      const found = rows.flatMap((row) => {
        const requirement = parseRequirement(row.text);
        return requirement ? [{ row, requirement }] : [];
      });
      const notes = rows.some(({ via }) => via.length > 0) ? toNotes(found) : null;
      for (const { row, requirement } of found) yield toComponent(row, requirement, at, { constraints, notes });
    }
  },
};

interface Included {
  path: string;
  rows: RequirementRow[];
}

/** Bounds a chain, and a circle, of files that include each other. */
const maxIncluded = 50;

async function withIncluded(text: string, path: string, nearby: Nearby): Promise<Included[]> {
  const files: Included[] = [{ path, rows: parseRequirementRows(text) }];
  const seen = new Set([path]);
  for (let at = 0; at < files.length && files.length < maxIncluded; at += 1) {
    for (const { include } of files[at]!.rows) {
      const other = include ? beside(files[at]!.path, include) : null;
      if (other === null || seen.has(other) || own.test(other)) continue;
      seen.add(other);
      const rows = await nearby.parsed(other, parseRequirementRows);
      if (rows) files.push({ path: other, rows });
    }
  }
  return files;
}

async function constraintsOf(files: readonly Included[], nearby: Nearby): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (const { path, rows } of files) {
    for (const { constraint } of rows) {
      const other = constraint ? beside(path, constraint) : null;
      for (const { text } of (other === null ? null : await nearby.parsed(other, parseRequirementRows)) ?? []) {
        const { name, version } = parseRequirement(text) ?? { name: '', version: '' };
        if (version) versions.set(normaliseName('PyPI', name), version);
      }
    }
  }
  return versions;
}

/** Who asks for what, as pip-compile and uv note it. */
interface Notes {
  direct: ReadonlySet<string>;
  dependsOn: ReadonlyMap<string, string[]>;
}

function toNotes(found: readonly { row: RequirementRow; requirement: Requirement }[]): Notes {
  const direct = new Set<string>();
  const dependsOn = new Map<string, string[]>();
  for (const { row, requirement } of found) {
    const name = normaliseName('PyPI', requirement.name);
    for (const via of row.via) {
      if (/^-[rc]\s|[()]|\.(?:in|toml|cfg|py)$/.test(via)) direct.add(name);
      const parent = normaliseName('PyPI', via);
      const purl = purlOf('PyPI', name, requirement.version);
      const known = dependsOn.get(parent);
      if (known) known.push(purl);
      else dependsOn.set(parent, [purl]);
    }
  }
  return { direct, dependsOn };
}

function toComponent(
  { hashes, line }: RequirementRow,
  { name, range, version }: Requirement,
  path: string,
  { constraints, notes }: { constraints: ReadonlyMap<string, string>; notes: Notes | null },
): ComponentInput {
  const normal = normaliseName('PyPI', name);
  return toPackage(
    'PyPI',
    name,
    version || (constraints.get(normal) ?? ''),
    { path, line },
    {
      direct: notes ? notes.direct.has(normal) : true,
      scope: scopeOfFile(path),
      ...requirementOf(range),
      hashes: hexHash(hashes[0]),
      dependsOn: notes?.dependsOn.get(normal) ?? [],
    },
  );
}

/** By the file's name: `requirements-dev.txt`, `requirements/test.txt`, `test_requirements.txt`. */
function scopeOfFile(path: string): ComponentScope {
  const [folder = '', name = ''] = `/${path}`.split('/').slice(-2);
  const words = name.replace(/\.txt$/i, '').split(/[-_.]/);
  if (folder.toLowerCase() !== 'requirements' && words.length === 1) return 'required';
  return words.some((word) => developmentWords.has(word.toLowerCase())) ? 'development' : 'required';
}

const developmentWords = new Set(
  'ci dev develop development doc docs lint linting test testing tests typing'.split(' '),
);
