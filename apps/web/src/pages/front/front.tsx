import { useQuery } from '@tanstack/react-query';
import { stoa } from '../../data/client.ts';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { useAddress } from '../../ui/use-address.ts';
import { Figures } from './figures.tsx';
import { LatestDecisions } from './latest-decisions.tsx';
import { Gap } from './next-gap.tsx';
import { Pipeline } from './pipeline.tsx';
import { Stoa } from './stoa.tsx';

/** One page: where we stand by evidence, what each stage checks, and the one next gap. */
export function Front() {
  const { search, set } = useAddress();
  const application = search.get('application') ?? undefined;
  const applications = useQuery({ queryKey: ['applications'], queryFn: () => stoa.listApplications() });
  const blueprint = useQuery({
    queryKey: ['blueprint', application],
    queryFn: () => stoa.getBlueprint({ query: { application } }),
    refetchInterval: 30_000,
  });
  return (
    <Page
      title="The stoa"
      lead="A roof on nine pillars: each drum is a practice, filled as far as evidence carries it."
      actions={
        <label className={ui['inline']}>
          <span className={ui['soft']}>Show</span>
          <select
            className={ui['input']}
            value={application ?? ''}
            onChange={(event) => set('application', event.target.value)}
          >
            <option value="">all applications</option>
            {applications.data?.items.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      }
    >
      <Loaded query={blueprint}>
        {(view) => (
          <>
            <Stoa view={view} />
            <div className={ui['columns']}>
              <div className={ui['stack']}>
                <Card title="The pipeline">
                  <Pipeline view={view} />
                </Card>
                <Figures application={application} />
              </div>
              <div className={ui['stack']}>
                <Gap view={view} />
                <LatestDecisions applications={applications} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
