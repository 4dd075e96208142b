import { Link } from 'react-router';
import { severities, type Severity } from '@stoa/model';
import css from './figures.module.css';

/** Open findings as one bar, the worst first; each part leads to its findings. */
export function OpenBySeverity({
  open,
  application,
}: {
  open: Record<Severity, number>;
  application?: string | undefined;
}) {
  const total = severities.reduce((sum, severity) => sum + open[severity], 0);
  const to = (severity: Severity) =>
    `/findings?state=open&severity=${severity}${application ? `&application=${encodeURIComponent(application)}` : ''}`;
  return (
    <div>
      <div className={css['bar']} aria-hidden="true">
        {severities.map(
          (severity) =>
            open[severity] > 0 && (
              <span
                key={severity}
                className={css[severity]}
                style={{ flexGrow: open[severity] / Math.max(1, total) }}
              />
            ),
        )}
      </div>
      <ul className={css['counts']} aria-label="Open findings by severity">
        {severities.map((severity) => (
          <li key={severity}>
            <Link to={to(severity)}>
              <b>{open[severity].toLocaleString('en')}</b> <i className={css[severity]} aria-hidden="true" /> {severity}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
