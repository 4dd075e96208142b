import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { gitEnvironment, harmless } from './git.ts';

/** Bytes of blobs that are kept to be read again. */
const mostKept = 64 * 1024 * 1024;

/**
 * One `git cat-file --batch` for all blobs, asked one after the other; it starts at once, while this process is small.
 * What a blob's name stands for never changes: secrets, code, and the states before and after ask for the same ones.
 */
export class BlobReader {
  readonly #process: ChildProcessWithoutNullStreams;
  #received: Buffer = Buffer.alloc(0);
  readonly #known = new Map<string, Promise<Uint8Array | null>>();
  #kept = 0;
  #wanted: { resolve: (bytes: Uint8Array | null) => void }[] = [];

  constructor(folder: string) {
    this.#process = spawn('git', [...harmless, 'cat-file', '--batch'], { cwd: folder, env: gitEnvironment() });
    this.#process.stdout.on('data', (chunk: Buffer) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#take();
    });
    const fail = () => this.#wanted.splice(0).forEach(({ resolve }) => resolve(null));
    this.#process.on('error', fail);
    this.#process.on('close', fail);
    this.#process.stdin.on('error', fail);
  }

  read(blob: string): Promise<Uint8Array | null> {
    const known = this.#known.get(blob);
    if (known) return known;
    const asked = this.#ask(blob);
    this.#known.set(blob, asked);
    void asked.then((bytes) => {
      const length = bytes?.length ?? 0;
      if (this.#kept + length > mostKept) this.#known.delete(blob);
      else this.#kept += length;
    });
    return asked;
  }

  #ask(blob: string): Promise<Uint8Array | null> {
    return new Promise((resolve) => {
      this.#wanted.push({ resolve });
      this.#process.stdin.write(`${blob}\n`);
    });
  }

  close(): void {
    this.#process.stdin.end();
  }

  /** `<blob> blob <size>\n<bytes>\n`, or `<blob> missing\n`. */
  #take(): void {
    for (;;) {
      const end = this.#received.indexOf(10);
      if (end === -1) return;
      const [, kind, size] = this.#received.toString('latin1', 0, end).split(' ');
      const length = kind === 'missing' || size === undefined ? -1 : Number(size);
      const needed = end + 1 + (length === -1 ? 0 : length + 1);
      if (this.#received.length < needed) return;
      const bytes = length === -1 ? null : Uint8Array.prototype.slice.call(this.#received, end + 1, end + 1 + length);
      this.#received = this.#received.subarray(needed);
      this.#wanted.shift()?.resolve(kind === 'blob' ? bytes : null);
    }
  }
}
