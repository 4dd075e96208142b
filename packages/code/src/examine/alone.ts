import type { Lowered } from '../ir/lowered-bytes.ts';
import { families } from '../languages/registry.ts';
import type { Examine } from './examine.ts';
import { Judge } from './judge.ts';
import { Reader } from './reader.ts';

/** Looks at all files in this thread. */
export const examineAlone: Examine = async function* ({ family: name, files, project, rules }) {
  const reader = await Reader.open(name, new Set(files.map(({ language }) => language)), rules);
  const lowered: Lowered[] = [];
  for (const file of files) {
    const read = reader.read(file);
    yield* read.found;
    for (const skip of read.slow) yield { skip };
    if ('skip' in read) yield { skip: read.skip };
    else {
      // What follows looks at few of its nodes.
      if (read.module) read.tree.rest();
      lowered.push({ tree: read.tree, module: read.module });
      yield { read: file.path, hasErrors: read.tree.hasErrors };
    }
  }
  const family = await families[name]?.();
  if (!family) return;
  const judge = new Judge(family, lowered, project);
  for (const skip of judge.skipped) yield { skip };
  const { found, inTests } = judge.judge();
  yield* found;
  yield { inTests: inTests.length };
};
