import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { stoa } from '../../data/client.ts';
import { Chip } from '../../ui/badges.tsx';
import { Card, Empty, Scroll } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Button } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { useAddress } from '../../ui/use-address.ts';
import { ago } from '../../ui/words.ts';
import { DeltaWords } from './delta-words.tsx';
import { Evaluated } from './evaluated.tsx';

export function Runs() {
  const { search, set } = useAddress();
  const of = { application: search.get('application') || undefined, tool: search.get('tool') || undefined };
  const applications = useQuery({ queryKey: ['applications'], queryFn: () => stoa.listApplications() });
  const list = useInfiniteQuery({
    queryKey: ['runs', of],
    queryFn: ({ pageParam }) => stoa.listRuns({ query: { ...of, limit: 50, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  const tools = [...new Set([...(items ?? []).map(({ tool }) => tool.name), ...(of.tool ? [of.tool] : [])])].sort();
  return (
    <Page title="Runs" lead="Every execution of every tool: what it looked at, what it left out, what it changed.">
      <div className={ui['row']}>
        <Choice
          label="Application"
          value={of.application}
          from={applications.data?.items.map(({ name }) => name) ?? []}
          onChoose={(value) => set('application', value)}
        />
        <Choice label="Tool" value={of.tool} from={tools} onChoose={(value) => set('tool', value)} />
      </div>
      <Card>
        <Loaded query={{ data: items, error: list.error }}>
          {(runs) =>
            runs.length === 0 ? (
              <Empty>No run here yet: “stoa scan --server …” pushes one.</Empty>
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
                      <th>Changed</th>
                      <th>When</th>
                    </tr>
                  </thead>
                  <tbody>
                    {runs.map((run) => (
                      <tr key={run.id}>
                        <td>
                          <Link to={`/runs/${run.id}`}>{run.tool.name}</Link>{' '}
                          <span className={`${ui['soft']} ${ui['small']}`}>{run.tool.version}</span>
                        </td>
                        <td className={ui['wrap']}>
                          {run.application} {run.branch && <Chip>{run.branch}</Chip>}{' '}
                          {!run.trunk && <Chip>not the trunk</Chip>}
                        </td>
                        <td>
                          <Evaluated run={run} />
                        </td>
                        <td>{run.looked.toLocaleString('en')}</td>
                        <td>{run.skipped}</td>
                        <td>
                          <DeltaWords delta={run.delta} />
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
