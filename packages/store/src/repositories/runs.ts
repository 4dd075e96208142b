import type { Run } from '@stoa/model';
import { decodeCursor, toPage, type Page, type PageRequest } from '../cursor.ts';
import { all, rowOf, rowsOf, sql } from '../sql.ts';
import type { Transaction } from '../transaction.ts';
import type { Delta } from './record-run.ts';

export interface StoredRun {
  run: Run;
  trunk: boolean;
  observations: number;
  components: number;
  delta: Delta;
  recordedAt: string;
}

const columns = sql`run, trunk, observations, components, delta, recorded_at as "recordedAt"`;

export async function listRuns(
  tx: Transaction,
  request: PageRequest & { application?: string | undefined; tool?: string | undefined },
): Promise<Page<StoredRun>> {
  const after = request.cursor ? decodeCursor(request.cursor, ['time', 'uuid']) : null;
  const rows = await rowsOf<StoredRun>(
    tx,
    sql`select ${columns} from runs where ${all([
      sql`organisation = ${tx.organisation}::uuid`,
      request.application !== undefined && sql`application = ${request.application}`,
      request.tool !== undefined && sql`tool = ${request.tool}`,
      after && sql`(recorded_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    ])} order by recorded_at desc, id desc limit ${request.limit + 1}`,
  );
  return toPage(rows, request.limit, ({ recordedAt, run }) => [recordedAt, run.id]);
}

export function getRun(tx: Transaction, id: string): Promise<StoredRun | null> {
  return rowOf(tx, sql`select ${columns} from runs where organisation = ${tx.organisation}::uuid and id = ${id}::uuid`);
}

/** The newest run of each tool on the trunk: what is known of an application now. */
export async function latestRuns(tx: Transaction, application?: string): Promise<StoredRun[]> {
  return rowsOf<StoredRun>(
    tx,
    sql`select distinct on (application, tool) ${columns} from runs where ${all([
      sql`organisation = ${tx.organisation}::uuid and trunk`,
      application !== undefined && sql`application = ${application}`,
    ])} order by application, tool, finished_at desc, id desc`,
  );
}
