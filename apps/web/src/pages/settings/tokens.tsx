import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roles, type Role } from '@stoa/model';
import { scopes } from '@stoa/api';
import { stoa } from '../../data/client.ts';
import { useRefresh } from '../../data/session.tsx';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Chip } from '../../ui/badges.tsx';
import { Card, Scroll } from '../../ui/card.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Button, Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';
import { ago, day } from '../../ui/words.ts';

export function Tokens() {
  const refresh = useRefresh();
  const [value, setValue] = useState<string | null>(null);
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => stoa.listTokens() });
  return (
    <Card title="API tokens">
      <div className={ui['stack']}>
        {value && <CopyField label="Put this into STOA_TOKEN; it is shown once" value={value} />}
        <Loaded query={tokens}>
          {({ items }) => (
            <Scroll label="Tokens">
              <table>
                <thead>
                  <tr>
                    <th>Name</th>
                    <th>Role and scopes</th>
                    <th>For</th>
                    <th>Last used</th>
                    <th>Ends</th>
                    <th>
                      <span className="visually-hidden">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(
                    ({ id, name, role, scopes: of, application, createdBy, lastUsedAt, expiresAt, revokedAt }) => (
                      <tr key={id}>
                        <td>
                          {name} <div className={`${ui['soft']} ${ui['small']}`}>of {createdBy}</div>
                        </td>
                        <td>
                          {role}{' '}
                          {of.map((scope) => (
                            <Chip key={scope}>{scope}</Chip>
                          ))}
                        </td>
                        <td>{application ?? 'every application'}</td>
                        <td>{lastUsedAt ? ago(lastUsedAt) : 'never'}</td>
                        <td>{revokedAt ? `revoked ${ago(revokedAt)}` : day(expiresAt)}</td>
                        <td>
                          {!revokedAt && (
                            <Button
                              small
                              kind="danger"
                              onClick={() => void stoa.revokeToken({ params: { id } }).then(() => refresh())}
                            >
                              Revoke
                            </Button>
                          )}
                        </td>
                      </tr>
                    ),
                  )}
                </tbody>
              </table>
            </Scroll>
          )}
        </Loaded>
        <AskDialog
          trigger={<Button kind="primary">New token</Button>}
          title="A token for a machine"
          submit="Make"
          onSubmit={async (form) => {
            const made = await stoa.createToken({
              body: {
                name: String(form.get('name')),
                role: String(form.get('role')) as Role,
                scopes: form.getAll('scope') as never,
                application: String(form.get('application')).trim() || null,
                expiresInDays: Number(form.get('days')),
              },
            });
            setValue(made.value);
          }}
          onDone={() => void refresh()}
        >
          <Field label="Name">
            {(id) => <input id={id} name="name" className={ui['input']} required placeholder="pipeline of the shop" />}
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
          <fieldset>
            <legend>Scopes</legend>
            {scopes.map((scope) => (
              <label key={scope} className={ui['row']}>
                <input
                  type="checkbox"
                  name="scope"
                  value={scope}
                  defaultChecked={['read', 'runs:write', 'decisions:write'].includes(scope)}
                />{' '}
                {scope}
              </label>
            ))}
          </fieldset>
          <Field label="Only for this application (empty: every one)">
            {(id) => <input id={id} name="application" className={ui['input']} />}
          </Field>
          <Field label="Days it lives">
            {(id) => (
              <input id={id} name="days" type="number" min={1} max={366} defaultValue={90} className={ui['input']} />
            )}
          </Field>
        </AskDialog>
      </div>
    </Card>
  );
}
