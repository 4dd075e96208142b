import { useState } from 'react';
import { stoa } from '../../data/client.ts';
import { useRefresh, useSession } from '../../data/session.tsx';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Card } from '../../ui/card.tsx';
import { Button, Field } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';

export function Password() {
  const { data: me } = useSession();
  const refresh = useRefresh();
  const [done, setDone] = useState(false);
  return (
    <Card title="Your password">
      <div className={ui['row']}>
        <p>
          {me?.hasPassword ? `You sign in as ${me.email}.` : 'You have none yet: only a one-time link signs you in.'}
        </p>
        <AskDialog
          trigger={<Button>{me?.hasPassword ? 'Change it' : 'Choose one'}</Button>}
          title="A password of twelve characters or more"
          submit="Keep"
          onSubmit={(form) =>
            stoa.setPassword({
              body: {
                password: String(form.get('password')),
                ...(me?.hasPassword && { current: String(form.get('current')) }),
              },
            })
          }
          onDone={() => {
            setDone(true);
            void refresh();
          }}
        >
          {me?.hasPassword && (
            <Field label="Current password">
              {(id) => (
                <input
                  id={id}
                  name="current"
                  type="password"
                  autoComplete="current-password"
                  className={ui['input']}
                  required
                />
              )}
            </Field>
          )}
          <Field label="New password">
            {(id) => (
              <input
                id={id}
                name="password"
                type="password"
                autoComplete="new-password"
                className={ui['input']}
                required
                minLength={12}
              />
            )}
          </Field>
        </AskDialog>
        <span role="status">{done && 'Kept. Your other sessions are ended.'}</span>
      </div>
    </Card>
  );
}
