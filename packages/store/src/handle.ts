import type { Connection, Row } from './driver.ts';

/**
 * Lends a connection for the length of one piece of work. Whoever keeps it longer gets an error: on the embedded
 * database all transactions share one connection, so a late statement would run inside somebody else's, with that
 * organisation's rights.
 */
export async function lend<T>(query: Connection['query'], work: (connection: Connection) => Promise<T>): Promise<T> {
  let over = false;
  let last: Promise<unknown> = Promise.resolve();
  const connection: Connection = {
    // One after the other, also when several are asked for at once: a connection does one thing at a time.
    query: <R = Row>(sql: string, parameters?: readonly unknown[]) => {
      const mine = last.then(() => {
        if (over) throw new Error('A statement came after its transaction had ended: await it inside.');
        return query<R>(sql, parameters);
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
  try {
    return await work(connection);
  } finally {
    over = true;
  }
}
