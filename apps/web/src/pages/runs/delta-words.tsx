import type { Delta } from '@stoa/api';
import ui from '../../ui/ui.module.css';

/** What a run changed, in words, the worse first; nothing is said of what did not change. */
export function DeltaWords({ delta: { opened, reopened, fixed } }: { delta: Delta }) {
  const said = [
    { count: opened, word: 'new', tone: 'fail' },
    { count: reopened, word: 'back', tone: 'fail' },
    { count: fixed, word: 'fixed', tone: 'pass' },
  ].filter(({ count }) => count > 0);
  if (said.length === 0) return <span className={ui['soft']}>nothing</span>;
  return said.map(({ count, word, tone }, at) => (
    <span key={word} className={ui[tone]}>
      {at > 0 && ', '}
      {count} {word}
    </span>
  ));
}
