/** One row, as PostgreSQL's types come out: JSON parsed, times as ISO text, numbers as numbers. */
export type Row = Record<string, unknown>;

export interface QueryResult<R = Row> {
  rows: R[];
  /** Rows written by insert, update or delete. */
  affected: number;
}

/** Something that takes statements: inside `transaction` it is bound to that transaction. */
export interface Connection {
  query<R = Row>(sql: string, parameters?: readonly unknown[]): Promise<QueryResult<R>>;
}

/**
 * A database, whichever: PGlite in a worker thread, or PostgreSQL.
 * Both speak the SQL of PostgreSQL 15, and both are judged by the same contract suite.
 */
export interface Driver {
  readonly kind: 'pglite' | 'postgres';
  /** Runs `work` between `begin` and `commit`; any error rolls back and is thrown on. `begin` may set the role. */
  transaction<T>(begin: string, work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Several statements without parameters, each its own transaction where PostgreSQL wants that. */
  execute(sql: string): Promise<void>;
  close(): Promise<void>;
}
