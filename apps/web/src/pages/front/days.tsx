import css from './figures.module.css';

/** Opened above the line, fixed below it, a day a bar. */
export function Days({ days }: { days: { day: string; opened: number; fixed: number }[] }) {
  const most = Math.max(1, ...days.flatMap(({ opened, fixed }) => [opened, fixed]));
  const busy = days.filter(({ opened, fixed }) => opened + fixed > 0);
  return (
    <figure className={css['days']}>
      <figcaption>
        <span>
          <i className={css['opened']} />
          opened
        </span>
        <span>
          <i className={css['fixed']} />
          fixed, a day, over {days.length} days
        </span>
      </figcaption>
      <svg
        className={css['chart']}
        viewBox={`0 0 ${days.length * 10} 96`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Findings opened and fixed a day, over ${days.length} days; the table below has the figures`}
      >
        <line className={css['axis']} x1="0" x2={days.length * 10} y1="48" y2="48" />
        {days.map(({ day, opened, fixed }, at) => (
          <g key={day}>
            <rect
              className={css['opened']}
              x={at * 10 + 1.5}
              width="7"
              y={47 - (opened / most) * 44}
              height={(opened / most) * 44}
            />
            <rect className={css['fixed']} x={at * 10 + 1.5} width="7" y={49} height={(fixed / most) * 44} />
          </g>
        ))}
      </svg>
      <details>
        <summary>The same as a table</summary>
        <table>
          <thead>
            <tr>
              <th>Day</th>
              <th>Opened</th>
              <th>Fixed</th>
            </tr>
          </thead>
          <tbody>
            {busy.map(({ day, opened, fixed }) => (
              <tr key={day}>
                <td>{day}</td>
                <td>{opened}</td>
                <td>{fixed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
