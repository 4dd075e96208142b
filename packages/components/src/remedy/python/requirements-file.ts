import { fileNameOf, folderOf, RemedyError, type Manager } from '../manager.ts';
import { idOf, type LockedPackage, type Root } from '../project.ts';
import { resolveOne } from '../resolve/one.ts';
import { applyEdits, type TextEdit } from '../edit/json.ts';
import { readRequirement } from './requirement.ts';
import { literal } from '../edit/literal.ts';

/** One requirement with the lines that belong to it: a backslash at the end of one joins the next. */
interface Entry {
  name: string;
  version: string;
  /** Of the whole entry. */
  start: number;
  end: number;
  text: string;
}

/** pip's requirements.txt: what is pinned in it, with its hashes where it has them. */
export const requirementsManager: Manager = {
  id: 'pip',
  ecosystem: 'PyPI',
  owns: (name) => /requirements.*\.txt$/i.test(name),
  overrides: 'none',
  resolve: (world, project, wish, leave) => resolveOne(world, project, wish, leave),
  read: (files, path) => {
    const entries = readEntries(files.read(path), path);
    const locked = new Map<string, LockedPackage>();
    const roots = entries.map(({ name, version }): Root => {
      locked.set(idOf(name, version), { name, version, targets: new Map() });
      return { key: name, name, range: `==${version}`, kind: 'required', locked: version, editable: true };
    });
    const isHashed = entries.some(({ text }) => text.includes('--hash='));
    return {
      manager: 'pip',
      ecosystem: 'PyPI',
      folder: folderOf(path),
      roots,
      locked,
      ...(!isHashed && { isPartial: true }),
    };
  },
  write: async (files, path, { world, resolution, project }) => {
    const before = files.read(path) ?? '';
    const edits: TextEdit[] = [];
    for (const { name, version, start, end, text } of readEntries(before, path)) {
      const next = resolution.roots.get(name);
      if (next === undefined || next === version) continue;
      let written = text.replace(new RegExp(`(===?\\s*)${literal(version)}`), `$1${next}`);
      if (text.includes('--hash='))
        written = withHashes(
          written,
          (await world.describe(name, next)).files.map(({ hashes }) => hashes['sha256']),
        );
      edits.push({ start, end, text: written });
    }
    let after = applyEdits(before, edits);
    const isNew = [...resolution.packages.values()].filter(
      ({ name }) => !project.isPartial && ![...project.locked.values()].some((one) => one.name === name),
    );
    for (const { name, version } of isNew) {
      const hashes = (await world.describe(name, version)).files.map(({ hashes }) => hashes['sha256']);
      after = `${after.replace(/\n?$/, '\n')}${withHashes(`${name}==${version} --hash=`, hashes)}\n`;
    }
    return { changes: before === after ? [] : [{ path, before, after }], commands: [] };
  },
};

function readEntries(text: string | null, path: string): Entry[] {
  if (text === null) throw new RemedyError(`${fileNameOf(path)} cannot be read.`);
  const entries: Entry[] = [];
  for (const match of text.matchAll(/^(?:[^\n]*\\\r?\n)*[^\n]*/gm)) {
    const bare = match[0]
      .replace(/(^|\s)#.*$/gm, '')
      .replaceAll(/\\\r?\n/g, ' ')
      .replace(/\s--hash=.*$/s, '');
    if (/^\s*-|^\s*$/.test(bare)) continue;
    const requirement = readRequirement(bare);
    const version = /^===?\s*([^\s,;*]+)$/.exec(requirement?.range ?? '')?.[1];
    if (!requirement || version === undefined) continue;
    entries.push({
      name: requirement.name,
      version,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    });
  }
  return entries;
}

/** The new hashes where the old ones stood, laid out as they were. */
function withHashes(text: string, hashes: readonly (string | undefined)[]): string {
  const at = text.search(/(?:\s|\\\r?\n)*--hash=/);
  const gap = /^((?:\s|\\\r?\n)*)--hash=/.exec(text.slice(at))?.[1] ?? ' ';
  const rest = /--hash=\S*(?!.*--hash=)([^\n]*(?:\n\s*#.*)*)$/s.exec(text)?.[1] ?? '';
  const comment = /\n\s*#.*$/s.exec(text)?.[0] ?? '';
  const sorted = hashes.filter((one) => one !== undefined).sort();
  return `${text.slice(0, at)}${sorted.map((hash) => `${gap}--hash=sha256:${hash}`).join('')}${comment || rest.replace(/^.*--hash=\S*/s, '')}`;
}
