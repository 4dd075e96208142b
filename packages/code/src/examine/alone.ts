import type { Lowered } from '../ir/lowered-bytes.ts';
import { Examiner } from './examiner.ts';
import type { Examine } from './examine.ts';

/** Looks at all files in this thread. */
export const examineAlone: Examine = async function* ({ family, files, project, rules }) {
  const examiner = await Examiner.open(family, new Set(files.map(({ language }) => language)), rules);
  const lowered: Lowered[] = [];
  for (const file of files) {
    const read = examiner.read(file);
    yield* read.found;
    for (const skip of read.slow) yield { skip };
    if ('skip' in read) yield { skip: read.skip };
    else {
      lowered.push({ tree: read.tree, module: read.module });
      yield { read: file.path, hasErrors: read.tree.hasErrors };
    }
  }
  for (const skip of examiner.link(lowered, project)) yield { skip };
  const { found, inTests } = examiner.judge();
  yield* found;
  yield { inTests: inTests.length };
};
