import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { stoa } from '../data/client.ts';
import { useMay, useRefresh } from '../data/session.tsx';
import {
  AskDialog,
  Button,
  Card,
  Chip,
  Empty,
  Field,
  Loaded,
  Page,
  Problem,
  SeverityWord,
  VerdictBadge,
  ui,
  Scroll,
} from '../ui/ui.tsx';
import { ago, moment } from '../ui/words.ts';

export function Decisions() {
  const may = useMay('developer');
  const list = useInfiniteQuery({
    queryKey: ['decisions'],
    queryFn: ({ pageParam }) => stoa.listDecisions({ query: { limit: 50, ...(pageParam && { cursor: pageParam }) } }),
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

function DecideDialog() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const applications = useQuery({ queryKey: ['applications'], queryFn: () => stoa.listApplications() });
  return (
    <AskDialog
      trigger={<Button kind="primary">Decide now</Button>}
      title="May it go there?"
      submit="Decide"
      onSubmit={async (form) => {
        const { id } = await stoa.decide({
          body: { application: String(form.get('application')), environment: String(form.get('environment')) },
        });
        await refresh();
        await navigate(`/decisions/${id}`);
      }}
    >
      <Field label="Application">
        {(id) => (
          <select id={id} name="application" className={ui['input']} required>
            {applications.data?.items.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Environment">
        {(id) => <input id={id} name="environment" className={ui['input']} defaultValue="production" required />}
      </Field>
    </AskDialog>
  );
}

/** The why tree: decision, criteria, reasons; each reason leads to what it is about. */
export function DecisionPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['decision', id], queryFn: () => stoa.getDecision({ params: { id } }) });
  return (
    <Loaded query={query}>
      {(decision) => (
        <Page
          title={`${decision.application} → ${decision.environment}: ${decision.allowed ? 'may go' : 'may not go'}`}
          lead={
            <>
              Decided {moment(decision.decidedAt)} by policy <Chip>{decision.policy.id}</Chip>
            </>
          }
          actions={
            <>
              <VerdictBadge verdict={decision.verdict} />
              <Replay id={decision.id} />
            </>
          }
        >
          <div className={ui['stack']}>
            {decision.criteria.map(
              ({ id: criterion, title, verdict, summary, reasons, reasonsTotal, enforcement, next }) => (
                <Card key={criterion}>
                  <details open={verdict === 'fail' && enforcement === 'block'}>
                    <summary>
                      <VerdictBadge verdict={verdict} /> <strong>{title}</strong>{' '}
                      {enforcement === 'warn' && <Chip>advice</Chip>}
                    </summary>
                    <div className={ui['stack']}>
                      <p className={ui['soft']}>{summary}</p>
                      {reasons.length > 0 && (
                        <ul>
                          {reasons.map(({ text, severity, exception }, at) => (
                            <li key={at} className={ui['wrap']}>
                              {severity && <SeverityWord severity={severity} />} {text}{' '}
                              {exception && <Link to="/exceptions">to the exceptions</Link>}
                            </li>
                          ))}
                        </ul>
                      )}
                      {reasonsTotal > reasons.length && (
                        <p className={ui['soft']}>and {reasonsTotal - reasons.length} more</p>
                      )}
                      {next && verdict !== 'pass' && (
                        <p>
                          <strong>Next:</strong> {next}
                        </p>
                      )}
                    </div>
                  </details>
                </Card>
              ),
            )}
            <p className={`${ui['soft']} ${ui['small']} ${ui['wrap']}`}>
              Inputs <code>{decision.inputsDigest}</code>, policy <code>{decision.policy.digest}</code>.
            </p>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function Replay({ id }: { id: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ask = async () => {
    try {
      const { same } = await stoa.replayDecision({ params: { id } });
      setSaid(same ? 'The same, byte for byte.' : 'Not the same any more.');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <Button onClick={() => void ask()}>Decide again on the same inputs</Button>
      <span role="status">{said}</span>
      {error !== null && <Problem error={error} />}
    </>
  );
}
