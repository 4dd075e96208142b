import { useState } from 'react';
import { useSession } from '../../data/session.tsx';
import { Card } from '../../ui/card.tsx';
import { PasswordDialog } from '../../ui/password-dialog.tsx';
import ui from '../../ui/ui.module.css';

export function Password() {
  const { data: me } = useSession();
  const [done, setDone] = useState(false);
  return (
    <Card title="Your password">
      <div className={ui['row']}>
        <p>
          {me?.hasPassword ? `You sign in as ${me.email}.` : 'You have none yet: only a one-time link signs you in.'}
        </p>
        <PasswordDialog name={me?.hasPassword ? 'Change it' : 'Choose one'} onDone={() => setDone(true)} />
        <span role="status">{done && 'Kept. Your other sessions are ended.'}</span>
      </div>
    </Card>
  );
}
