import { normaliseName } from '../../purl.ts';
import { insertBlock, type TomlBlocks } from '../edit/toml.ts';
import { RemedyError } from '../manager.ts';
import type { Project, Resolution } from '../project.ts';

/**
 * Brings the blocks of a lock file in line with a resolution: what moved is written anew from its old block, what is new is
 * put in its place, what nobody needs any more goes.
 */
export async function updateBlocks(
  blocks: TomlBlocks,
  resolution: Resolution,
  project: Project,
  write: (old: string | null, name: string, version: string) => Promise<string>,
): Promise<void> {
  const chosen = new Map([...resolution.packages.values()].map(({ name, version }) => [name, version]));
  const known = new Map([...project.locked.values()].map((one) => [one.name, one]));
  const written = new Set<string>();
  const forked = [...Map.groupBy(blocks.blocks, ({ name }) => normaliseName('PyPI', name))].filter(
    ([, same]) => same.length > 1,
  );
  for (const [name, same] of forked) {
    // Different versions for different platforms: which one is meant only the package manager can say.
    if (chosen.has(name) && !same.some(({ version }) => version === chosen.get(name)))
      throw new RemedyError(`${name} is locked in more than one version.`);
    written.add(name);
  }
  for (const block of [...blocks.blocks]) {
    const name = normaliseName('PyPI', block.name);
    const version = chosen.get(name);
    if (forked.some(([one]) => one === name)) continue;
    written.add(name);
    if (version === undefined) {
      // Only what the resolution could have reached is gone: the project itself and its folders stay.
      const isReachable = known.has(name) && !known.get(name)!.foreign && reached(project).has(name);
      if (isReachable) blocks.blocks.splice(blocks.blocks.indexOf(block), 1);
      continue;
    }
    if (version !== block.version && known.get(name)?.version !== version) {
      block.text = await write(block.text, block.name, version);
      block.version = version;
    }
  }
  for (const [name, version] of chosen) {
    if (!written.has(name)) insertBlock(blocks, { name, version, text: await write(null, name, version) });
  }
}

/** What was reached from the project's own requirements before: a lock file may hold more than we can follow. */
function reached(project: Project): Set<string> {
  const byName = new Map([...project.locked.values()].map((one) => [one.name, one]));
  const seen = new Set(project.roots.map(({ name }) => name));
  for (const name of seen) for (const next of byName.get(name)?.targets.keys() ?? []) seen.add(next);
  return seen;
}
