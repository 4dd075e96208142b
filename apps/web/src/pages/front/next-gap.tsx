import { Link } from 'react-router';
import type { BlueprintView } from '@stoa/model';
import ui from '../../ui/ui.module.css';
import css from './front.module.css';

export function Gap({ view }: { view: BlueprintView }) {
  const gap = view.nextGap;
  return (
    <section className={`${ui['card']} ${css['gap']}`}>
      <h2>Your next gap</h2>
      {gap ? (
        <>
          <h3>
            <Link to={`/practices/${gap.practice}`}>
              {gap.practice} {gap.title}
            </Link>
          </h3>
          <p className={`${ui['soft']} ${ui['small']}`}>{gap.explanation}</p>
          <ul className={css['terms']} aria-label="Why this one">
            {gap.terms.map(({ name, value, why }) => (
              <li key={name}>
                <b>× {value.toFixed(1)}</b> {name}: {why}
              </li>
            ))}
          </ul>
          <p>
            <strong>Next:</strong> {gap.nextStep}
          </p>
        </>
      ) : (
        <p>Every practice has reached its target.</p>
      )}
    </section>
  );
}
