import { Card, Empty } from '../../ui/card.tsx';
import { ago } from '../../ui/words.ts';

/** What the packages are held against, and how old that is. */
export function Advisories({
  status: { ecosystems },
}: {
  status: { ecosystems: { name: string; advisories: number; asOf: string }[] };
}) {
  return (
    <Card title="Advisories">
      {ecosystems.length === 0 ? (
        <Empty>None are here: run “stoa db update”. Until then no package is called clean.</Empty>
      ) : (
        <table>
          <thead>
            <tr>
              <th>Ecosystem</th>
              <th>Known</th>
              <th>Fetched</th>
            </tr>
          </thead>
          <tbody>
            {ecosystems.map(({ name, advisories, asOf }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{advisories.toLocaleString('en')}</td>
                <td>{ago(asOf)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
