import type { PracticeStanding } from '@stoa/model';
import { VerdictBadge } from '../ui/badges.tsx';
import type { Drum, Plan } from './geometry.ts';
import css from './portico.module.css';

/** What a stone says when it is pointed at. Its name says the same to whoever listens, and the table says it all. */
export function Tip({ practice, drum, plan }: { practice: PracticeStanding; drum: Drum; plan: Plan }) {
  const { id, title, verdict, level, target, because, counter, evidence } = practice;
  const across = (drum.foot.x + drum.foot.width / 2) / plan.width;
  const isHigh = drum.y < plan.height * 0.5;
  const down = (isHigh ? drum.y + drum.height + 8 : drum.y - 8) / plan.height;
  return (
    <div
      className={css['tip']}
      aria-hidden="true"
      style={{
        left: `${across * 100}%`,
        top: `${down * 100}%`,
        transform: `translate(-${across * 100}%, ${isHigh ? '0' : '-100%'})`,
      }}
    >
      <strong>
        {id} {title}
      </strong>
      <p className={css['standing']}>
        <VerdictBadge verdict={verdict} />
        <span className={css['pips']}>
          {[1, 2, 3, 4, 5].map((pip) => (
            <i key={pip} data-reached={pip <= level} data-target={pip === target} />
          ))}
        </span>
        level {level}, target {target}
      </p>
      <p>{because[0]}</p>
      {counter && <p className={css['counter']}>Cracked: counter-evidence is open.</p>}
      <p className={css['more']}>
        {evidence.length === 0
          ? 'No evidence yet.'
          : `${evidence.length} ${evidence.length === 1 ? 'piece' : 'pieces'} of evidence.`}{' '}
        Click for all of it.
      </p>
    </div>
  );
}
