import { parentPort } from 'node:worker_threads';
import type { ObservationInput, Skip } from '@stoa/model';
import { nodesIn, shareNodes } from '../syntax/shared-tree.ts';
import { Examiner } from '../examine/examiner.ts';
import type { Reply, Request } from '../examine/protocol.ts';

// One of several threads that examine a program: each parses some of the files, all see the trees, each judges a part.
const port = parentPort!;
let examiner: Examiner;
let queue: Promise<void> = Promise.resolve();
port.on('message', (request: Request) => {
  queue = queue.then(async () => port.postMessage(await answer(request)));
});

async function answer(request: Request): Promise<Reply> {
  switch (request.do) {
    case 'open':
      examiner = await Examiner.open(request.family, request.languages, request.rules);
      return { did: 'open' };
    case 'read':
      return readAll(request);
    case 'link':
      return {
        did: 'link',
        skipped: examiner.link(
          request.trees.map(({ file, nodes }) => examiner.adopt(file, nodesIn(nodes))),
          request.project,
        ),
      };
    case 'judge':
      return { did: 'judge', ...examiner.judge(request.paths) };
  }
}

function readAll({ files }: Extract<Request, { do: 'read' }>): Reply {
  const trees: Extract<Reply, { did: 'read' }>['trees'][number][] = [];
  const found: ObservationInput[] = [];
  const skipped: Skip[] = [];
  for (const file of files) {
    const read = examiner.read(file);
    found.push(...read.found);
    skipped.push(...read.slow);
    if ('skip' in read) skipped.push(read.skip);
    else trees.push({ path: file.path, nodes: shareNodes(read.tree), hasErrors: read.tree.hasErrors });
  }
  return { did: 'read', trees, found, skipped };
}
