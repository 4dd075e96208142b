import css from './front.module.css';

export function Days({ days }: { days: { day: string; opened: number; fixed: number }[] }) {
  const most = Math.max(1, ...days.flatMap(({ opened, fixed }) => [opened, fixed]));
  return (
    <details>
      <summary>
        <svg
          className={css['chart']}
          viewBox="0 0 900 90"
          preserveAspectRatio="none"
          role="img"
          aria-label="Findings opened and fixed a day, over 90 days; the table below has the figures"
        >
          <line x1="0" x2="900" y1="45" y2="45" stroke="var(--line)" />
          {days.map(({ day, opened, fixed }, at) => (
            <g key={day}>
              <rect
                className={css['opened']}
                x={at * 10 + 1}
                width="8"
                y={45 - (opened / most) * 43}
                height={(opened / most) * 43}
              />
              <rect className={css['fixed']} x={at * 10 + 1} width="8" y={45} height={(fixed / most) * 43} />
            </g>
          ))}
        </svg>
        Opened (above) and fixed (below) over 90 days, as a table
      </summary>
      <table>
        <thead>
          <tr>
            <th>Day</th>
            <th>Opened</th>
            <th>Fixed</th>
          </tr>
        </thead>
        <tbody>
          {days
            .filter(({ opened, fixed }) => opened + fixed > 0)
            .map(({ day, opened, fixed }) => (
              <tr key={day}>
                <td>{day}</td>
                <td>{opened}</td>
                <td>{fixed}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
