import { Link } from 'react-router';
import type { BlueprintView } from '@stoa/model';
import { VerdictMark } from '../../ui/badges.tsx';
import css from './pipeline.module.css';

/** The pipeline from design to run, the controls of each stage, and what comes back from the end to the beginning. */
export function Pipeline({ view }: { view: BlueprintView }) {
  return (
    <>
      <ol className={css['pipeline']} tabIndex={0} aria-label="Stages of the pipeline">
        {view.stages.map(({ stage, controls }) => (
          <li key={stage} className={css['stage']}>
            <h3>{stage}</h3>
            <ul className={css['controls']}>
              {controls.map(({ practice, title, verdict }) => (
                <li key={practice}>
                  <Link
                    className={css[verdict]}
                    to={`/practices/${practice}`}
                    title={title}
                    aria-label={`${practice} ${title}: ${verdict}`}
                  >
                    <VerdictMark verdict={verdict} size={11} />
                    {practice}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <Feedback />
    </>
  );
}

/** Arrows back, under the stages they join. */
const returns = [
  { from: 7.5, to: 0.5, depth: 58, text: 'what is attacked becomes a design question' },
  { from: 7.2, to: 4.5, depth: 28, text: 'and a test' },
  { from: 4.2, to: 1.5, depth: 28, text: 'what is found becomes a check before the commit' },
] as const;

function Feedback() {
  return (
    <svg className={css['feedback']} viewBox="0 0 800 66" aria-hidden="true" preserveAspectRatio="xMidYMin meet">
      <defs>
        <marker id="stoa-arrow" viewBox="0 0 8 8" refX="5" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 L8 4 L0 8 Z" />
        </marker>
      </defs>
      {returns.map(({ from, to, depth, text }) => (
        <g key={text}>
          <path
            markerEnd="url(#stoa-arrow)"
            d={`M${from * 100} 0 C${from * 100} ${depth * 0.8} ${from * 100 - 24} ${depth} ${from * 100 - 50} ${depth} H${to * 100 + 50} C${to * 100 + 24} ${depth} ${to * 100} ${depth * 0.8} ${to * 100} 4`}
          />
          <text x={((from + to) / 2) * 100} y={depth - 5}>
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}
