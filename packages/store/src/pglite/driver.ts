import { AsyncLocalStorage } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import type { Connection, Driver, QueryResult } from '../driver.ts';
import { StoreError, toStoreError } from '../error.ts';
import { lend } from '../handle.ts';
import type { Reply, Request } from './worker.ts';

type Unnumbered = Request extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;
interface Waiting {
  resolve: (reply: { rows: unknown[]; affected: number }) => void;
  reject: (error: Error) => void;
}

/**
 * PGlite in a worker thread, so that the event loop of the server stays free.
 * @param directory null keeps everything in memory, for tests.
 * @param workerUrl where the worker's code is, when it is not beside this file (in a bundle).
 */
export async function openPglite(
  directory: string | null,
  workerUrl = new URL('./worker.ts', import.meta.url),
): Promise<Driver> {
  const worker = new Worker(workerUrl, { workerData: { directory } });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let dead: Error | null = null;

  function failAll(error: Error): void {
    dead ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
  const ready = new Promise<void>((resolve, reject) => waiting.set(0, { resolve: () => resolve(), reject }));
  worker.on('message', (reply: Reply) => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (!one) return;
    if ('error' in reply) one.reject(toStoreError(Object.assign(new Error(reply.error.message), reply.error)) as Error);
    else one.resolve(reply);
  });
  worker.on('error', (error) => failAll(toStoreError(error) as Error));
  worker.on('exit', () => failAll(new StoreError('closed', 'The embedded database has stopped.')));
  await ready;

  function send(request: Unnumbered): Promise<{ rows: unknown[]; affected: number }> {
    if (dead) return Promise.reject(dead);
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...request, id } as Request);
    });
  }
  const query: Connection['query'] = <R>(sql: string, parameters: readonly unknown[] = []) =>
    send({ do: 'query', sql, parameters }) as Promise<QueryResult<R>>;

  // One connection, one transaction at a time: the others wait their turn. To wait inside one would wait for ever,
  // so that is an error at once.
  const inside = new AsyncLocalStorage<true>();
  let turn: Promise<unknown> = Promise.resolve();
  function alone<T>(work: () => Promise<T>): Promise<T> {
    if (inside.getStore()) throw new Error('A transaction was begun inside another: hand the connection on instead.');
    const mine = turn.then(() => inside.run(true, work));
    turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    kind: 'pglite',
    execute: (sql) => alone(async () => void (await send({ do: 'execute', sql }))),
    transaction: (begin, work) =>
      alone(async () => {
        await send({ do: 'execute', sql: begin });
        try {
          const result = await lend(query, work);
          await send({ do: 'execute', sql: 'commit' });
          return result;
        } catch (error) {
          await send({ do: 'execute', sql: 'rollback' }).catch(() => undefined);
          throw error;
        }
      }),
    close: async () => {
      await turn;
      await send({ do: 'close' });
      dead = new StoreError('closed', 'The store is closed.');
      await worker.terminate();
    },
  };
}
