import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { stoa } from '../../data/client.ts';
import { VerdictBadge } from '../../ui/badges.tsx';
import { Card, Scroll } from '../../ui/card.tsx';
import { Button } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';
import { moment } from '../../ui/words.ts';

export function Audit() {
  const [verified, setVerified] = useState<{ ok: boolean; text: string } | null>(null);
  const log = useQuery({ queryKey: ['audit'], queryFn: () => stoa.listAudit({ query: { limit: 30 } }) });
  const verify = async () => {
    const { ok, entries, brokenAt, why } = await stoa.verifyAudit();
    setVerified({ ok, text: ok ? `${entries} entries, the chain holds.` : `Entry ${brokenAt}: ${why}` });
  };
  return (
    <Card title="Audit log">
      <div className={ui['stack']}>
        <div className={ui['row']}>
          <Button onClick={() => void verify()}>Verify the chain</Button>
          <span role="status">
            {verified && (
              <>
                <VerdictBadge verdict={verified.ok ? 'pass' : 'fail'} /> {verified.text}
              </>
            )}
          </span>
        </div>
        <Loaded query={log}>
          {({ items }) => (
            <Scroll label="Audit entries">
              <table>
                <thead>
                  <tr>
                    <th>When</th>
                    <th>Who</th>
                    <th>What</th>
                    <th>On</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ sequence, at, actor, action, subject }) => (
                    <tr key={sequence}>
                      <td>{moment(at)}</td>
                      <td>{actor}</td>
                      <td>{action}</td>
                      <td className={`${ui['wrap']} ${ui['small']}`}>{subject}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
        </Loaded>
      </div>
    </Card>
  );
}
