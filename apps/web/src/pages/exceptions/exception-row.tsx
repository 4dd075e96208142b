import type { RegisteredException } from '@stoa/api';
import { stoa } from '../../data/client.ts';
import { useMay, useRefresh } from '../../data/session.tsx';
import { Chip } from '../../ui/badges.tsx';
import { Button } from '../../ui/field.tsx';
import { Problem } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';
import { ago, day, daysLeft, daysUntil } from '../../ui/words.ts';
import { useState } from 'react';

export function Row({ exception }: { exception: RegisteredException }) {
  const refresh = useRefresh();
  const may = useMay('security');
  const [error, setError] = useState<unknown>(null);
  const act = (what: Promise<unknown>) => void what.then(() => refresh()).catch(setError);
  const { id, status, scope, reason, owner, approver, expiresAt, application, origin } = exception;
  const soon = status === 'live' && daysUntil(expiresAt) < 14;
  return (
    <tr>
      <td>
        <Chip>{status}</Chip>
      </td>
      <td className={`${ui['wrap']} ${ui['small']}`}>
        {application ?? 'every application'}
        {Object.entries(scope).map(([name, value]) => (
          <div key={name}>
            {name}: <code>{name === 'fingerprint' ? String(value).slice(0, 16) : String(value)}</code>
          </div>
        ))}
      </td>
      <td className={ui['wrap']}>{reason}</td>
      <td className={ui['wrap']}>{owner}</td>
      <td>{approver ?? 'nobody yet'}</td>
      <td className={soon ? ui['fail'] : ''}>
        {day(expiresAt)}
        <div className={ui['small']}>
          {status === 'live' || status === 'waiting' ? daysLeft(expiresAt) : ago(expiresAt)}
        </div>
      </td>
      <td>
        {error !== null && <Problem error={error} />}
        <div className={ui['row']}>
          {may && origin === 'register' && status === 'waiting' && (
            <Button small onClick={() => act(stoa.approveException({ params: { id } }))}>
              Approve
            </Button>
          )}
          {may && origin === 'register' && (status === 'live' || status === 'waiting') && (
            <Button small kind="danger" onClick={() => act(stoa.revokeException({ params: { id } }))}>
              Revoke
            </Button>
          )}
          {origin === 'file' && <span className={`${ui['soft']} ${ui['small']}`}>in .stoa/exceptions.yaml</span>}
        </div>
      </td>
    </tr>
  );
}
