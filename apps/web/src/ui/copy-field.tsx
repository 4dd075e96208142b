import { useState } from 'react';
import { Button, Field } from './field.tsx';
import css from './ui.module.css';

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
