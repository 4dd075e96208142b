import type { Verdict } from '@stoa/model';
import css from './portico.module.css';

/** Besides its colour each verdict but `pass` has a pattern, for whoever does not see the colour. */
export const patterns: Partial<Record<Verdict, string>> = {
  fail: 'stoa-hatched',
  waived: 'stoa-lined',
  expired: 'stoa-dotted',
};

/** What the stones are made of. */
export function Marble() {
  return (
    <defs>
      <linearGradient id="stoa-shaft" x1="0" x2="1">
        <stop offset="0" stopColor="var(--marble-2)" />
        <stop offset="0.32" stopColor="var(--marble-1)" />
        <stop offset="1" stopColor="var(--marble-3)" />
      </linearGradient>
      <linearGradient id="stoa-beam" x1="0" x2="0" y1="0" y2="1">
        <stop offset="0" stopColor="var(--marble-1)" />
        <stop offset="1" stopColor="var(--marble-2)" />
      </linearGradient>
      <linearGradient id="stoa-tympanum" x1="0" x2="0" y1="0" y2="1">
        <stop offset="0" stopColor="var(--marble-3)" />
        <stop offset="1" stopColor="var(--marble-2)" />
      </linearGradient>
      <linearGradient id="stoa-round" x1="0" x2="1">
        <stop offset="0" stopColor="var(--shade)" stopOpacity="0.2" />
        <stop offset="0.22" stopColor="var(--shade)" stopOpacity="0" />
        <stop offset="0.34" stopColor="var(--gleam)" stopOpacity="0.34" />
        <stop offset="0.5" stopColor="var(--shade)" stopOpacity="0" />
        <stop offset="1" stopColor="var(--shade)" stopOpacity="0.3" />
      </linearGradient>
      <pattern
        id="stoa-hatched"
        className={css['pattern']}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0 V7" strokeWidth="2.4" />
      </pattern>
      <pattern id="stoa-lined" className={css['pattern']} width="6" height="6" patternUnits="userSpaceOnUse">
        <path d="M0 3 H6" strokeWidth="1.4" />
      </pattern>
      <pattern id="stoa-dotted" className={css['pattern']} width="7" height="7" patternUnits="userSpaceOnUse">
        <path d="M3.500 3.500 h0.010" strokeWidth="2.600" strokeLinecap="round" />
      </pattern>
      <pattern id="stoa-dentils" width="12" height="7" patternUnits="userSpaceOnUse">
        <rect className={css['dentil']} x="2" width="7" height="7" />
      </pattern>
    </defs>
  );
}
