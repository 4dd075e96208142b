import type { ReactNode } from 'react';
import type { Severity, Verdict } from '@stoa/model';
import css from './ui.module.css';

/** Icons differ in shape, so that colour is never alone. */
const icons: Record<Verdict, string> = {
  pass: 'M3 8.500 6.500 12 13 4.500',
  fail: 'M4 4l8 8M12 4l-8 8',
  'not-evaluated': 'M4 8h8',
  waived: 'M4 4v8M4 4h7l-2 2.500L11 9H4',
  expired: 'M8 3.500V8l3 2',
};

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return (
    <span className={`${css['badge']} ${css[verdict]}`}>
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <circle cx="8" cy="8" r="7.200" strokeWidth="1" opacity="0.5" />
        <path d={icons[verdict]} />
      </svg>
      {verdict}
    </span>
  );
}

export function SeverityWord({ severity }: { severity: Severity }) {
  return <span className={`${css['severity']} ${css[severity]}`}>{severity}</span>;
}

export function Chip({ children }: { children: ReactNode }) {
  return <span className={css['chip']}>{children}</span>;
}
