import { applyEdits, type TextEdit } from '../edit/json.ts';
import { folderOf, RemedyError, type Manager } from '../manager.ts';
import { idOf, type LockedPackage, type Resolved, type Root } from '../project.ts';
import { resolveMinimum } from '../resolve/minimum.ts';
import type { World } from '../world.ts';
import { compareVersions } from '../../version/compare.ts';
import { namesAll, readGoMod, type GoMod } from './go-mod.ts';

/** The standard library has advisories of its own; what moves it is the toolchain. */
const standard = 'stdlib';

/** Go: go.mod, and go.sum with what the checksum database says. */
export const goManager: Manager = {
  id: 'go',
  ecosystem: 'Go',
  owns: (name) => name === 'go.mod',
  // Raising a requirement, direct or not, is how Go lays a version down.
  overrides: 'none',
  resolve: (world, project, wish, leave) =>
    resolveMinimum(world, project, wish, leave, {
      rootsDecide: false,
      isShallow: true,
      leastOf: (range) => range || null,
    }),
  read: (files, path) => {
    const mod = readAt(files.read(path), path);
    const own = [...mod.requires.filter(({ name }) => !mod.replaced.has(name)), ...toolchainOf(mod)];
    const roots = own.map(({ name, version }): Root => ({
      key: name,
      name,
      range: version,
      kind: 'required',
      locked: version,
      editable: true,
    }));
    const isWhole = namesAll(mod);
    const locked = own.map(({ name, version }): [string, LockedPackage] => [
      idOf(name, version),
      { name, version, targets: new Map(), ...((isWhole || name === standard) && { requirements: [] }) },
    ]);
    return { manager: 'go', ecosystem: 'Go', folder: folderOf(path), roots, locked: new Map(locked) };
  },
  write: async (files, path, { world, resolution, project }) => {
    const text = files.read(path) ?? '';
    const mod = readAt(text, path);
    const chosen = new Map([...resolution.packages.values()].map((one) => [one.name, one]));
    const after = addRequires(applyEdits(text, editsOf(mod, chosen)), newcomers(mod, chosen, project.roots));
    const sumPath = `${project.folder}go.sum`;
    const sums = files.read(sumPath);
    const changes = [{ path, before: text, after }];
    const commands: string[] = [];
    if (sums !== null) {
      const moved = [...chosen.values()].filter(
        ({ name, version }) => name !== standard && !project.locked.has(idOf(name, version)) && !mod.replaced.has(name),
      );
      const lines = await sumsOf(world, moved);
      if (lines === null) commands.push('go mod tidy');
      else changes.push({ path: sumPath, before: sums, after: addSums(sums, lines) });
    }
    return { changes: changes.filter((one) => one.before !== one.after), commands };
  },
};

function readAt(text: string | null, path: string): GoMod {
  if (text === null) throw new RemedyError(`${path} cannot be read.`);
  return readGoMod(text);
}

function toolchainOf({ go, toolchain }: GoMod): { name: string; version: string }[] {
  const version = toolchain?.version ?? go?.version;
  return version === undefined ? [] : [{ name: standard, version }];
}

function editsOf(mod: GoMod, chosen: ReadonlyMap<string, Resolved>): TextEdit[] {
  const edits = mod.requires.flatMap(({ name, version, start, end }): TextEdit[] => {
    const next = chosen.get(name)?.version;
    return next === undefined || next === version || mod.replaced.has(name) ? [] : [{ start, end, text: `v${next}` }];
  });
  return [...edits, ...languageEdits(mod, chosen)];
}

/** The project's line must name at least the Go that its modules name; a newer one is the toolchain's to be. */
function languageEdits({ go, toolchain }: GoMod, chosen: ReadonlyMap<string, Resolved>): TextEdit[] {
  const next = chosen.get(standard)?.version;
  if (next === undefined || !go) return [];
  const asked = [...chosen.values()].flatMap(({ requirements }) =>
    requirements.flatMap((one) => (one.name === standard ? one.range : [])),
  );
  const least = [go.version, ...asked].sort((a, b) => compareVersions('Go', a, b)).at(-1)!;
  const edits = least === go.version ? [] : [{ start: go.start, end: go.end, text: least }];
  if (next === (toolchain?.version ?? go.version) || next === least) return edits;
  if (toolchain) return [...edits, { start: toolchain.start, end: toolchain.end, text: next }];
  return [{ start: go.start, end: go.end, text: `${least}\n\ntoolchain go${next}` }];
}

/** What a newer version asks for by itself and nobody had before. */
function newcomers(mod: GoMod, chosen: ReadonlyMap<string, Resolved>, roots: readonly Root[]): Resolved[] {
  const known = new Set([...roots.map(({ name }) => name), ...mod.replaced, ...mod.requires.map(({ name }) => name)]);
  return namesAll(mod)
    ? [...chosen.values()].filter(({ name }) => !known.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
    : [];
}

function addRequires(text: string, modules: readonly Resolved[]): string {
  if (modules.length === 0) return text;
  const lines = modules.map(({ name, version }) => `\t${name} v${version} // indirect\n`).join('');
  const block = [...text.matchAll(/^require \(\n(?:[^)\n][^\n]*\n)*\)/gm)].findLast(([one]) =>
    one.includes('// indirect'),
  );
  if (!block) return `${text.trimEnd()}\n\nrequire (\n${lines})\n`;
  const end = block.index + block[0].length - 1;
  return `${text.slice(0, end)}${lines}${text.slice(end)}`;
}

/** The lines of go.sum for some modules; null where the checksum database does not tell. */
async function sumsOf(world: World, modules: readonly Resolved[]): Promise<string[] | null> {
  const lines: string[] = [];
  for (const { name, version } of modules) {
    const { module, mod } = await world.checksums(name, version);
    if (!module || !mod) return null;
    lines.push(`${name} v${version} ${module}`, `${name} v${version}/go.mod ${mod}`);
  }
  return lines;
}

/** Sorted as Go sorts it: by module, then by version. */
function addSums(sums: string, added: readonly string[]): string {
  const lines = sums.split('\n').filter(Boolean);
  for (const line of added) if (!lines.includes(line)) lines.splice(placeOf(lines, line), 0, line);
  return `${lines.join('\n')}\n`;
}

function placeOf(lines: readonly string[], line: string): number {
  const [name = ''] = line.split(' ', 1);
  const same = lines.findLastIndex((one) => one.startsWith(`${name} `));
  if (same >= 0) return same + 1;
  const next = lines.findIndex((one) => one > line);
  return next < 0 ? lines.length : next;
}
