import { Link } from 'react-router';
import type { BlueprintView } from '@stoa/model';
import ui from '../../ui/ui.module.css';
import css from './next-gap.module.css';

const amount = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** The one thing to do next, with the sum that made it the one. */
export function Gap({ view }: { view: BlueprintView }) {
  const gap = view.nextGap;
  return (
    <section className={`${ui['card']} ${css['gap']}`} aria-labelledby="next-gap">
      <h2 id="next-gap">Your next gap</h2>
      {gap ? (
        <>
          <h3>
            <Link to={`/practices/${gap.practice}`}>
              {gap.practice} {gap.title}
            </Link>
          </h3>
          <p className={css['step']}>{gap.nextStep}</p>
          <p className={`${ui['soft']} ${ui['small']}`}>{gap.explanation}</p>
          <table className={css['terms']}>
            <caption>Why this one</caption>
            <tbody>
              {gap.terms.map(({ name, value, why }, at) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    {at > 0 && '× '}
                    {amount.format(value)}
                  </td>
                  <td>{why}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">urgency</th>
                <td>= {amount.format(gap.urgency)}</td>
                <td>the highest of all practices</td>
              </tr>
            </tbody>
          </table>
        </>
      ) : (
        <p>Every practice has reached its target.</p>
      )}
    </section>
  );
}
