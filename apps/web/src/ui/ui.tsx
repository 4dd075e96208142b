import {
  cloneElement,
  useEffect,
  useId,
  useRef,
  useState,
  type FormEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { ApiError } from '@stoa/api';
import type { Severity, Verdict } from '@stoa/model';
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

export function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={css['card']}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

/** Icons differ in shape, so that colour is never alone. */
const icons: Record<Verdict, string> = {
  pass: 'M3 8.500 6.500 12 13 4.500',
  fail: 'M4 4l8 8M12 4l-8 8',
  'not-evaluated': 'M4 8h8',
  waived: 'M4 4v8M4 4h7l-2 2.500L11 9H4',
  expired: 'M8 3.500V8l3 2',
};

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return (
    <span className={`${css['badge']} ${css[verdict]}`}>
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <circle cx="8" cy="8" r="7.200" strokeWidth="1" opacity="0.5" />
        <path d={icons[verdict]} />
      </svg>
      {verdict}
    </span>
  );
}

export function SeverityWord({ severity }: { severity: Severity }) {
  return <span className={`${css['severity']} ${css[severity]}`}>{severity}</span>;
}

export function Chip({ children }: { children: ReactNode }) {
  return <span className={css['chip']}>{children}</span>;
}

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

/** A dialog that asks; `onSubmit` may fail, and then says why and stays open. The browser's own: it keeps focus and Escape right. */
export function AskDialog(props: {
  trigger: ReactElement<{ onClick?: () => void }>;
  title: string;
  submit: string;
  children: ReactNode;
  onSubmit: (form: FormData) => Promise<unknown>;
  onDone?: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const heading = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  const close = () => {
    setOpen(false);
    setError(null);
  };
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await props.onSubmit(new FormData(event.currentTarget));
      close();
      props.onDone?.();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {cloneElement(props.trigger, { onClick: () => setOpen(true) })}
      {open && (
        <dialog ref={dialog} className={css['dialog']} aria-labelledby={heading} onClose={close}>
          <form className={css['stack']} onSubmit={(event) => void send(event)}>
            <h2 id={heading}>{props.title}</h2>
            {props.children}
            {error !== null && <Problem error={error} />}
            <div className={css['row']}>
              <Button type="submit" kind="primary" disabled={busy}>
                {props.submit}
              </Button>
              <Button onClick={close}>Cancel</Button>
            </div>
          </form>
        </dialog>
      )}
    </>
  );
}

/** Something shown once, with a button to copy it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Field label={label}>
      {(id) => (
        <div className={css['row']}>
          <input id={id} className={css['input']} readOnly value={value} onFocus={(event) => event.target.select()} />
          <Button onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
      )}
    </Field>
  );
}

export { css as ui };
