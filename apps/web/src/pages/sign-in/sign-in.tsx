import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { rememberCsrf, stoa } from '../../data/client.ts';
import { useRefresh } from '../../data/session.tsx';
import { Button, Field } from '../../ui/field.tsx';
import { Problem } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';
import { Mark } from '../../ui/mark.tsx';
import css from './sign-in.module.css';

export function SignIn() {
  const enter = useEnter();
  const [error, setError] = useState<unknown>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      const me = await stoa.signIn({
        body: { email: String(form.get('email')), password: String(form.get('password')) },
      });
      await enter(me.csrf);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Door title="Sign in">
      <form className={ui['stack']} onSubmit={(event) => void send(event)}>
        <Field label="E-mail">
          {(id) => <input id={id} className={ui['input']} name="email" type="email" autoComplete="username" required />}
        </Field>
        <Field label="Password">
          {(id) => (
            <input
              id={id}
              className={ui['input']}
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        {error !== null && <Problem error={error} />}
        <Button type="submit" kind="primary">
          Sign in
        </Button>
      </form>
      <p className={`${ui['soft']} ${ui['small']}`}>
        No password yet? Open the one-time link that the administrator gave you, or that Stoa printed when it started.
      </p>
    </Door>
  );
}

/** The link's secret is in the fragment: it has never been sent until now. */
export function SignInByLink() {
  const enter = useEnter();
  const [error, setError] = useState<unknown>(null);
  const spent = useRef(false);
  useEffect(() => {
    if (spent.current) return;
    spent.current = true;
    const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
    history.replaceState(null, '', location.pathname);
    stoa
      .signInByLink({ body: { token } })
      .then(({ csrf }) => enter(csrf))
      .catch(setError);
  }, [enter]);
  return (
    <Door title={error === null ? 'Opening the door …' : 'This link does not open'}>
      {error !== null && <Problem error={error} />}
    </Door>
  );
}

function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={css['door']}>
      <title>{`${title} · Stoa`}</title>
      <div className={css['box']}>
        <Mark className={css['mark']} size={64} />
        <h1 className={css['center']}>{title}</h1>
        {children}
      </div>
    </main>
  );
}

function useEnter(): (csrf: string | null) => Promise<void> {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { state } = useLocation() as { state: { back?: string } | null };
  return async (csrf) => {
    rememberCsrf(csrf);
    await refresh();
    await navigate(state?.back ?? '/', { replace: true });
  };
}
