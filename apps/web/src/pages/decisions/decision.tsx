import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Decision } from '@stoa/model';
import { stoa } from '../../data/client.ts';
import { VerdictBadge } from '../../ui/badges.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { moment } from '../../ui/words.ts';
import { Criterion } from './criterion.tsx';
import { Replay } from './replay.tsx';
import css from './decision.module.css';

export function DecisionPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['decision', id], queryFn: () => stoa.getDecision({ params: { id } }) });
  return <Loaded query={query}>{(decision) => <Shown decision={decision} />}</Loaded>;
}

/** The why tree: decision, criteria, reasons; each reason leads to what it is about. */
function Shown({ decision }: { decision: Decision }) {
  const { application, environment, allowed, verdict, criteria, decidedAt, revision, policy, inputsDigest } = decision;
  const blocking = criteria.filter(({ enforcement }) => enforcement === 'block');
  const advice = criteria.filter(({ enforcement }) => enforcement === 'warn');
  return (
    <Page
      title={`${application} → ${environment}: ${allowed ? 'may go' : 'may not go'}`}
      lead={
        <>
          Decided {moment(decidedAt)}
          {revision && (
            <>
              {' '}
              on <code>{revision.slice(0, 10)}</code>
            </>
          )}
          , for <Link to={`/applications/${encodeURIComponent(application)}`}>{application}</Link>.
        </>
      }
      actions={
        <>
          <VerdictBadge verdict={verdict} />
          <Replay id={decision.id} />
        </>
      }
    >
      <Card title="Why">
        <ul className={css['tree']}>
          {blocking.map((criterion) => (
            <Criterion key={criterion.id} criterion={criterion} application={application} />
          ))}
        </ul>
      </Card>
      {advice.length > 0 && (
        <Card title="Advice, which stops nothing">
          <ul className={css['tree']}>
            {advice.map((criterion) => (
              <Criterion key={criterion.id} criterion={criterion} application={application} />
            ))}
          </ul>
        </Card>
      )}
      <p className={`${ui['soft']} ${ui['small']} ${ui['wrap']}`}>
        Policy {policy.id} <code>{policy.digest}</code>, inputs <code>{inputsDigest}</code>: both are kept, so it can be
        decided again.
      </p>
    </Page>
  );
}
