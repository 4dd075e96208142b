import { useState } from 'react';
import { Link, Navigate, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { stoa } from './data/client.ts';
import { useRefresh, useSession } from './data/session.tsx';
import { applyTheme, currentTheme } from './design/theme.ts';
import { Button } from './ui/field.tsx';
import { Loaded } from './ui/loaded.tsx';
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
                <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
                  <path d="M16 3 2 11v2h28v-2zM5 15h3v11H5zm6.300 0h3v11h-3zm6.400 0h3v11h-3zM24 15h3v11h-3zM2 28h28v2H2z" />
                </svg>
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
            <main id="main" className={css['main']}>
              <Outlet />
            </main>
          </>
        )
      }
    </Loaded>
  );
}

function ThemeButton() {
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'light' ? 'dark' : 'light';
  return (
    <Button
      onClick={() => {
        applyTheme(other, true);
        setTheme(other);
      }}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        aria-hidden="true"
      >
        {other === 'dark' ? (
          <path d="M13.500 9.800A6 6 0 0 1 6.200 2.500a6 6 0 1 0 7.300 7.300Z" strokeLinejoin="round" />
        ) : (
          <path
            d="M8 4.800a3.200 3.200 0 1 1 0 6.400 3.200 3.200 0 0 1 0-6.400ZM8 .8v1.600M8 13.600v1.600M.8 8h1.600M13.600 8h1.600M2.900 2.900 4 4M12 12l1.100 1.100M13.100 2.900 12 4M4 12l-1.100 1.100"
            strokeLinecap="round"
          />
        )}
      </svg>
      <span className="visually-hidden">{other === 'dark' ? 'Dark' : 'Light'} theme</span>
    </Button>
  );
}

function SignOutButton() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  return (
    <Button
      onClick={() =>
        void stoa.signOut().then(async () => {
          await refresh();
          await navigate('/sign-in');
        })
      }
    >
      Sign out
    </Button>
  );
}
