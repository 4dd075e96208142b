import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { stoa } from '../../data/client.ts';
import { useRefresh } from '../../data/session.tsx';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Button, Field } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';

export function DecideDialog() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const applications = useQuery({ queryKey: ['applications'], queryFn: () => stoa.listApplications() });
  return (
    <AskDialog
      trigger={<Button kind="primary">Decide now</Button>}
      title="May it go there?"
      submit="Decide"
      onSubmit={async (form) => {
        const { id } = await stoa.decide({
          body: { application: String(form.get('application')), environment: String(form.get('environment')) },
        });
        await refresh();
        await navigate(`/decisions/${id}`);
      }}
    >
      <Field label="Application">
        {(id) => (
          <select id={id} name="application" className={ui['input']} required>
            {applications.data?.items.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Environment">
        {(id) => <input id={id} name="environment" className={ui['input']} defaultValue="production" required />}
      </Field>
    </AskDialog>
  );
}
