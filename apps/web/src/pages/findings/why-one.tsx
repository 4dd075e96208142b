import type { Finding } from '@stoa/model';
import ui from '../../ui/ui.module.css';
import css from './finding.module.css';

/** The recipe of its identity, and what went in. */
export function WhyOne({ finding: { fingerprint, tools } }: { finding: Finding }) {
  return (
    <>
      <p className={ui['small']}>
        Whatever has the same parts is this finding, by the recipe <code>{fingerprint.version}</code>. It is seen by{' '}
        {tools.join(', ')}.
      </p>
      <dl className={css['parts']}>
        {fingerprint.because.map(({ part, value }) => (
          <div key={part}>
            <dt>{part}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
