import { useEffect, useRef } from 'react';
import { Field } from './field.tsx';
import css from './ui.module.css';

const pause = 200;

/** A search that asks when the typing pauses. What is being typed is never overwritten; a new address is taken over. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = value;
  }, [value]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return (
    <Field label={label}>
      {(id) => (
        <input
          ref={input}
          id={id}
          type="search"
          className={css['input']}
          defaultValue={value}
          onChange={({ target }) => {
            clearTimeout(waiting.current);
            waiting.current = setTimeout(() => onChange(target.value), pause);
          }}
        />
      )}
    </Field>
  );
}
