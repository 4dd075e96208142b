import type { BlueprintView } from '@stoa/model';
import type { Plan } from './geometry.ts';
import css from './portico.module.css';

/** The pediment, and in it where the whole of it stands. */
export function Roof({ plan, view }: { plan: Plan; view: BlueprintView }) {
  const all = [...view.pillars.flatMap(({ practices }) => practices), ...view.implementing];
  const evidenced = all.filter(({ level }) => level > 0).length;
  const mean = all.reduce((sum, { level }) => sum + level, 0) / Math.max(1, all.length);
  const middle = plan.width / 2;
  const foot = plan.storeys[0]!.beam;
  const narrow = plan.storeys.length > 1;
  const half = middle - plan.left + 14;
  const rise = foot - plan.apex;
  /** A triangle whose sides run along the roof's, so much lower. */
  const under = (lower: number, above: number) => {
    const reach = (half * (rise - lower - above)) / rise;
    return `M${middle - reach} ${foot - above} L${middle} ${plan.apex + lower} L${middle + reach} ${foot - above} Z`;
  };
  return (
    <g>
      {[
        [middle, plan.apex + 3, 1.1],
        [plan.left - 6, foot - 4, 0.8],
        [plan.right + 6, foot - 4, 0.8],
      ].map(([x, y, scale]) => (
        <Palmette key={x} x={x!} y={y!} scale={scale! * (narrow ? 0.8 : 1)} />
      ))}
      <path className={css['beam']} d={under(0, 0)} />
      <path className={css['line']} d={under(6, 0)} />
      <path className={css['tympanum']} d={under(narrow ? 14 : 18, 5)} />
      <text className={css['title']} x={middle} y={foot - (narrow ? 30 : 34)} data-narrow={narrow}>
        {view.application ?? 'All applications'}
      </text>
      <text className={css['sub']} x={middle} y={foot - (narrow ? 14 : 14)} data-narrow={narrow}>
        {evidenced} of {all.length} practices have evidence · mean level {mean.toFixed(1)}
      </text>
    </g>
  );
}

/** The ornament on the corners of a roof. */
function Palmette({ x, y, scale }: { x: number; y: number; scale: number }) {
  return (
    <g className={css['palmette']} transform={`translate(${x} ${y}) scale(${scale})`}>
      {[-64, -34, 0, 34, 64].map((turn) => (
        <path
          key={turn}
          d="M0 0 C-4.500 -6 -4 -14 0 -20 C4 -14 4.500 -6 0 0 Z"
          transform={`rotate(${turn}) scale(${1 - Math.abs(turn) / 160})`}
        />
      ))}
      <path d="M-9 0 h18 v3 h-18 Z" />
    </g>
  );
}
