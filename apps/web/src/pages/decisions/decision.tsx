import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { stoa } from '../../data/client.ts';
import { Chip, SeverityWord, VerdictBadge } from '../../ui/badges.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { moment } from '../../ui/words.ts';
import { Replay } from './replay.tsx';

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
