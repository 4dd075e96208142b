import { useId, type ReactNode } from 'react';
import css from './ui.module.css';

export function Button({
  kind,
  ...rest
}: React.ButtonHTMLAttributes<HTMLButtonElement> & { kind?: 'primary' | 'danger' }) {
  return <button type="button" {...rest} className={`${css['button']} ${kind ? css[kind] : ''}`} />;
}

export function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
