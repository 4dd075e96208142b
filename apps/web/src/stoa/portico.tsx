import { useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import type { BlueprintView, PracticeStanding } from '@stoa/model';
import { VerdictBadge } from '../ui/badges.tsx';
import {
  capital,
  columnWidth,
  columnX,
  crackOf,
  drumsOf,
  plinth,
  stonesOf,
  view as size,
  type Drum,
} from './geometry.ts';
import css from './portico.module.css';

/** The stoa itself: nine columns, a drum for each practice, its fill the level, a crack for counter-evidence. */
export function Portico({ view }: { view: BlueprintView }) {
  const [shown, setShown] = useState<{ practice: PracticeStanding; drum: Drum } | null>(null);
  const all = [...view.pillars.flatMap(({ practices }) => practices), ...view.implementing];
  const evidenced = all.filter(({ level }) => level > 0).length;
  const mean = all.reduce((sum, { level }) => sum + level, 0) / Math.max(1, all.length);
  const stones = stonesOf(view.implementing.length);
  return (
    <figure className={css['figure']} onMouseLeave={() => setShown(null)} onKeyDown={walk}>
      <div
        className={css['scroll']}
        role="group"
        tabIndex={0}
        aria-label="The stoa: nine columns of practices; arrow keys move between them"
      >
        <svg className={css['drawing']} viewBox={`0 0 ${size.width} ${size.height}`} role="presentation">
          <defs>
            <linearGradient id="marble" x1="0" x2="1">
              <stop offset="0" stopColor="var(--marble-3)" />
              <stop offset="0.3" stopColor="var(--marble-1)" />
              <stop offset="0.65" stopColor="var(--marble-2)" />
              <stop offset="1" stopColor="var(--marble-3)" />
            </linearGradient>
          </defs>
          <path className={css['roof']} d={`M14 104 L${size.width / 2} 8 L${size.width - 14} 104 Z`} />
          <path className={css['roof']} d={`M74 98 L${size.width / 2} 22 L${size.width - 74} 98 Z`} />
          <text className={css['title']} x={size.width / 2} y={70}>
            {view.application ?? 'All applications'}
          </text>
          <text className={css['sub']} x={size.width / 2} y={91}>
            {evidenced} of {all.length} practices have evidence · mean level {mean.toFixed(1)}
          </text>
          <rect className={css['beam']} x={14} y={104} width={size.width - 28} height={14} />
          <rect className={css['beam']} x={26} y={118} width={size.width - 52} height={26} />
          {view.pillars.map(({ pillar, title, level, practices }, column) => {
            const drums = drumsOf(column, practices.length);
            const x = columnX(column);
            return (
              <g key={pillar}>
                <text className={css['name']} x={x + columnWidth / 2} y={136}>
                  {title}
                </text>
                <path
                  className={css['beam']}
                  d={`M${x - 6} ${capital.y} h${columnWidth + 12} l-8 ${capital.height} h-${columnWidth - 4} Z`}
                />
                <text className={css['level']} x={x + columnWidth / 2} y={capital.y + 15}>
                  {level.toFixed(1)}
                </text>
                {practices.map((practice, at) => (
                  <Stone key={practice.id} practice={practice} drum={drums[at]!} onShow={setShown} fluted />
                ))}
                <rect className={css['beam']} x={x - 8} y={plinth.y} width={columnWidth + 16} height={plinth.height} />
              </g>
            );
          })}
          {view.implementing.map((practice, at) => (
            <Stone key={practice.id} practice={practice} drum={stones[at]!} onShow={setShown} />
          ))}
        </svg>
      </div>
      {shown && (
        <div
          className={css['tip']}
          style={{
            left: `${((shown.drum.x + shown.drum.width / 2) / size.width) * 76 + 12}%`,
            top: `${(shown.drum.y / size.height) * 100}%`,
          }}
          role="status"
        >
          <strong>
            {shown.practice.id} {shown.practice.title}
          </strong>
          <VerdictBadge verdict={shown.practice.verdict} /> · level {shown.practice.level} of {shown.practice.target}
          <p>{shown.practice.because[0]}</p>
        </div>
      )}
    </figure>
  );
}

function Stone({
  practice,
  drum,
  onShow,
  fluted = false,
}: {
  practice: PracticeStanding;
  drum: Drum;
  fluted?: boolean;
  onShow: (shown: { practice: PracticeStanding; drum: Drum }) => void;
}) {
  const navigate = useNavigate();
  const go = () => void navigate(`/practices/${practice.id}`);
  const { x, y, width, height } = drum;
  const filled = (height - 2) * (practice.level / 5);
  const state = practice.level === 0 ? css['none'] : css[practice.verdict];
  const show = () => onShow({ practice, drum });
  return (
    <g
      className={`${css['link']} ${state}`}
      role="link"
      tabIndex={-1}
      data-stone={practice.id}
      aria-label={`${practice.id} ${practice.title}: level ${practice.level} of 5, ${practice.verdict}${practice.counter ? ', counter-evidence is open' : ''}`}
      onClick={go}
      onKeyDown={(event) => event.key === 'Enter' && go()}
      onMouseEnter={show}
      onFocus={show}
    >
      <rect className={css['drum']} x={x} y={y + 1} width={width} height={height - 2} rx={3} />
      {practice.level > 0 && (
        <rect className={css['fill']} x={x} y={y + 1 + (height - 2 - filled)} width={width} height={filled} rx={3} />
      )}
      {fluted &&
        [0.2, 0.4, 0.6, 0.8].map((share) => (
          <line
            key={share}
            className={css['flute']}
            x1={x + width * share}
            x2={x + width * share}
            y1={y + 1}
            y2={y + height - 1}
          />
        ))}
      {practice.counter && <path className={css['crack']} d={crackOf(drum, practice.id)} />}
      <text className={css['id']} x={x + width / 2} y={y + height / 2 + 4}>
        {practice.id}
      </text>
    </g>
  );
}

/** Arrow keys walk over the stones: left and right between columns, up and down within one. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stones = [...event.currentTarget.querySelectorAll<SVGGElement>('[data-stone]')];
  const at = stones.indexOf(document.activeElement as SVGGElement & HTMLElement);
  if (at < 0) {
    stones[0]?.focus();
    return;
  }
  const sideways = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
  const letters = (stone: Element | undefined) => stone?.getAttribute('data-stone')?.replace(/\d+/, '');
  let next = at + step;
  while (sideways && stones[next] && letters(stones[next]) === letters(stones[at])) next += step;
  if (sideways && step < 0) while (stones[next - 1] && letters(stones[next - 1]) === letters(stones[next])) next -= 1;
  stones[(next + stones.length) % stones.length]?.focus();
}
