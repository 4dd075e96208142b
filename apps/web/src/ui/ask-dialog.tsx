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
import { Button } from './field.tsx';
import { Problem } from './loaded.tsx';
import css from './ui.module.css';

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
