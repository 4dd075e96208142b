import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';

/** What the main thread asks, and what it gets back. */
export type Request = { id: number } & (
  | { do: 'query'; sql: string; parameters: readonly unknown[] }
  | { do: 'execute'; sql: string }
  | { do: 'close' }
);
export type Reply =
  | { id: number; rows: unknown[]; affected: number }
  | { id: number; error: { message: string; code?: string; detail?: string } };

const port = parentPort!;
const { directory } = workerData as { directory: string | null };

const database = await PGlite.create({
  ...(directory && { dataDir: directory }),
  parsers: {
    [types.TIMESTAMPTZ]: (text: string) => new Date(text).toISOString(),
    [types.DATE]: (text: string) => text,
    [types.INT8]: Number,
    [types.NUMERIC]: Number,
  },
});
// Statements arrive one after the other; PGlite has one connection, and the main thread owns the transactions.
let queue: Promise<void> = Promise.resolve();
port.on('message', (request: Request) => {
  queue = queue.then(async () => port.postMessage(await answer(request)));
});
port.postMessage({ id: 0, rows: [], affected: 0 } satisfies Reply);

async function answer(request: Request): Promise<Reply> {
  const { id } = request;
  try {
    switch (request.do) {
      case 'query': {
        const result = await database.query(request.sql, [...request.parameters]);
        return { id, rows: result.rows, affected: result.affectedRows ?? 0 };
      }
      case 'execute':
        await database.exec(request.sql);
        return { id, rows: [], affected: 0 };
      case 'close':
        await database.close();
        return { id, rows: [], affected: 0 };
    }
  } catch (error) {
    const { message, code, detail } = error as { message: string; code?: string; detail?: string };
    return { id, error: { message, ...(code && { code }), ...(detail && { detail }) } };
  }
}
