import { moment } from '../../ui/words.ts';
import css from './finding.module.css';

interface Event {
  type: string;
  occurredAt: string;
  text: string;
  actor: string | null;
}

/** What happened to it, the latest first. */
export function History({ history }: { history: Event[] }) {
  const latestFirst = history.toSorted((a, b) => b.occurredAt.localeCompare(a.occurredAt));
  return (
    <ol className={css['history']}>
      {latestFirst.map(({ type, occurredAt, text, actor }, at) => (
        <li key={at} data-type={type}>
          <p>
            <strong>{type}</strong> <time dateTime={occurredAt}>{moment(occurredAt)}</time>
            {actor && ` by ${actor}`}
          </p>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}
