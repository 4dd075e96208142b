import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import type { StoredBlob, Skip } from '@stoa/model';
import { gitEnvironment, harmless } from './git.ts';

/** An object to read, with the path to say it by. */
export interface Wanted {
  id: string;
  path: string;
}

/** Times that git may break off, on one damaged object each, before the rest is given up. */
const maxDeaths = 50;

/**
 * Reads blobs in the order they are named, through one `git cat-file --batch`; larger ones than `maxBytes` pass through
 * without being held. Damaged objects are skips: git ends on some of them, and is started again behind them.
 */
export async function* streamBlobs(
  root: string,
  wanted: AsyncIterable<Wanted | Skip>,
  maxBytes: number,
): AsyncGenerator<StoredBlob | Skip> {
  const names = new Names(wanted);
  try {
    for (let deaths = 0; !names.isDone(); deaths += 1) {
      if (deaths === maxDeaths) {
        yield { place: '', reason: 'malformed', detail: 'too many objects are damaged: run git fsck' };
        return;
      }
      const git = start(root);
      const fed = names.feed(git);
      for await (const answer of answersOf(git.stdout, maxBytes)) {
        const { id, path } = names.answered();
        yield toEntry(answer, id, path, maxBytes);
      }
      git.kill();
      await fed;
      yield* names.takeSkips();
      if (names.isDone()) return;
      yield {
        place: placeOf(names.answered()),
        reason: 'malformed',
        detail: 'this object of the repository is damaged',
      };
    }
  } finally {
    await names.close();
  }
}

/** What is to be read, what of it git was asked, and what it has not answered yet: a few thousand at most, a pipe full. */
class Names {
  readonly #names: AsyncIterator<Wanted | Skip>;
  #skips: Skip[] = [];
  #asked: Wanted[] = [];
  #first = 0;
  #isDone = false;

  constructor(wanted: AsyncIterable<Wanted | Skip>) {
    this.#names = wanted[Symbol.asyncIterator]();
  }

  /** Asks for what was not answered, then for the rest, as quickly as git reads. */
  async feed(git: ChildProcessWithoutNullStreams): Promise<void> {
    let isOpen = true;
    git.once('close', () => (isOpen = false));
    const ask = async ({ id }: Wanted) => {
      if (!git.stdin.write(`${id}\n`) && isOpen)
        await Promise.race([once(git.stdin, 'drain'), once(git, 'close')]).catch(() => undefined);
    };
    for (const one of this.#asked.slice(this.#first)) await ask(one);
    while (isOpen && !this.#isDone) {
      const { value, done } = await this.#names.next();
      if (done) this.#isDone = true;
      else if ('reason' in value) this.#skips.push(value);
      else {
        this.#asked.push(value);
        await ask(value);
      }
    }
    git.stdin.end();
  }

  answered(): Wanted {
    const one = this.#asked[this.#first++]!;
    if (this.#first > 10_000) {
      this.#asked = this.#asked.slice(this.#first);
      this.#first = 0;
    }
    return one;
  }

  /** What could not even be named, since the last time. */
  takeSkips(): Skip[] {
    return this.#skips.splice(0);
  }

  isDone(): boolean {
    return this.#isDone && this.#first === this.#asked.length;
  }

  async close(): Promise<void> {
    await this.#names.return?.();
  }
}

type Answer = { kind: 'blob'; bytes: Uint8Array } | { kind: 'large'; size: number } | { kind: 'missing' | 'other' };

function toEntry(answer: Answer, id: string, path: string, maxBytes: number): StoredBlob | Skip {
  const place = placeOf({ id, path });
  switch (answer.kind) {
    case 'blob':
      return { id, path, bytes: answer.bytes };
    case 'large':
      return { place, reason: 'too-large', detail: `${answer.size} bytes, the limit is ${maxBytes}` };
    case 'missing':
      return { place, reason: 'vanished', detail: 'this object is missing or damaged' };
    case 'other':
      return { place, reason: 'unsupported', detail: 'an object that is no file' };
  }
}

function placeOf({ id, path }: Wanted): string {
  return path || `object ${id}`;
}

function start(root: string): ChildProcessWithoutNullStreams {
  // Large blobs are streamed by git instead of held.
  const git = spawn('git', [...harmless, '-c', 'core.bigFileThreshold=16m', 'cat-file', '--batch', '--buffer'], {
    cwd: root,
    env: gitEnvironment(),
  });
  git.on('error', () => git.stdout.destroy());
  git.stdin.on('error', () => undefined); // it has ended: whoever reads notices
  git.stderr.resume();
  return git;
}

/** `<id> <kind> <size>\n<bytes>\n` or `<id> missing\n`, until git ends; what breaks off in the middle is no answer. */
async function* answersOf(stdout: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Answer> {
  let head = '';
  let answer: { kind: string; size: number; bytes: Buffer | null; got: number } | null = null;
  for await (const chunk of stdout) {
    for (let at = 0; at < chunk.length;) {
      if (answer === null) {
        const end = chunk.indexOf(10, at);
        head += chunk.toString('latin1', at, end < 0 ? chunk.length : end);
        if (end < 0) break;
        at = end + 1;
        const [, kind = '', length] = head.split(' ');
        head = '';
        if (length === undefined) {
          yield { kind: 'missing' };
          continue;
        }
        const size = Number(length);
        const isHeld = kind === 'blob' && size <= maxBytes;
        answer = { kind, size, bytes: isHeld ? Buffer.allocUnsafeSlow(size) : null, got: 0 };
      }
      const part = Math.min(chunk.length - at, answer.size - answer.got);
      answer.bytes?.set(chunk.subarray(at, at + part), answer.got);
      answer.got += part;
      at += part;
      if (answer.got < answer.size || at === chunk.length) continue; // the line break after it is still to come
      at += 1;
      if (answer.kind !== 'blob') yield { kind: 'other' };
      else if (answer.bytes) yield { kind: 'blob', bytes: answer.bytes };
      else yield { kind: 'large', size: answer.size };
      answer = null;
    }
  }
}
