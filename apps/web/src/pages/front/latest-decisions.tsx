import { Link } from 'react-router';
import type { Application } from '@stoa/api';
import { VerdictBadge } from '../../ui/badges.tsx';
import { Card, Empty } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';
import { ago } from '../../ui/words.ts';

/** The last word on each application. */
export function LatestDecisions({
  applications,
}: {
  applications: { data: { items: Application[] } | undefined; error: unknown };
}) {
  return (
    <Card title="Latest decisions">
      <Loaded query={applications}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>Nothing has been looked at yet. Run “stoa up” in a repository.</Empty>
          ) : (
            <table>
              <thead className="visually-hidden">
                <tr>
                  <th>Application</th>
                  <th>Decision</th>
                  <th>When</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ name, lastDecision }) => (
                  <tr key={name}>
                    <td className={ui['wrap']}>
                      <Link to={`/applications/${encodeURIComponent(name)}`}>{name}</Link>
                    </td>
                    <td>
                      {lastDecision ? (
                        <Link
                          to={`/decisions/${lastDecision.id}`}
                          aria-label={`Decision on ${name}: ${lastDecision.verdict}`}
                        >
                          <VerdictBadge verdict={lastDecision.verdict} />
                        </Link>
                      ) : (
                        'none yet'
                      )}
                    </td>
                    <td className={`${ui['soft']} ${ui['small']}`}>
                      {lastDecision && `${lastDecision.environment}, ${ago(lastDecision.decidedAt)}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Card>
  );
}
