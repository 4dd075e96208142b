import type { RunSummary } from '@stoa/api';
import { Chip, VerdictBadge } from '../../ui/badges.tsx';

/** Did it evaluate anything? A run over nothing, or one that did not finish, has not. What it found is another matter. */
export function Evaluated({ run: { completeness, looked } }: { run: Pick<RunSummary, 'completeness' | 'looked'> }) {
  if (completeness === 'complete' && looked > 0) return <Chip>complete</Chip>;
  return (
    <>
      <VerdictBadge verdict="not-evaluated" />{' '}
      <Chip>{looked === 0 ? 'looked at nothing' : completeness === 'partial' ? 'did not finish' : 'says not'}</Chip>
    </>
  );
}
