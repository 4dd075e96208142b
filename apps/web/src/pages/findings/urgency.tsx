import type { Priority } from '@stoa/model';
import css from './vulnerability.module.css';

/** How soon to look at it, and each term that makes it so. */
export function Urgency({ priority: { score, terms } }: { priority: Priority }) {
  return (
    <>
      <p className={css['score']}>
        <strong>{Math.round(score)}</strong> of 100
        <meter
          min={0}
          low={40}
          high={70}
          max={100}
          optimum={0}
          value={score}
          aria-label={`Urgency ${Math.round(score)} of 100`}
        />
      </p>
      <table className={css['terms']}>
        <thead>
          <tr>
            <th>Term</th>
            <th>Why</th>
            <th>Points</th>
          </tr>
        </thead>
        <tbody>
          {terms.map(({ name, value, why }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{why}</td>
              <td>{value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
