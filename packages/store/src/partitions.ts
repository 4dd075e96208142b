import type { Driver } from './driver.ts';
import { shapeLock } from './migrate.ts';

/**
 * History is partitioned by month, so that old months can be moved or dropped whole. Makes those of this month and
 * the next two; rows of other times go to the `rest` partition.
 */
export async function ensurePartitions(driver: Driver, now: Date): Promise<void> {
  const months = [0, 1, 2].map((ahead) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)));
  await driver.transaction('begin', async (connection) => {
    await connection.query('select pg_advisory_xact_lock($1::bigint)', [shapeLock]);
    for (const from of months) {
      const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
      const name = `finding_events_${from.toISOString().slice(0, 7).replace('-', '_')}`;
      const { rows } = await connection.query<{ there: boolean; blocked: boolean }>(
        `select to_regclass($1) is not null as there,
                exists (select 1 from finding_events_rest where recorded_at >= $2::timestamptz and recorded_at < $3::timestamptz) as blocked`,
        [name, from.toISOString(), to.toISOString()],
      );
      // Rows that came before their partition stay where they are: attaching would have to move history.
      if (rows[0]?.there || rows[0]?.blocked) continue;
      await connection.query(
        `create table ${name} partition of finding_events for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
      );
    }
  });
}
