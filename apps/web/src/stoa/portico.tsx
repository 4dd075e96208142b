import { useState, type KeyboardEvent } from 'react';
import type { BlueprintView, PracticeStanding } from '@stoa/model';
import { Columns } from './columns.tsx';
import { Marble } from './marble.tsx';
import { planPortico, type Drum } from './geometry.ts';
import { Roof } from './roof.tsx';
import { Stone } from './stone.tsx';
import { Tip } from './tip.tsx';
import { useNarrow } from '../design/use-narrow.ts';
import { walk } from './walk.ts';
import css from './portico.module.css';

/** The stoa itself: nine columns, a drum for each practice, its fill the level, a crack for counter-evidence. */
export function Portico({ view }: { view: BlueprintView }) {
  const narrow = useNarrow();
  const [shown, setShown] = useState<{ practice: PracticeStanding; drum: Drum } | null>(null);
  const [entry, setEntry] = useState<string | null>(null);
  const plan = planPortico(
    view.pillars.map(({ practices }) => practices.length),
    view.implementing.length,
    narrow ? 3 : 9,
  );
  const order = [...view.pillars.map(({ practices }) => practices), view.implementing].map((column) =>
    column.map(({ id }) => id),
  );
  const enterAt = entry ?? order[0]?.[0];
  const onShow = (practice: PracticeStanding, drum: Drum, focused: boolean) => {
    setShown({ practice, drum });
    if (focused) setEntry(practice.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') setShown(null);
    const from = document.activeElement?.getAttribute('data-stone');
    const to = from && walk(order, from, event.key);
    if (!to) return;
    event.preventDefault();
    event.currentTarget.querySelector<SVGElement>(`[data-stone="${to}"]`)?.focus();
  };
  return (
    <figure
      className={css['figure']}
      aria-label="The stoa: nine columns of practices; arrow keys move between them"
      onMouseLeave={() => setShown(null)}
      onBlur={() => setShown(null)}
      onKeyDown={onKeyDown}
    >
      <svg className={css['drawing']} viewBox={`0 0 ${plan.width} ${plan.height}`} role="presentation">
        <Marble />
        <ellipse
          className={css['shadow']}
          cx={plan.width / 2}
          cy={plan.ground + 4}
          rx={plan.width / 2 - 4}
          ry={narrow ? 8 : 14}
        />
        <Roof plan={plan} view={view} />
        {plan.storeys.map((storey) => (
          <Columns key={storey.beam} plan={plan} storey={storey} view={view} enterAt={enterAt} onShow={onShow} />
        ))}
        {view.implementing.map((practice, at) => {
          const drum = plan.steps[at]!;
          return (
            <Stone
              key={practice.id}
              practice={practice}
              drum={drum}
              entry={practice.id === enterAt}
              onShow={(focused) => onShow(practice, drum, focused)}
            />
          );
        })}
        <rect className={css['step']} x={4} y={plan.ground - 12} width={plan.width - 8} height={12} />
      </svg>
      {shown && <Tip practice={shown.practice} drum={shown.drum} plan={plan} />}
    </figure>
  );
}
