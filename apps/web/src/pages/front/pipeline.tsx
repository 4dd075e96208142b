import { Link } from 'react-router';
import type { BlueprintView } from '@stoa/model';
import css from './front.module.css';

export function Pipeline({ view }: { view: BlueprintView }) {
  return (
    <>
      <ol className={css['pipeline']} tabIndex={0} aria-label="Stages of the pipeline">
        {view.stages.map(({ stage, controls }) => (
          <li key={stage} className={css['stage']}>
            <h3>{stage}</h3>
            <ul className={css['dots']}>
              {controls.map(({ practice, title, verdict }) => (
                <li key={practice}>
                  <Link
                    to={`/practices/${practice}`}
                    data-verdict={verdict}
                    title={title}
                    aria-label={`${practice} ${title}: ${verdict}`}
                  >
                    {practice}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className={css['back']}>
        ↩ run feeds test and design: what is attacked, found or waived comes back as a check.
      </p>
    </>
  );
}
