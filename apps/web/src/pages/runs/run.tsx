import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { stoa } from '../../data/client.ts';
import { Chip } from '../../ui/badges.tsx';
import { Card, Empty, Scroll } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { moment } from '../../ui/words.ts';
import { Evaluated } from './evaluated.tsx';

export function RunPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['run', id], queryFn: () => stoa.getRun({ params: { id } }) });
  return (
    <Loaded query={query}>
      {(run) => (
        <Page
          title={`${run.tool.name} on ${run.application}`}
          lead={run.reason ?? `Finished ${moment(run.finishedAt)}.`}
          actions={<Evaluated run={run} />}
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
