import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roles, type Role } from '@stoa/model';
import { scopes } from '@stoa/api';
import { stoa } from '../data/client.ts';
import { useMay, useRefresh, useSession } from '../data/session.tsx';
import {
  AskDialog,
  Button,
  Card,
  Chip,
  CopyField,
  Field,
  Loaded,
  Page,
  Problem,
  VerdictBadge,
  ui,
  Scroll,
} from '../ui/ui.tsx';
import { ago, day, moment } from '../ui/words.ts';

export function Settings() {
  const [admin, developer, security] = [useMay('admin'), useMay('developer'), useMay('security')];
  return (
    <Page title="Settings" lead="People, tokens, policies, and the log of who did what.">
      <div className={ui['stack']}>
        <Password />
        {admin && <People />}
        {developer && <Tokens />}
        <Policies />
        {security && <Audit />}
        <About />
      </div>
    </Page>
  );
}

function Password() {
  const { data: me } = useSession();
  const refresh = useRefresh();
  const [done, setDone] = useState(false);
  return (
    <Card title="Your password">
      <div className={ui['row']}>
        <p>
          {me?.hasPassword ? `You sign in as ${me.email}.` : 'You have none yet: only a one-time link signs you in.'}
        </p>
        <AskDialog
          trigger={<Button>{me?.hasPassword ? 'Change it' : 'Choose one'}</Button>}
          title="A password of twelve characters or more"
          submit="Keep"
          onSubmit={(form) =>
            stoa.setPassword({
              body: {
                password: String(form.get('password')),
                ...(me?.hasPassword && { current: String(form.get('current')) }),
              },
            })
          }
          onDone={() => {
            setDone(true);
            void refresh();
          }}
        >
          {me?.hasPassword && (
            <Field label="Current password">
              {(id) => (
                <input
                  id={id}
                  name="current"
                  type="password"
                  autoComplete="current-password"
                  className={ui['input']}
                  required
                />
              )}
            </Field>
          )}
          <Field label="New password">
            {(id) => (
              <input
                id={id}
                name="password"
                type="password"
                autoComplete="new-password"
                className={ui['input']}
                required
                minLength={12}
              />
            )}
          </Field>
        </AskDialog>
        <span role="status">{done && 'Kept. Your other sessions are ended.'}</span>
      </div>
    </Card>
  );
}

function People() {
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
                          onClick={() => act(stoa.newUserLink({ params: { id } }).then((made) => show(made.link)))}
                        >
                          New link
                        </Button>{' '}
                        <Button
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

function Tokens() {
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

function Policies() {
  const policies = useQuery({ queryKey: ['policies'], queryFn: () => stoa.listPolicies() });
  return (
    <Card title="Policies in force">
      <Loaded query={policies}>
        {({ items }) => (
          <div className={ui['stack']}>
            {items.map(({ id, title, workloads, environments, criteria }) => (
              <details key={id}>
                <summary>
                  <strong>{title}</strong>{' '}
                  {[...workloads, ...environments].map((one) => (
                    <Chip key={one}>{one}</Chip>
                  ))}
                </summary>
                <ul>
                  {criteria.map((criterion) => (
                    <li key={criterion.id}>
                      {criterion.title} {criterion.enforcement === 'warn' && <Chip>advice</Chip>}{' '}
                      <code>{criterion.expression}</code>
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Audit() {
  const [verified, setVerified] = useState<{ ok: boolean; text: string } | null>(null);
  const log = useQuery({ queryKey: ['audit'], queryFn: () => stoa.listAudit({ query: { limit: 30 } }) });
  const verify = async () => {
    const { ok, entries, brokenAt, why } = await stoa.verifyAudit();
    setVerified({ ok, text: ok ? `${entries} entries, the chain holds.` : `Entry ${brokenAt}: ${why}` });
  };
  return (
    <Card title="Audit log">
      <div className={ui['stack']}>
        <div className={ui['row']}>
          <Button onClick={() => void verify()}>Verify the chain</Button>
          <span role="status">
            {verified && (
              <>
                <VerdictBadge verdict={verified.ok ? 'pass' : 'fail'} /> {verified.text}
              </>
            )}
          </span>
        </div>
        <Loaded query={log}>
          {({ items }) => (
            <Scroll label="Audit entries">
              <table>
                <thead>
                  <tr>
                    <th>When</th>
                    <th>Who</th>
                    <th>What</th>
                    <th>On</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ sequence, at, actor, action, subject }) => (
                    <tr key={sequence}>
                      <td>{moment(at)}</td>
                      <td>{actor}</td>
                      <td>{action}</td>
                      <td className={`${ui['wrap']} ${ui['small']}`}>{subject}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
        </Loaded>
      </div>
    </Card>
  );
}

function About() {
  const health = useQuery({ queryKey: ['health'], queryFn: () => stoa.health() });
  return (
    <Card title="About">
      <p>
        Stoa {health.data?.version}. All that these pages do is <a href="/api">documented API</a> (
        <a href="/api/openapi.json">OpenAPI 3.1</a>).
      </p>
    </Card>
  );
}
