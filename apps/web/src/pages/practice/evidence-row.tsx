import { useQuery } from '@tanstack/react-query';
import type { Evidence, PracticeStanding } from '@stoa/model';
import { stoa } from '../../data/client.ts';
import { Chip, VerdictBadge } from '../../ui/badges.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';
import { ago, day } from '../../ui/words.ts';
import css from './practice.module.css';

/** One piece of evidence: what it says, how long it counts, and whether its signature holds. */
export function EvidenceRow({
  id,
  probe,
  subject,
  verdict,
  summary,
  producedAt,
  expiresAt,
}: PracticeStanding['evidence'][number]) {
  const signed = useQuery({ queryKey: ['evidence', id], queryFn: () => stoa.getEvidence({ params: { id } }) });
  return (
    <article className={css['evidence']}>
      <div className={ui['row']}>
        <VerdictBadge verdict={verdict} /> <Chip>{subject}</Chip> <Chip>{probe}</Chip>
      </div>
      <p>{summary}</p>
      <Loaded query={signed}>
        {({ evidence, signature, envelope }) => (
          <>
            <p className={`${ui['soft']} ${ui['small']}`}>
              {holdingOf(evidence)} Produced {ago(producedAt)}, counts until {day(expiresAt)}.
            </p>
            <p className={`${ui['small']} ${signature.ok ? ui['pass'] : ui['fail']}`}>
              {signature.ok ? '✓' : '✗'} {signature.why}
            </p>
            <details className={ui['small']}>
              <summary>What was measured, and the statement</summary>
              <dl className={css['measured']}>
                {Object.entries(evidence.facts).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{String(value)}</dd>
                  </div>
                ))}
                <div>
                  <dt>signed by key</dt>
                  <dd>{envelope.signatures.map(({ keyid }) => keyid).join(', ')}</dd>
                </div>
                <div>
                  <dt>subject digest</dt>
                  <dd>
                    {Object.entries(evidence.subject.digest)
                      .map(([algorithm, digest]) => `${algorithm} ${digest}`)
                      .join(', ')}
                  </dd>
                </div>
              </dl>
            </details>
          </>
        )}
      </Loaded>
    </article>
  );
}

function holdingOf({ applicable, covered, holding, automated, enforced, efficacyProved }: Evidence): string {
  const how = [automated && 'automated', enforced && 'enforced', efficacyProved && 'proved by something planted'];
  const said = how.filter(Boolean).join(', ');
  return `${holding} of ${applicable} hold, ${covered} looked at${said && `; ${said}`}.`;
}
