import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { stoa } from '../../data/client.ts';
import { Chip, VerdictBadge } from '../../ui/badges.tsx';
import { Card, Empty, Scroll } from '../../ui/card.tsx';
import { Button } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { ago } from '../../ui/words.ts';
import { verdictOf } from './verdict-of-run.ts';

export function Runs() {
  const list = useInfiniteQuery({
    queryKey: ['runs'],
    queryFn: ({ pageParam }) => stoa.listRuns({ query: { limit: 50, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Page title="Runs" lead="Every execution of every tool: what it looked at, what it left out, what it changed.">
      <Card>
        <Loaded query={{ data: items, error: list.error }}>
          {(runs) =>
            runs.length === 0 ? (
              <Empty>No run yet: “stoa scan --server …” pushes one.</Empty>
            ) : (
              <Scroll label="Runs">
                <table>
                  <thead>
                    <tr>
                      <th>Tool</th>
                      <th>Application</th>
                      <th>Evaluated</th>
                      <th>Looked at</th>
                      <th>Left out</th>
                      <th>New / back / fixed</th>
                      <th>When</th>
                    </tr>
                  </thead>
                  <tbody>
                    {runs.map((run) => (
                      <tr key={run.id}>
                        <td>
                          <Link to={`/runs/${run.id}`}>{run.tool.name}</Link>
                        </td>
                        <td className={ui['wrap']}>
                          {run.application} {run.branch && <Chip>{run.branch}</Chip>}{' '}
                          {!run.trunk && <Chip>not the trunk</Chip>}
                        </td>
                        <td>
                          <VerdictBadge verdict={verdictOf(run)} />
                        </td>
                        <td>{run.looked.toLocaleString('en')}</td>
                        <td>{run.skipped}</td>
                        <td>
                          {run.delta.opened} / {run.delta.reopened} / {run.delta.fixed}
                        </td>
                        <td>{ago(run.recordedAt)}</td>
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
