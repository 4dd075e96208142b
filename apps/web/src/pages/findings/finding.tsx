import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { stoa } from '../../data/client.ts';
import { useMay, useRefresh } from '../../data/session.tsx';
import { Chip, SeverityWord } from '../../ui/badges.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { ago, moment } from '../../ui/words.ts';
import { ExceptionDialog } from '../exceptions/exception-dialog.tsx';
import { TriageDialog } from './triage-dialog.tsx';

/** One finding: where, who sees it, what to do, its history, and why it is one. */
export function FindingPage() {
  const { id = '' } = useParams();
  const refresh = useRefresh();
  const [mayTriage, mayAsk] = [useMay('security'), useMay('developer')];
  const query = useQuery({ queryKey: ['finding', id], queryFn: () => stoa.getFinding({ params: { id } }) });
  return (
    <Loaded query={query}>
      {({ finding, sightings, history, triage, exceptions }) => (
        <Page
          title={finding.title}
          lead={
            <>
              <SeverityWord severity={finding.severity} /> {finding.kind} in{' '}
              <Link to={`/findings?application=${encodeURIComponent(finding.application)}`}>{finding.application}</Link>{' '}
              · {finding.state}
            </>
          }
          actions={
            <>
              {mayAsk && (
                <ExceptionDialog
                  application={finding.application}
                  scope={{ fingerprint: finding.fingerprint.value }}
                  what={finding.title}
                  onDone={() => void refresh()}
                />
              )}
              {mayTriage && <TriageDialog ids={[finding.id]} onDone={() => void refresh()} />}
            </>
          }
        >
          <div className={ui['columns']}>
            <div className={ui['stack']}>
              {finding.fix && (
                <Card title="What to do">
                  <p>{finding.fix}</p>
                </Card>
              )}
              <Card title="Where">
                <div className={ui['stack']}>
                  {sightings.map(({ tool, place, location, excerpt, lastSeenAt, absentSince }) => (
                    <article key={`${tool} ${place}`} className={ui['stack']}>
                      <p className={ui['wrap']}>
                        <code>
                          {place || 'the whole target'}
                          {location?.startLine ? `:${location.startLine}` : ''}
                        </code>{' '}
                        <span className={`${ui['soft']} ${ui['small']}`}>
                          {tool}, {absentSince ? `gone since ${moment(absentSince)}` : `seen ${ago(lastSeenAt)}`}
                        </span>
                      </p>
                      {excerpt && <pre className={ui['code']}>{excerpt}</pre>}
                    </article>
                  ))}
                </div>
              </Card>
              {finding.description && (
                <Card title="What it is">
                  <div className={`${ui['stack']} ${ui['wrap']}`}>
                    {finding.description.split(/\n{2,}/).map((paragraph, at) => (
                      <p key={at}>{paragraph}</p>
                    ))}
                  </div>
                </Card>
              )}
              <Card title="History">
                <ul>
                  {history.map(({ type, occurredAt, text, actor }, at) => (
                    <li key={at}>
                      <strong>{type}</strong> {moment(occurredAt)}: {text} {actor && `(${actor})`}
                    </li>
                  ))}
                </ul>
              </Card>
            </div>
            <div className={ui['stack']}>
              <Card title="About">
                <dl className={ui['facts']}>
                  <dt>Rule</dt>
                  <dd>
                    {finding.rule.url ? (
                      <a href={safe(finding.rule.url)} rel="noreferrer">
                        {finding.rule.id}
                      </a>
                    ) : (
                      finding.rule.id
                    )}
                  </dd>
                  {finding.rule.cwe.length > 0 && (
                    <>
                      <dt>Weakness</dt>
                      <dd>{finding.rule.cwe.map((number) => `CWE-${number}`).join(', ')}</dd>
                    </>
                  )}
                  {finding.affected && (
                    <>
                      <dt>Package</dt>
                      <dd>
                        <code>{finding.affected.purl}</code>
                      </dd>
                      <dt>Known as</dt>
                      <dd>{finding.affected.advisoryIds.join(', ')}</dd>
                      <dt>Fixed in</dt>
                      <dd>{finding.affected.fixedVersion ?? 'no version is known'}</dd>
                      <dt>CVSS</dt>
                      <dd>{finding.affected.cvssScore?.toFixed(1) ?? 'not given'}</dd>
                    </>
                  )}
                  <dt>First seen</dt>
                  <dd>{moment(finding.firstSeenAt)}</dd>
                  <dt>Fixed</dt>
                  <dd>{finding.fixedAt ? moment(finding.fixedAt) : 'not yet'}</dd>
                  {finding.tags.length > 0 && (
                    <>
                      <dt>Tags</dt>
                      <dd>
                        {finding.tags.map((tag) => (
                          <Chip key={tag}>{tag}</Chip>
                        ))}
                      </dd>
                    </>
                  )}
                  {triage && (
                    <>
                      <dt>Judged</dt>
                      <dd>
                        {triage.state} by {triage.actor}: {triage.reason}
                      </dd>
                    </>
                  )}
                  {exceptions.length > 0 && (
                    <>
                      <dt>Exceptions</dt>
                      <dd>
                        <Link to="/exceptions">{exceptions.join(', ')}</Link>
                      </dd>
                    </>
                  )}
                </dl>
              </Card>
              <Card title="Why it is one finding">
                <p className={ui['small']}>
                  Whatever has the same parts is this finding ({finding.fingerprint.version}); seen by{' '}
                  {finding.tools.join(', ')}.
                </p>
                <dl className={ui['facts']}>
                  {finding.fingerprint.because.map(({ part, value }) => (
                    <div key={part}>
                      <dt>{part}</dt>
                      <dd>
                        <code>{value}</code>
                      </dd>
                    </div>
                  ))}
                </dl>
              </Card>
            </div>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

/** Links out of a report go to the web, and nowhere else. */
function safe(url: string): string {
  return /^https?:\/\//i.test(url) ? url : '#';
}
