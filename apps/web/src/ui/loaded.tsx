import type { ReactNode } from 'react';
import { ApiError } from '@stoa/api';
import css from './ui.module.css';

/** What went wrong, and what to do: the API says both. */
export function Problem({ error }: { error: unknown }) {
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <div role="alert" className={css['error']}>
      <strong>{problem?.title ?? 'The server does not answer'}</strong>
      <p>{problem?.detail ?? 'Is Stoa still running? Reload the page when it is.'}</p>
      {problem?.errors?.map(({ path, message }) => (
        <p key={path} className={css['small']}>
          {path}: {message}
        </p>
      ))}
    </div>
  );
}

/** A query's three states; the content only when there is some. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: { data: Data | undefined; error: unknown };
  children: (data: Data) => ReactNode;
}) {
  if (query.error) return <Problem error={query.error} />;
  if (query.data === undefined) {
    return (
      <div className={css['stack']} role="status" aria-label="Loading">
        {[90, 70, 80].map((width) => (
          <div key={width} className={css['skeleton']} style={{ width: `${width}%` }} />
        ))}
      </div>
    );
  }
  return children(query.data);
}
