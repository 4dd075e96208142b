import { parentPort } from 'node:worker_threads';
import type { ObservationInput, Skip } from '@stoa/model';
import { Judge } from '../examine/judge.ts';
import type { Reply, Request } from '../examine/protocol.ts';
import { Reader } from '../examine/reader.ts';
import { readLowered, writeLowered } from '../ir/lowered-bytes.ts';
import { families } from '../languages/registry.ts';
import { Grammar } from '../syntax/grammar.ts';
import { grammarOf } from '../syntax/grammar-packages.ts';
import { SyntaxTree } from '../syntax/syntax-tree.ts';

// One of several threads that examine a program: each reads some of the files; then, in new threads, all see all of them
// and each judges a part.
const port = parentPort!;
let reader: Reader;
let judge: Judge;
let queue: Promise<void> = Promise.resolve();
port.on('message', (request: Request) => {
  queue = queue.then(async () => port.postMessage(await answer(request)));
});

async function answer(request: Request): Promise<Reply> {
  switch (request.do) {
    case 'open':
      reader = await Reader.open(request.family, request.languages, request.rules);
      return { did: 'open', grammars: reader.grammars() };
    case 'read':
      return readAll(request);
    case 'link':
      judge = await link(request);
      return { did: 'link', skipped: judge.skipped };
    case 'judge':
      return { did: 'judge', ...judge.judge(request.paths) };
  }
}

async function link({ family, files, grammars, project }: Extract<Request, { do: 'link' }>): Promise<Judge> {
  const byName = new Map<string, Grammar>(grammars.map((names) => [names.language, new Grammar(names)]));
  const lowered = files.map(({ file: { path, text, language }, bytes }) =>
    readLowered(bytes, (nodes) => new SyntaxTree(path, text, byName.get(grammarOf(language, path))!, nodes)),
  );
  return new Judge(await families[family]!(), lowered, project);
}

function readAll({ files }: Extract<Request, { do: 'read' }>): Reply {
  const lowered: Extract<Reply, { did: 'read' }>['lowered'][number][] = [];
  const found: ObservationInput[] = [];
  const skipped: Skip[] = [];
  for (const file of files) {
    const read = reader.read(file);
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
