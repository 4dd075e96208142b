import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { openTree } from '@stoa/tree';
import { engineFor } from '../packages/code/src/analyze.ts';
import { openParsers } from '../packages/code/src/edge/parsers.ts';
import { digestSummary } from '../packages/code/src/flow/digest.ts';
import { lowerPacked } from '../packages/code/src/languages/lower.ts';
import { families, familyOf } from '../packages/code/src/languages/registry.ts';
import { toObservation } from '../packages/code/src/observe.ts';
import { isPublished } from '../packages/code/src/published.ts';
import { readSources } from '../packages/code/src/read-sources.ts';

/**
 * Does a change that is to make static analysis faster change what it knows? Writes every finding with its way and a
 * digest of what is known of each function of a tree; the time of each phase goes to the terminal. Run it before and
 * after (a `git worktree` of main will do), and compare the two files.
 *
 * @example
 * node bench/summaries.ts some/tree after.txt
 */
const [tree = '.', into = 'summaries.txt'] = process.argv.slice(2);

let begin = process.cpuUsage();
function phase(what: string): void {
  const { user, system } = process.cpuUsage(begin);
  begin = process.cpuUsage();
  console.log(`${what}: ${((user + system) / 1e6).toFixed(2)} s of CPU`);
}

const { files, properties, packages } = await readSources(
  await openTree(tree),
  (language) => familyOf(language) !== undefined,
);
phase('reading');
const lines: string[] = [];
for (const [name, own] of Map.groupBy(files, ({ language }) => familyOf(language)!)) {
  const family = await families[name]!();
  const parsers = await openParsers(new Set(own.map(({ language }) => language)));
  phase(`${name}: opening`);
  const trees = own.map(({ path, text, language }) => parsers.parse(path, text, language));
  phase(`${name}: parsing`);
  const modules = trees.map((one) => {
    const packed = lowerPacked(family, one);
    if (packed) one.rest();
    return packed ?? family.lower(one);
  });
  phase(`${name}: lowering`);
  const engine = engineFor(family, modules, {
    property: (key) => properties.get(key),
    isLibrary: (path) => isPublished(packages, path),
  });
  const found = [...engine.run(), ...(family.inspect?.(modules) ?? [])];
  phase(`${name}: judging`);
  for (const one of found) lines.push(JSON.stringify(toObservation(one)));
  for (const { id, module, fn, qualifiedName } of engine.program.functions) {
    const digest = createHash('sha1')
      .update(digestSummary(engine, engine.summaryOf(id)))
      .digest('hex');
    lines.push(`${module.module.path} ${qualifiedName} ${fn.node} ${digest.slice(0, 12)}`);
  }
}
writeFileSync(into, `${lines.join('\n')}\n`);
