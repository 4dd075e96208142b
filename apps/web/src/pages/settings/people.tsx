import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roles, type Role } from '@stoa/model';
import { stoa } from '../../data/client.ts';
import { useRefresh } from '../../data/session.tsx';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Chip } from '../../ui/badges.tsx';
import { Card, Scroll } from '../../ui/card.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Button, Field } from '../../ui/field.tsx';
import { Loaded, Problem } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';
import { ago } from '../../ui/words.ts';

export function People() {
  const refresh = useRefresh();
  const [link, setLink] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const people = useQuery({ queryKey: ['users'], queryFn: () => stoa.listUsers() });
  const act = (what: Promise<unknown>) => void what.then(() => refresh()).catch(setError);
  const show = (path: string) => setLink(`${location.origin}${path}`);
  return (
    <Card title="People">
      <div className={ui['stack']}>
        {error !== null && <Problem error={error} />}
        {link && <CopyField label="Give this one-time link to the person; it is shown once" value={link} />}
        <Loaded query={people}>
          {({ items }) => (
            <Scroll label="People">
              <table>
                <thead>
                  <tr>
                    <th>Name</th>
                    <th>E-mail</th>
                    <th>Role</th>
                    <th>Last seen</th>
                    <th>
                      <span className="visually-hidden">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ id, name, email, role, disabled, lastSeenAt }) => (
                    <tr key={id}>
                      <td>
                        {name} {disabled && <Chip>disabled</Chip>}
                      </td>
                      <td className={ui['wrap']}>{email}</td>
                      <td>
                        <select
                          className={ui['input']}
                          aria-label={`Role of ${name}`}
                          value={role}
                          onChange={({ target }) =>
                            act(stoa.changeUser({ params: { id }, body: { role: target.value as Role } }))
                          }
                        >
                          {roles.map((one) => (
                            <option key={one}>{one}</option>
                          ))}
                        </select>
                      </td>
                      <td>{lastSeenAt ? ago(lastSeenAt) : 'never'}</td>
                      <td>
                        <Button
                          small
                          onClick={() => act(stoa.newUserLink({ params: { id } }).then((made) => show(made.link)))}
                        >
                          New link
                        </Button>{' '}
                        <Button
                          small
                          kind="danger"
                          onClick={() => act(stoa.changeUser({ params: { id }, body: { disabled: !disabled } }))}
                        >
                          {disabled ? 'Enable' : 'Disable'}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
        </Loaded>
        <AskDialog
          trigger={<Button kind="primary">Invite somebody</Button>}
          title="Invite somebody"
          submit="Invite"
          onSubmit={async (form) => {
            const made = await stoa.inviteUser({
              body: {
                email: String(form.get('email')),
                name: String(form.get('name')),
                role: String(form.get('role')) as Role,
              },
            });
            show(made.link);
          }}
          onDone={() => void refresh()}
        >
          <Field label="Name">{(id) => <input id={id} name="name" className={ui['input']} required />}</Field>
          <Field label="E-mail">
            {(id) => <input id={id} name="email" type="email" className={ui['input']} required />}
          </Field>
          <Field label="Role">
            {(id) => (
              <select id={id} name="role" className={ui['input']} defaultValue="developer">
                {roles.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            )}
          </Field>
        </AskDialog>
      </div>
    </Card>
  );
}
