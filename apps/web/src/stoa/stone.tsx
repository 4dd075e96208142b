import { Link } from 'react-router';
import type { PracticeStanding } from '@stoa/model';
import { crackOf, flutesOf, levelMarkOf, outlineOf, type Drum } from './geometry.ts';
import { patterns } from './marble.tsx';
import css from './portico.module.css';

/** One practice: a stone filled as far as its level goes; drawn in dashes, as not built yet, while nothing is known. */
export function Stone({
  practice,
  drum,
  entry,
  fluted = false,
  onShow,
}: {
  practice: PracticeStanding;
  drum: Drum;
  /** The one stone that the Tab key stops at; from it the arrow keys lead on. */
  entry: boolean;
  fluted?: boolean;
  onShow: (focused: boolean) => void;
}) {
  const { id, title, level, verdict, counter } = practice;
  const share = level / 5;
  const pattern = patterns[verdict];
  return (
    <Link
      className={`${css['stone']} ${css[level === 0 ? 'unbuilt' : verdict]} ${fluted ? '' : css['block']}`}
      to={`/practices/${id}`}
      tabIndex={entry ? 0 : -1}
      data-stone={id}
      aria-label={`${id} ${title}: level ${level} of 5, ${verdict}${counter ? ', counter-evidence is open' : ''}`}
      onMouseEnter={() => onShow(false)}
      onFocus={() => onShow(true)}
    >
      <path className={css['body']} d={outlineOf(drum)} />
      {level > 0 && (
        <g>
          <path className={css['fill']} d={outlineOf(drum, share)} />
          {pattern && <path fill={`url(#${pattern})`} d={outlineOf(drum, share)} />}
          {level < 5 && <path className={css['mark']} d={levelMarkOf(drum, share)} />}
        </g>
      )}
      {fluted && <path className={css['flutes']} d={flutesOf(drum)} />}
      {level > 0 && <path className={css['round']} d={outlineOf(drum)} />}
      {counter && (
        <g className={css['crack']}>
          <path d={crackOf(drum, id)} />
          <path d={crackOf(drum, id)} />
        </g>
      )}
      <path className={css['ring']} d={outlineOf(drum)} />
      <text className={css['id']} x={drum.foot.x + drum.foot.width / 2} y={drum.y + drum.height / 2 + 4}>
        {id}
      </text>
    </Link>
  );
}
