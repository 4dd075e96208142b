import type { Sighting } from '@stoa/model';
import { Empty } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import { ago, moment } from '../../ui/words.ts';
import css from './finding.module.css';

/** Every place, and under it each tool that sees or saw it there. */
export function Sightings({ sightings }: { sightings: Sighting[] }) {
  if (sightings.length === 0) return <Empty>No place is known.</Empty>;
  const places = Map.groupBy(sightings, ({ place, location }) => `${place}:${location?.startLine ?? ''}`);
  return (
    <div className={css['places']}>
      {[...places.entries()].map(([key, [first, ...others]]) => (
        <article key={key}>
          <h3 className={css['place']}>
            {first!.place || 'the whole target'}
            {first!.location?.startLine ? `:${first!.location.startLine}` : ''}
          </h3>
          {first!.excerpt && (
            <pre className={ui['code']}>
              {first!.location?.startLine !== undefined && (
                <span className={css['line']} aria-hidden="true">
                  {first!.location.startLine}
                </span>
              )}
              {first!.excerpt}
            </pre>
          )}
          {[first!, ...others].map(
            ({ tool, suppressed }) =>
              suppressed && (
                <p key={tool} className={css['suppressed']}>
                  {suppressed.by === 'baseline'
                    ? 'It is in the baseline of secrets'
                    : 'A comment in the code says why not'}
                  {suppressed.until ? `, until ${suppressed.until}` : ''}: {suppressed.reason}
                </p>
              ),
          )}
          {first!.introduced && (
            <p>
              {first!.introduced.author} on {first!.introduced.at.slice(0, 10)}, in commit{' '}
              <code>{first!.introduced.commit.slice(0, 12)}</code>
            </p>
          )}
          <ul className={css['tools']}>
            {[first!, ...others].map(({ tool, ruleId, lastSeenAt, absentSince }) => (
              <li key={`${tool} ${ruleId}`}>
                <strong>{tool}</strong> ({ruleId}):{' '}
                {absentSince ? `gone since ${moment(absentSince)}` : `seen ${ago(lastSeenAt)}`}
              </li>
            ))}
          </ul>
        </article>
      ))}
    </div>
  );
}
