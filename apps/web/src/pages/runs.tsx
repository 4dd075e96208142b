import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { RunSummary } from '@stoa/api';
import type { Verdict } from '@stoa/model';
import { stoa } from '../data/client.ts';
import { Button, Card, Chip, Empty, Loaded, Page, VerdictBadge, ui, Scroll } from '../ui/ui.tsx';
import { ago, moment } from '../ui/words.ts';

/** A run over nothing, or one that did not finish, has not evaluated anything. */
function verdictOf({ completeness, looked }: Pick<RunSummary, 'completeness' | 'looked'>): Verdict {
  return completeness === 'complete' && looked > 0 ? 'pass' : 'not-evaluated';
}

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

export function RunPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['run', id], queryFn: () => stoa.getRun({ params: { id } }) });
  return (
    <Loaded query={query}>
      {(run) => (
        <Page
          title={`${run.tool.name} on ${run.application}`}
          lead={run.reason ?? `Finished ${moment(run.finishedAt)}.`}
          actions={<VerdictBadge verdict={verdictOf(run)} />}
        >
          <div className={ui['columns']}>
            <Card title="What it left out">
              {run.coverage.skipped.length === 0 ? (
                <Empty>Nothing.</Empty>
              ) : (
                <Scroll label="Left out">
                  <table>
                    <thead>
                      <tr>
                        <th>Place</th>
                        <th>Why</th>
                      </tr>
                    </thead>
                    <tbody>
                      {run.coverage.skipped.slice(0, 200).map(({ place, reason, detail }, at) => (
                        <tr key={at}>
                          <td className={ui['wrap']}>{place}</td>
                          <td>
                            {reason}
                            {detail && `: ${detail}`}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
              )}
              {run.coverage.skippedTotal > 200 && <p className={ui['soft']}>{run.coverage.skippedTotal} in all.</p>}
            </Card>
            <Card title="About">
              <dl className={ui['facts']}>
                <dt>Completeness</dt>
                <dd>{run.completeness}</dd>
                <dt>Looked at</dt>
                <dd>
                  {run.looked.toLocaleString('en')}{' '}
                  {run.coverage.bytes ? `(${(run.coverage.bytes / 1e6).toFixed(1)} MB)` : ''}
                </dd>
                <dt>Looks for</dt>
                <dd>{run.coverage.kinds.join(', ') || 'components'}</dd>
                <dt>Rules</dt>
                <dd>{run.coverage.rules === 'all' ? 'all of the tool' : run.coverage.rules.length}</dd>
                <dt>Revision</dt>
                <dd>
                  <code>{run.revision ?? 'none'}</code> {run.dirty && <Chip>changed since</Chip>}
                </dd>
                <dt>Data of</dt>
                <dd>{run.dataAsOf ? moment(run.dataAsOf) : '–'}</dd>
                <dt>Changed</dt>
                <dd>
                  {run.delta.opened} new, {run.delta.reopened} back, {run.delta.fixed} fixed, {run.delta.unchanged} as
                  before
                </dd>
                {run.tests && (
                  <>
                    <dt>Tests</dt>
                    <dd>
                      {run.tests.total}: {run.tests.failed} failed, {run.tests.errored} with errors, {run.tests.skipped}{' '}
                      skipped
                    </dd>
                  </>
                )}
              </dl>
            </Card>
          </div>
        </Page>
      )}
    </Loaded>
  );
}
