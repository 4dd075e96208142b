import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { RegisteredException } from '@stoa/api';
import type { ExceptionScope } from '@stoa/model';
import { stoa } from '../data/client.ts';
import { useMay, useRefresh, useSession } from '../data/session.tsx';
import { AskDialog, Button, Card, Chip, Empty, Field, Loaded, Page, Problem, ui, Scroll } from '../ui/ui.tsx';
import { ago, dateIn, day, daysUntil } from '../ui/words.ts';
import { useState } from 'react';

/** The one register: who lives with what, until when, and who agreed. */
export function Exceptions() {
  const [search, setSearch] = useSearchParams();
  const status = (search.get('status') || undefined) as RegisteredException['status'] | undefined;
  const refresh = useRefresh();
  const mayAsk = useMay('developer');
  const query = useQuery({
    queryKey: ['exceptions', status],
    queryFn: () => stoa.listExceptions({ query: { status, limit: 200 } }),
  });
  return (
    <Page
      title="Exceptions"
      lead="What is lived with for a while, by name. It is still evaluated, still shown, and it ends."
      actions={mayAsk && <ExceptionDialog application={null} scope={null} what={null} onDone={() => void refresh()} />}
    >
      <label className={ui['row']}>
        Show
        <select
          className={ui['input']}
          style={{ width: '12rem' }}
          value={status ?? ''}
          onChange={({ target }) => setSearch(target.value ? { status: target.value } : {})}
        >
          <option value="">all</option>
          {['waiting', 'live', 'expired', 'revoked'].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <Card>
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>None.</Empty>
            ) : (
              <Scroll label="Exceptions">
                <table>
                  <thead>
                    <tr>
                      <th>Status</th>
                      <th>What</th>
                      <th>Why</th>
                      <th>Owner</th>
                      <th>Approved by</th>
                      <th>Ends</th>
                      <th>
                        <span className="visually-hidden">Actions</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((exception) => (
                      <Row key={exception.id} exception={exception} />
                    ))}
                  </tbody>
                </table>
              </Scroll>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}

function Row({ exception }: { exception: RegisteredException }) {
  const refresh = useRefresh();
  const may = useMay('security');
  const [error, setError] = useState<unknown>(null);
  const act = (what: Promise<unknown>) => void what.then(() => refresh()).catch(setError);
  const { id, status, scope, reason, owner, approver, expiresAt, application, origin } = exception;
  const soon = status === 'live' && daysUntil(expiresAt) < 14;
  return (
    <tr>
      <td>
        <Chip>{status}</Chip>
      </td>
      <td className={`${ui['wrap']} ${ui['small']}`}>
        {application ?? 'every application'}
        {Object.entries(scope).map(([name, value]) => (
          <div key={name}>
            {name}: <code>{name === 'fingerprint' ? String(value).slice(0, 16) : String(value)}</code>
          </div>
        ))}
      </td>
      <td className={ui['wrap']}>{reason}</td>
      <td className={ui['wrap']}>{owner}</td>
      <td>{approver ?? 'nobody yet'}</td>
      <td className={soon ? ui['fail'] : ''}>
        {day(expiresAt)}
        <div className={`${ui['soft']} ${ui['small']}`}>{ago(expiresAt)}</div>
      </td>
      <td>
        {error !== null && <Problem error={error} />}
        {may && origin === 'register' && status === 'waiting' && (
          <Button onClick={() => act(stoa.approveException({ params: { id } }))}>Approve</Button>
        )}
        {may && origin === 'register' && (status === 'live' || status === 'waiting') && (
          <Button kind="danger" onClick={() => act(stoa.revokeException({ params: { id } }))}>
            Revoke
          </Button>
        )}
        {origin === 'file' && <span className={`${ui['soft']} ${ui['small']}`}>in .stoa/exceptions.yaml</span>}
      </td>
    </tr>
  );
}

/** Asks for an exception; for one finding its scope is filled in already. */
export function ExceptionDialog({
  application,
  scope,
  what,
  onDone,
}: {
  application: string | null;
  scope: ExceptionScope | null;
  what: string | null;
  onDone: () => void;
}) {
  const { data: me } = useSession();
  const [inAMonth] = useState(() => dateIn(30));
  return (
    <AskDialog
      trigger={<Button>Ask for an exception</Button>}
      title={what ? `Live with “${what.slice(0, 80)}”` : 'Live with something for a while'}
      submit="Ask"
      onSubmit={(form) => {
        const text = (name: string) => String(form.get(name) ?? '').trim() || undefined;
        return stoa.createException({
          body: {
            application: application ?? text('application') ?? null,
            owner: String(form.get('owner')),
            reason: String(form.get('reason')),
            scope: scope ?? { rule: text('rule'), path: text('path'), purl: text('purl') },
            expiresAt: new Date(`${String(form.get('until'))}T23:59:59Z`).toISOString(),
          },
        });
      }}
      onDone={onDone}
    >
      {!scope && (
        <>
          <Field label="Application (empty: every one)">
            {(id) => <input id={id} name="application" className={ui['input']} />}
          </Field>
          <Field label="Rule or advisory">
            {(id) => <input id={id} name="rule" className={ui['input']} placeholder="CVE-2021-23337" />}
          </Field>
          <Field label="Path prefix">
            {(id) => <input id={id} name="path" className={ui['input']} placeholder="examples/" />}
          </Field>
          <Field label="Package URL">
            {(id) => <input id={id} name="purl" className={ui['input']} placeholder="pkg:npm/lodash" />}
          </Field>
        </>
      )}
      <Field label="Owner">
        {(id) => <input id={id} name="owner" className={ui['input']} defaultValue={me?.name ?? ''} required />}
      </Field>
      <Field label="Why">
        {(id) => <textarea id={id} name="reason" className={ui['input']} rows={3} required minLength={10} />}
      </Field>
      <Field label="Until">
        {(id) => <input id={id} name="until" type="date" className={ui['input']} defaultValue={inAMonth} required />}
      </Field>
      <p className={`${ui['soft']} ${ui['small']}`}>
        It covers nothing until somebody else with the security role approves it.
      </p>
    </AskDialog>
  );
}
