import type { ReactNode } from 'react';
import css from './ui.module.css';

/** The head of every page: one h1, one sentence, what can be done. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={css['page']}>
      <title>{`${title} · Stoa`}</title>
      <header className={css['head']}>
        <div>
          <h1>{title}</h1>
          {lead && <p className={css['lead']}>{lead}</p>}
        </div>
        {actions && <div className={css['row']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
