import { all, rowOf, rowsOf, sql } from '../sql.ts';
import type { Transaction } from '../transaction.ts';
import { toCounts, type SeverityCounts } from './counts.ts';

export interface Overview {
  applications: number;
  open: SeverityCounts;
  openedLast30Days: number;
  fixedLast30Days: number;
  meanHoursToFix: number | null;
  perDay: { day: string; opened: number; fixed: number }[];
}

/** The figures of the front page, of one application or of all. Times are in UTC days. */
export async function readOverview(tx: Transaction, application?: string): Promise<Overview> {
  const mine = all([
    sql`f.organisation = ${tx.organisation}::uuid`,
    application !== undefined && sql`f.application = ${application}`,
  ]);
  const open = toCounts(
    await rowsOf(
      tx,
      sql`select severity, count(*)::integer as count from findings f where ${mine} and state = 'open' group by severity`,
    ),
  );
  const speed = await rowOf<{ hours: number | null }>(
    tx,
    sql`select avg(extract(epoch from fixed_at - first_seen_at) / 3600)::double precision as hours from findings f
         where ${mine} and state = 'fixed' and fixed_at > now() - interval '90 days'`,
  );
  const perDay = await rowsOf<{ day: string; opened: number; fixed: number }>(
    tx,
    sql`select to_char(d, 'YYYY-MM-DD') as day,
               count(e.id) filter (where e.type in ('opened', 'reopened'))::integer as opened,
               count(e.id) filter (where e.type = 'fixed')::integer as fixed
          from generate_series((now() at time zone 'UTC')::date - 89, (now() at time zone 'UTC')::date, interval '1 day') d
          left join (select ev.id, ev.type, (ev.occurred_at at time zone 'UTC')::date as at from finding_events ev
                       join findings f on f.organisation = ev.organisation and f.id = ev.finding_id
                      where ${mine} and ev.organisation = ${tx.organisation}::uuid and ev.occurred_at > now() - interval '91 days') e on e.at = d
         group by d order by d`,
  );
  const applications = await rowOf<{ count: number }>(
    tx,
    sql`select count(*)::integer as count from applications f where f.organisation = ${tx.organisation}::uuid`,
  );
  const last30 = perDay.slice(-30);
  return {
    applications: applications?.count ?? 0,
    open,
    openedLast30Days: last30.reduce((sum, { opened }) => sum + opened, 0),
    fixedLast30Days: last30.reduce((sum, { fixed }) => sum + fixed, 0),
    meanHoursToFix: speed?.hours ?? null,
    perDay,
  };
}
