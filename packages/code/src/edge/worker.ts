import { parentPort } from 'node:worker_threads';
import type { ObservationInput, Skip } from '@stoa/model';
import { Examiner } from '../examine/examiner.ts';
import type { Reply, Request } from '../examine/protocol.ts';
import { readLowered, writeLowered } from '../ir/lowered-bytes.ts';

// One of several threads that examine a program: each lowers some of the files, all see all of them, each judges a part.
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
          request.files.map(({ file, bytes }) => readLowered(bytes, (nodes) => examiner.adopt(file, nodes))),
          request.project,
        ),
      };
    case 'judge':
      return { did: 'judge', ...examiner.judge(request.paths) };
  }
}

function readAll({ files }: Extract<Request, { do: 'read' }>): Reply {
  const lowered: Extract<Reply, { did: 'read' }>['lowered'][number][] = [];
  const found: ObservationInput[] = [];
  const skipped: Skip[] = [];
  for (const file of files) {
    const read = examiner.read(file);
    found.push(...read.found);
    skipped.push(...read.slow);
    if ('skip' in read) skipped.push(read.skip);
    else {
      const bytes = writeLowered(read.tree, read.module, (length) => new SharedArrayBuffer(length));
      lowered.push({ path: file.path, bytes, hasErrors: read.tree.hasErrors });
    }
  }
  return { did: 'read', lowered, found, skipped };
}
