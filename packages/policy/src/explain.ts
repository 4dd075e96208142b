import type { CriterionResult, Decision, Verdict } from '@stoa/model';
import { short } from './requirements.ts';

const words: Record<Verdict, string> = {
  fail: 'FAIL',
  expired: 'EXPIRED',
  'not-evaluated': 'NOT EVALUATED',
  waived: 'WAIVED',
  pass: 'PASS',
};
const order: readonly Verdict[] = ['fail', 'expired', 'not-evaluated', 'waived', 'pass'];

/** A decision as plain lines for a terminal, a log or a comment: the verdict, what and why, the next step. */
export function explain(decision: Decision): string[] {
  const { verdict, application, environment, revision, policy, allowed, criteria } = decision;
  const what = `${application}${revision === null ? '' : ` at ${short(revision)}`}`;
  const head = `${words[verdict]}: ${what} may ${allowed ? '' : 'not '}go to ${environment} (policy ${policy.id}).`;
  if (criteria.length === 0) return [head, '', 'No criterion applied, so nothing has been judged.'];
  const sorted = criteria
    .map((criterion, index) => ({ criterion, index }))
    .sort((a, b) => rank(a.criterion) - rank(b.criterion) || a.index - b.index);
  return [head, ...sorted.flatMap(({ criterion }) => explainCriterion(criterion))].map(plain);
}

/** Titles come from code and reports of others: they must not drive a terminal or start a line of their own. */
function plain(line: string): string {
  return line.replace(/\p{Cc}+/gu, ' ');
}

function rank({ verdict, enforcement }: CriterionResult): number {
  const passed = verdict === 'pass' ? 20 : 0;
  return passed + (enforcement === 'warn' ? 10 : 0) + order.indexOf(verdict);
}

function explainCriterion({
  verdict,
  title,
  id,
  enforcement,
  summary,
  reasons,
  reasonsTotal,
  next,
}: CriterionResult): string[] {
  const advice = enforcement === 'warn' && verdict !== 'pass' ? ', advice only' : '';
  const lines = ['', `${words[verdict]}${advice}: ${title} [${id}]`, `  ${summary}`];
  for (const { severity, text } of reasons) lines.push(`  - ${severity ? `${severity}: ` : ''}${text}`);
  if (reasonsTotal > reasons.length) lines.push(`  - and ${reasonsTotal - reasons.length} more`);
  if (next !== undefined) lines.push(`  Next: ${next}`);
  return lines;
}
