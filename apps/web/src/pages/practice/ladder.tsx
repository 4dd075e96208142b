import css from './practice.module.css';

const rungs = [
  'no evidence yet',
  'evidence, and nothing holds',
  'some subjects, or by hand',
  'automated on half of what applies, fresh',
  'on 90 % and enforced: a gate would have stopped it',
  'and proved: something planted was caught',
];

/** What each level asks for, from the ground up as on the stoa. */
export function Ladder({ level, target }: { level: number; target: number }) {
  return (
    <ol className={css['ladder']} reversed start={rungs.length - 1}>
      {rungs
        .map((rung, at) => (
          <li
            key={rung}
            value={at}
            data-reached={at > 0 && at <= level}
            aria-current={at === level ? 'step' : undefined}
          >
            <b>{at}</b>
            <span>
              {rung}
              {at === level && <strong> ← here</strong>}
              {at === target && <em> (target)</em>}
            </span>
          </li>
        ))
        .toReversed()}
    </ol>
  );
}
