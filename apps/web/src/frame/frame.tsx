import { Link, Navigate, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useSession } from '../data/session.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Mark } from '../ui/mark.tsx';
import { NoPasswordYet } from './no-password-yet.tsx';
import { SignOutButton } from './sign-out-button.tsx';
import { ThemeButton } from './theme-button.tsx';
import css from './frame.module.css';

const places = [
  ['/', 'Stoa'],
  ['/findings', 'Findings'],
  ['/components', 'Components'],
  ['/runs', 'Runs'],
  ['/decisions', 'Decisions'],
  ['/exceptions', 'Exceptions'],
  ['/settings', 'Settings'],
] as const;

/** What every page stands in; sends whoever is not signed in to the door, and back afterwards. */
export function Frame() {
  const session = useSession();
  const { pathname, search } = useLocation();
  return (
    <Loaded query={session}>
      {(me) =>
        me === null ? (
          <Navigate to="/sign-in" replace state={{ back: `${pathname}${search}` }} />
        ) : (
          <>
            <a className={css['skip']} href="#main">
              To the content
            </a>
            <header className={css['bar']}>
              <Link className={css['brand']} to="/">
                <Mark size={26} />
                Stoa
              </Link>
              <nav className={css['nav']} aria-label="Pages">
                {places.map(([to, name]) => (
                  <NavLink key={to} to={to} end={to === '/'}>
                    {name}
                  </NavLink>
                ))}
              </nav>
              <div className={css['me']}>
                <span>
                  {me.name} · {me.role}
                </span>
                <ThemeButton />
                <SignOutButton />
              </div>
            </header>
            {!me.hasPassword && <NoPasswordYet />}
            <main id="main" className={css['main']} tabIndex={-1}>
              <Outlet />
            </main>
            <ScrollRestoration />
          </>
        )
      }
    </Loaded>
  );
}
