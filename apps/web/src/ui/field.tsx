import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react';
import css from './ui.module.css';

export function Button({
  kind,
  small = false,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: 'primary' | 'danger'; small?: boolean }) {
  const looks = [css['button'], kind && css[kind], small && css['tight']].filter(Boolean).join(' ');
  return <button type="button" {...rest} className={looks} />;
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
