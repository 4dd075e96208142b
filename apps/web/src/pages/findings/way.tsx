import { linesOfTrace, type Sighting, type TraceLine } from '@stoa/model';
import css from './way.module.css';

/** Lines shown before and after those that are folded away. */
const [head, tail] = [4, 4];

/** How data gets from where it comes in to where it does harm, by every tool that says so, with the code. */
export function Ways({ sightings }: { sightings: Sighting[] }) {
  const ways = sightings.filter(({ trace }) => trace && trace.length > 0);
  return (
    <div className={css['ways']}>
      {ways.map(({ tool, place, trace = [] }) => (
        <section key={`${tool} ${place}`} aria-label={`As ${tool} sees it in ${place}`}>
          {ways.length > 1 && (
            <h3 className={css['by']}>
              {tool}, {place}
            </h3>
          )}
          <Way lines={linesOfTrace(trace)} />
        </section>
      ))}
    </div>
  );
}

function Way({ lines }: { lines: readonly TraceLine[] }) {
  const hidden = lines.length - head - tail;
  if (hidden < 2) return <Lines lines={lines} from={1} />;
  return (
    <>
      <Lines lines={lines.slice(0, head)} from={1} />
      <details className={css['fold']}>
        <summary>{hidden} lines between</summary>
        <Lines lines={lines.slice(head, head + hidden)} from={head + 1} />
      </details>
      <Lines lines={lines.slice(head + hidden)} from={head + hidden + 1} />
    </>
  );
}

const words: Record<TraceLine['kind'], string | null> = {
  source: 'comes in',
  step: null,
  sink: 'does harm',
  other: null,
};

function Lines({ lines, from }: { lines: readonly TraceLine[]; from: number }) {
  return (
    <ol className={css['way']} start={from}>
      {lines.map(({ kind, location, excerpt, notes }, at) => (
        <li key={from + at} data-kind={kind}>
          <span className={css['number']} aria-hidden="true">
            {from + at}
          </span>
          <p className={css['note']}>
            <Note kind={kind} note={notes.join(', ')} />
          </p>
          <p className={css['where']}>
            {location.path}
            {location.startLine ? `:${location.startLine}` : ''}
          </p>
          {excerpt && (
            <pre className={css['code']} tabIndex={0} aria-label={`Line ${location.startLine ?? ''}`}>
              {excerpt}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}

/** What happens here, with the word that says where data comes in or does harm. */
function Note({ kind, note }: { kind: TraceLine['kind']; note: string }) {
  const word = words[kind];
  if (!word) return note;
  const [before = '', ...after] = note.includes(word) ? note.split(word) : ['', ` ${note}`];
  return (
    <>
      {before}
      <strong className={css['word']}>{word}</strong>
      {after.join(word)}
    </>
  );
}
