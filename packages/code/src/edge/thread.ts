import { Worker } from 'node:worker_threads';
import type { Reply, Request } from '../examine/protocol.ts';

export type Ask<D extends Request['do']> = Extract<Request, { do: D }>;
export type Answer<D extends Request['do']> = Extract<Reply, { did: D }>;

/** For new objects, of which most die at once: with the space V8 takes by itself a thread is no faster. */
const maxYoungGenerationSizeMb = 24;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that reads code: it answers its questions one after the other. */
export class Thread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #broken: Error | undefined;

  /** @param url where the worker's code is, when it is not beside this file (in a bundle). */
  constructor(url = new URL('./worker.ts', import.meta.url)) {
    this.#worker = new Worker(url, { resourceLimits: { maxYoungGenerationSizeMb } });
    this.#worker.on('message', (reply: Reply) => this.#waiting.shift()?.resolve(reply));
    this.#worker.on('error', (error) => this.#break(error as Error));
    this.#worker.on('exit', (code) =>
      this.#break(new Error(`A thread that reads code has stopped with exit code ${code}; try --jobs 1.`)),
    );
  }

  ask<D extends Request['do']>(request: Ask<D>): Promise<Answer<D>> {
    return new Promise<Answer<D>>((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      this.#waiting.push({ resolve: resolve as (reply: Reply) => void, reject });
      this.#worker.postMessage(request);
    });
  }

  /** The process may end while it waits for questions. */
  unref(): void {
    this.#worker.unref();
  }

  async end(): Promise<void> {
    this.#waiting.length = 0;
    await this.#worker.terminate();
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken);
  }
}
