import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { cutBlocks, joinBlocks, setList } from '../edit/toml.ts';
import type { Manager } from '../manager.ts';
import { idOf, type LockedPackage } from '../project.ts';
import type { PublishedFile, PublishedVersion } from '../registry.ts';
import { resolveOne } from '../resolve/one.ts';
import { updateBlocks } from './blocks.ts';
import { nameOf, readLockPackages } from './lock-packages.ts';
import { readLockedProject } from './locked-project.ts';
import { bumpPyproject, bumpRequirement } from './pyproject.ts';
import { pythonRangeLike, readRequirement } from './requirement.ts';

/** uv: pyproject.toml and uv.lock. */
export const uvManager: Manager = {
  id: 'uv',
  ecosystem: 'PyPI',
  owns: (name) => name === 'uv.lock',
  overrides: 'none',
  resolve: (world, project, wish, leave) => resolveOne(world, project, wish, leave),
  read: (files, path) => ({ ...readLockedProject('uv', files, path, readPackages), tellsTargets: true }),
  write: async (files, path, { world, resolution, project, wish }) => {
    const manifestPath = `${project.folder}pyproject.toml`;
    const [manifest, lock] = [files.read(manifestPath) ?? '', files.read(path) ?? ''];
    const blocks = cutBlocks(lock);
    const source = /^source = (\{ registry = .*\})$/m.exec(lock)?.[1] ?? '';
    await updateBlocks(blocks, resolution, project, async (old, name, version) =>
      toBlock(old, name, version, source, await world.describe(name, version)),
    );
    // The project's own block repeats what the manifest asks for.
    for (const block of blocks.blocks) {
      if (!/^source = \{ (?:virtual|editable) =/m.test(block.text)) continue;
      for (const [key, version] of wish.bumps) block.text = bumpMetadata(block.text, key, version);
    }
    const changes = [
      { path: manifestPath, before: manifest, after: bumpPyproject(manifest, wish) },
      { path, before: lock, after: joinBlocks(blocks) },
    ];
    return { changes: changes.filter(({ before, after }) => before !== after), commands: [] };
  },
};

function readPackages(text: string | null, path: string): Map<string, LockedPackage> {
  const locked = new Map<string, LockedPackage>();
  const packages = readLockPackages(text, path);
  for (const { name, version, fields: entry } of packages.entries) {
    const source = isRecord(entry['source']) ? entry['source'] : {};
    // What stands in the repository is the project, none of its packages.
    if (source['virtual'] !== undefined || source['editable'] !== undefined || source['directory'] !== undefined)
      continue;
    const needs = Array.isArray(entry['dependencies']) ? entry['dependencies'].filter(isRecord) : [];
    const targets = packages.targetsOf(needs.map(nameOf));
    locked.set(idOf(name, version), {
      name,
      version,
      targets,
      ...(source['registry'] === undefined && { foreign: true }),
    });
  }
  return locked;
}

function toBlock(
  old: string | null,
  name: string,
  version: string,
  source: string,
  published: PublishedVersion,
): string {
  const fresh = `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = ${source}\n`;
  const times = isRecord(published.fields['upload-times']) ? published.fields['upload-times'] : {};
  const describe = (file: PublishedFile) => {
    const time = textOf(times[file.name]);
    const parts = [
      `url = "${file.url}"`,
      `hash = "sha256:${file.hashes['sha256']}"`,
      ...(file.size === undefined ? [] : [`size = ${file.size}`]),
      ...(time && /upload-time/.test(old ?? '') ? [`upload-time = "${time.replace(/(\.\d{3})\d+Z$/, '$1Z')}"`] : []),
    ];
    return `{ ${parts.join(', ')} }`;
  };
  const sdist = published.files.find((file) => /\.(?:tar\.gz|zip)$/.test(file.name));
  const wheels = published.files
    .filter((file) => file.name.endsWith('.whl'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const needs = published.requirements
    .filter(({ kind }) => kind === 'required')
    .map((one) => `{ name = "${one.name}" }`)
    .sort();
  const kept = /\nsdist = .*/.exec(old ?? '') ? old! : (old ?? fresh).replace(/^(source = .*\n)/m, `$1sdist = {}\n`);
  let text = kept.replace(/^version = ".*"$/m, `version = "${version}"`);
  text = sdist ? text.replace(/^sdist = .*$/m, `sdist = ${describe(sdist)}`) : text.replace(/^sdist = .*\n/m, '');
  text = setList(text, 'wheels', wheels.map(describe));
  if (/^dependencies = \[/m.test(text)) return setList(text, 'dependencies', withMarkers(text, needs));
  return needs.length === 0
    ? text
    : text.replace(/^(source = .*\n)/m, `$1dependencies = [\n${needs.map((one) => `    ${one},\n`).join('')}]\n`);
}

/** A dependency that is there already keeps what is said of it. */
function withMarkers(text: string, needs: readonly string[]): string[] {
  const old = [...text.matchAll(/^ {4}(\{ name = "([^"]+)".*\}),?$/gm)].map(([, whole, name]) => ({
    whole: whole!,
    name: name!,
  }));
  const names = needs.map((one) => /name = "([^"]+)"/.exec(one)![1]!);
  const marked = old
    .filter(({ name, whole }) => names.includes(name) || whole.includes('marker'))
    .map(({ whole }) => whole);
  return [...new Set([...marked, ...needs.filter((_, at) => !old.some(({ name }) => name === names[at]))])].sort();
}

function bumpMetadata(text: string, key: string, version: string): string {
  const [kind, requirement = ''] = key.split('\n');
  const read = kind === 'text' ? readRequirement(requirement) : null;
  if (!read) return text;
  const next = readRequirement(bumpRequirement(requirement, version))?.range ?? pythonRangeLike(read.range, version);
  return text.replaceAll(new RegExp(`(\\{ name = "${read.name}"[^}\\n]*specifier = )"[^"]*"`, 'g'), `$1"${next}"`);
}
