import type { BlueprintView, PracticeStanding } from '@stoa/model';
import { measures, type Drum, type Plan, type Storey } from './geometry.ts';
import { Stone } from './stone.tsx';
import css from './portico.module.css';

/** One row of columns under its beam. */
export function Columns({
  plan,
  storey,
  view,
  enterAt,
  onShow,
}: {
  plan: Plan;
  storey: Storey;
  view: BlueprintView;
  enterAt: string | undefined;
  onShow: (practice: PracticeStanding, drum: Drum, focused: boolean) => void;
}) {
  return (
    <g>
      <Beam plan={plan} storey={storey} />
      {storey.columns.map(({ index, x, drums }) => {
        const { pillar, title, level, practices } = view.pillars[index]!;
        return (
          <g key={pillar}>
            <text className={css['name']} x={x} y={storey.beam + 37}>
              {title}
            </text>
            <Capital x={x} y={storey.capital} neck={drums.at(-1)?.head.width ?? measures.column} />
            <text className={css['level']} x={x} y={storey.capital + 22}>
              {level.toFixed(1)}
            </text>
            {practices.map((practice, at) => {
              const drum = drums[at]!;
              return (
                <Stone
                  key={practice.id}
                  practice={practice}
                  drum={drum}
                  entry={practice.id === enterAt}
                  onShow={(focused) => onShow(practice, drum, focused)}
                  fluted
                />
              );
            })}
            <rect
              className={css['beam']}
              x={x - measures.column / 2 - 9}
              y={storey.foot + 1}
              width={measures.column + 18}
              height={measures.plinth - 1}
              rx={3}
            />
          </g>
        );
      })}
    </g>
  );
}

/** Cornice, dentils, a frieze with triglyphs between the names, and the architrave. */
function Beam({ plan, storey }: { plan: Plan; storey: Storey }) {
  const { left, right } = plan;
  const top = storey.beam;
  const step = measures.column + measures.gap;
  const middles = storey.columns.map(({ x }) => x);
  const between = [middles[0]! - step / 2, ...middles.map((x) => x + step / 2)];
  return (
    <g>
      <rect className={css['beam']} x={left - 14} y={top} width={right - left + 28} height={9} />
      <rect className={css['beam']} x={left - 4} y={top + 9} width={right - left + 8} height={9} />
      <rect x={left - 4} y={top + 10} width={right - left + 8} height={7} fill="url(#stoa-dentils)" />
      <rect className={css['frieze']} x={left} y={top + 18} width={right - left} height={29} />
      {between.map((x) => (
        <path
          key={x}
          className={css['triglyph']}
          d={[-6, 0, 6].map((across) => `M${x + across} ${top + 20} v25`).join(' ')}
        />
      ))}
      <rect className={css['beam']} x={left} y={top + 47} width={right - left} height={15} />
      <path className={css['line']} d={`M${left} ${top + 52} H${right}`} />
    </g>
  );
}

/** A Doric one: a slab, a cushion, and rings at the neck. */
function Capital({ x, y, neck }: { x: number; y: number; neck: number }) {
  const slab = measures.column / 2 + 7;
  const half = neck / 2;
  return (
    <g>
      <path
        className={css['beam']}
        d={`M${x - slab + 2} ${y + 8} C${x - slab + 4} ${y + 20} ${x - half} ${y + 22} ${x - half} ${y + 31} H${x + half} C${x + half} ${y + 22} ${x + slab - 4} ${y + 20} ${x + slab - 2} ${y + 8} Z`}
      />
      <rect className={css['beam']} x={x - slab} y={y} width={2 * slab} height={8} />
      <path className={css['line']} d={`M${x - half} ${y + 27} h${neck} M${x - half} ${y + 29.5} h${neck}`} />
    </g>
  );
}
