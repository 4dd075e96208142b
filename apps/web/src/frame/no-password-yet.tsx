import { useState } from 'react';
import { Button } from '../ui/field.tsx';
import { PasswordDialog } from '../ui/password-dialog.tsx';
import css from './frame.module.css';

const key = 'stoa-password-later';

/** Whoever came by a one-time link is offered a password, once a sitting: the link is spent and opens nothing again. */
export function NoPasswordYet() {
  const [later, setLater] = useState(() => sessionStorage.getItem(key) !== null);
  if (later) return null;
  return (
    <aside className={css['offer']} aria-label="Your password">
      <p>You came by a one-time link, which opens nothing again. Choose a password to come back.</p>
      <PasswordDialog name="Choose a password" small />
      <Button
        small
        onClick={() => {
          sessionStorage.setItem(key, 'later');
          setLater(true);
        }}
      >
        Later
      </Button>
    </aside>
  );
}
