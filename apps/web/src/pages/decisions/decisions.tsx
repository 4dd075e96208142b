import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { stoa } from '../../data/client.ts';
import { useMay } from '../../data/session.tsx';
import { VerdictBadge } from '../../ui/badges.tsx';
import { Card, Empty, Scroll } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Button } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { useAddress } from '../../ui/use-address.ts';
import { ago } from '../../ui/words.ts';
import { DecideDialog } from './decide-dialog.tsx';

export function Decisions() {
  const may = useMay('developer');
  const { search, set } = useAddress();
  const application = search.get('application') || undefined;
  const applications = useQuery({ queryKey: ['applications'], queryFn: () => stoa.listApplications() });
  const list = useInfiniteQuery({
    queryKey: ['decisions', application],
    queryFn: ({ pageParam }) =>
      stoa.listDecisions({ query: { application, limit: 50, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title="Decisions"
      lead="May this go there? Decided by policy, kept with its inputs, to be decided again at any time."
      actions={may && <DecideDialog />}
    >
      <div className={ui['row']}>
        <Choice
          label="Application"
          value={application}
          from={applications.data?.items.map(({ name }) => name) ?? []}
          onChoose={(value) => set('application', value)}
        />
      </div>
      <Card>
        <Loaded query={{ data: items, error: list.error }}>
          {(decisions) =>
            decisions.length === 0 ? (
              <Empty>No decision yet: “stoa gate production --server …” asks for one.</Empty>
            ) : (
              <Scroll label="Decisions">
                <table>
                  <thead>
                    <tr>
                      <th>Verdict</th>
                      <th>Application</th>
                      <th>Environment</th>
                      <th>Revision</th>
                      <th>When</th>
                    </tr>
                  </thead>
                  <tbody>
                    {decisions.map(({ id, verdict, allowed, application, environment, revision, decidedAt }) => (
                      <tr key={id}>
                        <td>
                          <Link to={`/decisions/${id}`} aria-label={`${verdict}, ${application} to ${environment}`}>
                            <VerdictBadge verdict={verdict} />
                          </Link>{' '}
                          {allowed ? 'may go' : 'may not go'}
                        </td>
                        <td className={ui['wrap']}>{application}</td>
                        <td>{environment}</td>
                        <td>
                          <code>{revision?.slice(0, 10) ?? '–'}</code>
                        </td>
                        <td>{ago(decidedAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scroll>
            )
          }
        </Loaded>
        {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>Show more</Button>}
      </Card>
    </Page>
  );
}
