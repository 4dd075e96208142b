import type { ReactNode } from 'react';
import type { Severity, Verdict } from '@stoa/model';
import css from './ui.module.css';

/** Icons differ in shape, so that colour is never alone. */
const icons: Record<Verdict, string> = {
  pass: 'M3.500 8.500 6.800 11.500 12.500 5',
  fail: 'M4.500 4.500l7 7M11.500 4.500l-7 7',
  'not-evaluated': 'M4 8h8',
  waived: 'M5.500 4v8.500M5.500 4.300h6l-1.800 2.200 1.800 2.200h-6',
  expired: 'M8 3.800V8l2.800 2',
};

/** The sign of a verdict alone, where its word is in the name of what it stands in. */
export function VerdictMark({ verdict, size = 16 }: { verdict: Verdict; size?: number }) {
  return (
    <svg
      className={css[verdict]}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="7.200" strokeWidth="1" opacity="0.5" />
      <path d={icons[verdict]} />
    </svg>
  );
}

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return (
    <span className={`${css['badge']} ${css[verdict]}`}>
      <VerdictMark verdict={verdict} />
      {verdict}
    </span>
  );
}

export function SeverityWord({ severity }: { severity: Severity }) {
  return (
    <span className={`${css['severity']} ${css[severity]}`}>
      <i aria-hidden="true" />
      {severity}
    </span>
  );
}

export function Chip({ children }: { children: ReactNode }) {
  return <span className={css['chip']}>{children}</span>;
}
