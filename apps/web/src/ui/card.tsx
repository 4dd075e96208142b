import type { ReactNode } from 'react';
import css from './ui.module.css';

export function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={css['card']}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

/** What may be wider than the page: it scrolls by itself, with the keyboard too. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css['scroll']} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className={css['empty']}>{children}</p>;
}
