import { Field } from './field.tsx';
import css from './ui.module.css';

/** One of some, or all. */
export function Choice({
  label,
  value,
  from,
  onChoose,
}: {
  label: string;
  value: string | undefined;
  from: string[];
  onChoose: (value: string) => void;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} className={css['input']} value={value ?? ''} onChange={({ target }) => onChoose(target.value)}>
          <option value="">all</option>
          {from.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
