import { Link } from 'react-router';
import type { CriterionResult } from '@stoa/model';
import { SeverityWord, VerdictBadge } from '../../ui/badges.tsx';
import ui from '../../ui/ui.module.css';
import { titleIn } from './title-in.ts';
import css from './decision.module.css';

/** A branch of the why tree; open where it stands in the way. */
export function Criterion({ criterion, application }: { criterion: CriterionResult; application: string }) {
  const { title, verdict, summary, reasons, reasonsTotal, enforcement, next } = criterion;
  const stops = enforcement === 'block' && verdict !== 'pass' && verdict !== 'waived';
  return (
    <li className={css[verdict]}>
      <details open={stops || verdict === 'waived'}>
        <summary>
          <VerdictBadge verdict={verdict} /> <strong>{title}</strong>
        </summary>
        <div className={css['inside']}>
          <p className={ui['soft']}>{summary}</p>
          {reasons.length > 0 && (
            <ul className={css['reasons']}>
              {reasons.map(({ text, severity, subject, exception }, at) => (
                <li key={at}>
                  {severity && <SeverityWord severity={severity} />}
                  <span>
                    {subject ? (
                      <Link to={`/findings?state=any&${new URLSearchParams({ application, q: titleIn(text) })}`}>
                        {text}
                      </Link>
                    ) : (
                      text
                    )}
                    {exception && (
                      <>
                        {' '}
                        <Link to="/exceptions">to the exception</Link>
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {reasonsTotal > reasons.length && (
            <p className={ui['soft']}>and {(reasonsTotal - reasons.length).toLocaleString('en')} more</p>
          )}
          {next && verdict !== 'pass' && (
            <p>
              <strong>Next:</strong> {next}
            </p>
          )}
        </div>
      </details>
    </li>
  );
}
