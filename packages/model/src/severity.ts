import { z } from 'zod';

/** How bad a finding is, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

/** Negative when `a` is worse than `b`, so that sorting puts the worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** The worst of some severities, or `undefined` of none. */
export function worstSeverity(of: Iterable<Severity>): Severity | undefined {
  let worst: Severity | undefined;
  for (const one of of) if (!worst || compareSeverity(one, worst) < 0) worst = one;
  return worst;
}

/**
 * A CVSS base score (0.0–10.0) as a severity.
 * @see https://www.first.org/cvss/v3.1/specification-document#Qualitative-Severity-Rating-Scale
 */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}
