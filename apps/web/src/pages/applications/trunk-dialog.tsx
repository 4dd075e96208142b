import type { Application } from '@stoa/api';
import { stoa } from '../../data/client.ts';
import { useMay, useRefresh } from '../../data/session.tsx';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Button, Field } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';

export function TrunkDialog({ application: { name, trunk } }: { application: Application }) {
  const may = useMay('security');
  const refresh = useRefresh();
  if (!may) return null;
  return (
    <AskDialog
      trigger={<Button small>Change</Button>}
      title="The branch that counts"
      submit="Keep"
      onSubmit={(form) =>
        stoa.changeApplication({ params: { application: name }, body: { trunk: String(form.get('trunk')) } })
      }
      onDone={() => void refresh()}
    >
      <Field label="Trunk">
        {(id) => <input id={id} name="trunk" className={ui['input']} defaultValue={trunk ?? 'main'} required />}
      </Field>
      <p className={`${ui['soft']} ${ui['small']}`}>Runs on it open and close findings; runs elsewhere are compared.</p>
    </AskDialog>
  );
}
