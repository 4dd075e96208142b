import type { AdvisoryStatus } from '@stoa/api';
import { Card, Empty } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';
import { ago } from '../../ui/words.ts';

/** What the packages are held against, and how old that is. */
export function Advisories({ status: { sources } }: { status: AdvisoryStatus }) {
  return (
    <Card title="Advisories">
      {sources.length === 0 ? (
        <Empty>None are here: run “stoa db update”. Until then no package is called clean.</Empty>
      ) : (
        <table>
          <thead>
            <tr>
              <th>About</th>
              <th>From</th>
              <th>Known</th>
              <th>Fetched</th>
            </tr>
          </thead>
          <tbody>
            {sources.map(({ name, source, count, asOf, problem }) => (
              <tr key={`${name} ${source}`}>
                <td>{names[name] ?? name}</td>
                <td>{source}</td>
                <td>{count.toLocaleString('en')}</td>
                <td>
                  {asOf ? ago(asOf) : 'not in use'}
                  {problem && <p className={`${ui['small']} ${ui['not-evaluated']}`}>{problem}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

const names: Readonly<Record<string, string>> = {
  KEV: 'Exploited by attackers (KEV)',
  EPSS: 'Likely to be exploited (EPSS)',
};
