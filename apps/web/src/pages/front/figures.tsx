import { useQuery } from '@tanstack/react-query';
import { stoa } from '../../data/client.ts';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';
import { ago, hours } from '../../ui/words.ts';
import css from './front.module.css';
import { Days } from './days.tsx';

export function Figures({ application }: { application: string | undefined }) {
  const overview = useQuery({
    queryKey: ['overview', application],
    queryFn: () => stoa.getOverview({ query: { application } }),
  });
  return (
    <Card title="Figures">
      <Loaded query={overview}>
        {(figures) => (
          <div className={ui['stack']}>
            <div className={css['figures']}>
              <p className={css['figure']}>
                <b>{figures.open.critical + figures.open.high}</b>critical and high findings open
              </p>
              <p className={css['figure']}>
                <b>{figures.open.medium + figures.open.low}</b>medium and low open
              </p>
              <p className={css['figure']}>
                <b>{figures.fixedLast30Days}</b>fixed in 30 days, {figures.openedLast30Days} opened
              </p>
              <p className={css['figure']}>
                <b>{hours(figures.meanHoursToFix)}</b>mean time to fix
              </p>
              <p className={css['figure']}>
                <b>{figures.exceptions.live}</b>live exceptions, {figures.exceptions.waiting} waiting,{' '}
                {figures.exceptions.expired} over
              </p>
              <p className={css['figure']}>
                <b>{figures.advisories.count.toLocaleString('en')}</b>
                {figures.advisories.asOf
                  ? `advisories, fetched ${ago(figures.advisories.asOf)}`
                  : 'advisories: run “stoa db update”'}
              </p>
            </div>
            <Days days={figures.perDay} />
          </div>
        )}
      </Loaded>
    </Card>
  );
}
