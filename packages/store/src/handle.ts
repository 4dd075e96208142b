import type { Connection } from './driver.ts';

/**
 * Lends a connection for the length of one piece of work. Whoever keeps it longer gets an error: on the embedded
 * database all transactions share one connection, so a late statement would run inside somebody else's, with that
 * organisation's rights.
 */
export async function lend<T>(query: Connection['query'], work: (connection: Connection) => Promise<T>): Promise<T> {
  let over = false;
  const connection: Connection = {
    query: (sql, parameters) =>
      over
        ? Promise.reject(new Error('A statement came after its transaction had ended: await it inside.'))
        : query(sql, parameters),
  };
  try {
    return await work(connection);
  } finally {
    over = true;
  }
}
