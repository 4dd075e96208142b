import type { ExceptionScope } from '@stoa/model';
import { stoa } from '../../data/client.ts';
import { useSession } from '../../data/session.tsx';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Button, Field } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';
import { dateIn } from '../../ui/words.ts';
import { useState } from 'react';

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
