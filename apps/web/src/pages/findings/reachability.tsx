import type { Reachability as Reach } from '@stoa/model';
import { Chip } from '../../ui/badges.tsx';
import ui from '../../ui/ui.module.css';

const words: Record<Reach['state'], string> = {
  reachable: 'The code gets there',
  'not-reachable': 'The code does not get there',
  unknown: 'Nobody can tell',
};

/** Whether the code gets to what is vulnerable, and where. */
export function Reachability({ reachability: { state, why, places } }: { reachability: Reach }) {
  return (
    <>
      <p>
        <strong>{words[state]}</strong>: {why}
      </p>
      {places.length > 0 && (
        <ul className={`${ui['small']} ${ui['wrap']}`}>
          {places.map(({ path, line, symbol }) => (
            <li key={`${path}:${line} ${symbol ?? ''}`}>
              <code>
                {path}:{line}
              </code>{' '}
              {symbol && <Chip>{symbol}</Chip>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
