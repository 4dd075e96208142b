import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { stoa } from '../../data/client.ts';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ago, hours } from '../../ui/words.ts';
import { Days } from './days.tsx';
import { OpenBySeverity } from './open-by-severity.tsx';
import css from './figures.module.css';

/** What is open, whether it gets better, and how long it takes. */
export function Figures({ application }: { application: string | undefined }) {
  const overview = useQuery({
    queryKey: ['overview', application],
    queryFn: () => stoa.getOverview({ query: { application } }),
  });
  return (
    <Card title="Figures">
      <Loaded query={overview}>
        {({ open, openedLast30Days, fixedLast30Days, meanHoursToFix, exceptions, advisories, perDay }) => (
          <div className={css['all']}>
            <OpenBySeverity open={open} application={application} />
            <div className={css['figures']}>
              <Figure value={signed(openedLast30Days - fixedLast30Days)} of="open, against 30 days ago">
                {openedLast30Days} opened, {fixedLast30Days} fixed
              </Figure>
              <Figure value={hours(meanHoursToFix)} of="mean time to fix">
                of what was fixed in 90 days
              </Figure>
              <Figure value={String(exceptions.live)} of="live exceptions">
                <Link to="/exceptions?status=waiting">{exceptions.waiting} waiting</Link>,{' '}
                <Link to="/exceptions?status=expired">{exceptions.expired} over</Link>
              </Figure>
              <Figure value={advisories.count.toLocaleString('en')} of="known advisories">
                {advisories.asOf ? `fetched ${ago(advisories.asOf)}` : 'none here: run “stoa db update”'}
              </Figure>
            </div>
            <Days days={perDay} />
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Figure({ value, of, children }: { value: string; of: string; children: ReactNode }) {
  return (
    <div className={css['figure']}>
      <b>{value}</b>
      <span>{of}</span>
      <small>{children}</small>
    </div>
  );
}

function signed(change: number): string {
  return change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '±0';
}
