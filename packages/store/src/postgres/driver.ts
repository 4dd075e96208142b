import pg from 'pg';
import type { Connection, Driver, QueryResult } from '../driver.ts';
import { toStoreError } from '../error.ts';
import { lend } from '../handle.ts';

const { Pool, types } = pg;
const parsers = new Map<number, (text: string) => unknown>([
  [types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [types.builtins.DATE, (text) => text],
  [types.builtins.INT8, Number],
  [types.builtins.NUMERIC, Number],
]);

/** PostgreSQL 15 or later behind a pool; any number of processes may work on one database. */
export function openPostgres(url: string): Driver {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: ((oid: number, format?: 'text') => parsers.get(oid) ?? types.getTypeParser(oid, format)) as never,
    },
  });
  // A connection that breaks while it is idle must not end the process; the next query tells.
  pool.on('error', () => undefined);

  async function withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    try {
      const client = await pool.connect();
      try {
        return await work(client);
      } finally {
        client.release();
      }
    } catch (error) {
      throw toStoreError(error);
    }
  }

  return {
    kind: 'postgres',
    execute: (sql) => withClient(async (client) => void (await client.query(sql))),
    transaction: (begin, work) =>
      withClient(async (client) => {
        const query: Connection['query'] = async <R>(
          sql: string,
          parameters: readonly unknown[] = [],
        ): Promise<QueryResult<R>> => {
          const result = await client.query(sql, [...parameters]);
          return { rows: result.rows as R[], affected: result.rowCount ?? 0 };
        };
        try {
          await client.query(begin);
          const result = await lend(query, work);
          await client.query('commit');
          return result;
        } catch (error) {
          await client.query('rollback').catch(() => undefined);
          throw error;
        }
      }),
    close: () => pool.end(),
  };
}
