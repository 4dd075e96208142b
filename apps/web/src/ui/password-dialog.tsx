import { stoa } from '../data/client.ts';
import { useRefresh, useSession } from '../data/session.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { Button, Field } from './field.tsx';
import css from './ui.module.css';

/** Chooses the first password, or changes it. */
export function PasswordDialog({ name, small, onDone }: { name: string; small?: boolean; onDone?: () => void }) {
  const { data: me } = useSession();
  const refresh = useRefresh();
  return (
    <AskDialog
      trigger={<Button {...(small && { small })}>{name}</Button>}
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
        onDone?.();
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
              className={css['input']}
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
            className={css['input']}
            required
            minLength={12}
          />
        )}
      </Field>
    </AskDialog>
  );
}
