import type { ObservationInput } from '@stoa/model';
import type { Source } from '../read-sources.ts';
import type { Examine } from '../examine/examine.ts';
import type { SharedFile } from '../examine/protocol.ts';
import { families } from '../languages/registry.ts';
import type { GrammarNames } from '../syntax/grammar.ts';
import { Thread, type Answer, type Ask } from './thread.ts';

/** Files are judged in this many portions per thread, so that all are done at about the same time. */
const portionsPerThread = 6;

/**
 * Looks at files with threads. Reading is shared out; then each of as many new ones knows the whole program and judges
 * some of its files at a time.
 * @param workerUrl where the worker's code is, in a bundle.
 */
export function examineTogether(jobs: number, workerUrl?: URL): Examine {
  return async function* ({ family, files, project, rules }) {
    const order = new Map(files.map(({ path }, at) => [path, at]));
    const parts = portions(files, jobs * portionsPerThread);
    const lowered: SharedFile[] = [];
    const grammars: GrammarNames[] = [];
    const readers = startCrew(jobs, workerUrl);
    try {
      const languages = [...new Set(files.map(({ language }) => language))];
      const open = readers.map((one) => one.ask({ do: 'open', family, languages, rules }));
      grammars.push(...(await Promise.all(open))[0]!.grammars);
      for await (const reply of shareOut(readers, parts, (part) => ({ do: 'read', files: part }))) {
        yield* reply.found;
        for (const skip of reply.skipped) yield { skip };
        for (const { path, bytes, hasErrors } of reply.lowered) {
          lowered.push({ file: files[order.get(path)!]!, bytes });
          yield { read: path, hasErrors };
        }
      }
    } finally {
      // What parsing has taken goes with them.
      await endCrew(readers);
    }
    if (!Object.hasOwn(families, family)) return;
    // In the files' own order, whoever was ready first.
    lowered.sort((a, b) => order.get(a.file.path)! - order.get(b.file.path)!);
    const judges = startCrew(jobs, workerUrl);
    try {
      const link = judges.map((one) => one.ask({ do: 'link', family, files: lowered, grammars, project }));
      for (const skip of (await Promise.all(link))[0]!.skipped) yield { skip };
      const found = new Map<string, ObservationInput>();
      const inTests = new Set<string>();
      for await (const reply of shareOut(judges, parts, (part) => ({
        do: 'judge',
        paths: new Set(part.map(({ path }) => path)),
      }))) {
        for (const one of reply.found) {
          const key = keyOf(one);
          if ((found.get(key)?.confidence ?? -1) < (one.confidence ?? 0)) found.set(key, one);
        }
        for (const one of reply.inTests) inTests.add(one);
      }
      yield { inTests: inTests.size };
      yield* [...found.values()].sort(
        (a, b) =>
          order.get(a.location!.path)! - order.get(b.location!.path)! ||
          (a.location!.startLine ?? 0) - (b.location!.startLine ?? 0) ||
          (a.location!.startColumn ?? 0) - (b.location!.startColumn ?? 0) ||
          (a.rule.id < b.rule.id ? -1 : 1),
      );
    } finally {
      await endCrew(judges);
    }
  };
}

function startCrew(jobs: number, workerUrl: URL | undefined): Thread[] {
  return Array.from({ length: jobs }, () => new Thread(workerUrl));
}

async function endCrew(crew: readonly Thread[]): Promise<void> {
  await Promise.all(crew.map((one) => one.end()));
}

/** Two threads may find the same on their ways through the program. */
function keyOf({ rule, location }: ObservationInput): string {
  return `${rule.id} ${location?.path} ${location?.startLine} ${location?.startColumn} ${location?.endLine} ${location?.endColumn}`;
}

/** Neighbouring files stay together: they call each other. */
function portions(files: readonly Source[], count: number): Source[][] {
  const whole = files.reduce((sum, { text }) => sum + text.length, 0);
  const parts: Source[][] = [];
  let part: Source[] = [];
  let size = 0;
  for (const file of files) {
    part.push(file);
    size += file.text.length;
    if (size * count < whole) continue;
    parts.push(part);
    part = [];
    size = 0;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/**
 * Gives every thread the next portion as soon as it is free; answers as they come. Each begins with a stretch of its own,
 * since neighbours call each other and what one thread knows of a function another has to find out again; whoever is
 * done takes from the end of the longest stretch left.
 */
async function* shareOut<P, D extends 'read' | 'judge'>(
  crew: readonly Thread[],
  parts: readonly P[],
  question: (part: P) => Ask<D>,
): AsyncGenerator<Answer<D>> {
  const stretches = crew.map((_, at) => {
    const from = Math.floor((parts.length * at) / crew.length);
    return parts.slice(from, Math.floor((parts.length * (at + 1)) / crew.length));
  });
  const running = new Map<Thread, Promise<{ thread: Thread; at: number; reply: Answer<D> }>>();
  const give = (thread: Thread, at: number) => {
    const longest = stretches.reduce((most, one) => (one.length > most.length ? one : most));
    const part = stretches[at]!.shift() ?? longest.pop();
    if (part === undefined) running.delete(thread);
    else
      running.set(
        thread,
        thread.ask<D>(question(part)).then((reply) => ({ thread, at, reply })),
      );
  };
  crew.forEach(give);
  while (running.size > 0) {
    const { thread, at, reply } = await Promise.race(running.values());
    give(thread, at);
    yield reply;
  }
}
