import { stoa } from '../../data/client.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Button, Field } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';

export function TriageDialog({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  return (
    <AskDialog
      trigger={<Button kind="primary">Judge {ids.length > 1 ? `${ids.length} findings` : 'finding'}</Button>}
      title="What is it?"
      submit="Record"
      onSubmit={(form) =>
        stoa.triageFindings({
          body: { ids, state: (form.get('state') || null) as never, reason: String(form.get('reason')) },
        })
      }
      onDone={onDone}
    >
      <Field label="Judgement">
        {(id) => (
          <select id={id} name="state" className={ui['input']}>
            <option value="false-positive">a false positive</option>
            <option value="not-affected">real, but we are not affected</option>
            <option value="">take an earlier judgement back</option>
          </select>
        )}
      </Field>
      <Field label="Why (kept in the history)">
        {(id) => <textarea id={id} name="reason" className={ui['input']} rows={3} required minLength={10} />}
      </Field>
      <p className={`${ui['soft']} ${ui['small']}`}>
        To live with a real problem for a while, ask for an exception instead.
      </p>
    </AskDialog>
  );
}
