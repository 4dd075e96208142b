import { randomUUID } from 'node:crypto';
import { hasRole } from '@stoa/model';
import { Scope } from '@stoa/api';
import {
  appendAudit,
  changeUser,
  countAdministrators,
  createToken,
  createUser,
  endSessionsOf,
  getUser,
  listAudit,
  listTokens,
  listUsers,
  revokeToken,
  verifyAudit,
} from '@stoa/store';
import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';
import { hashSecret, newSecret } from '../http/caller.ts';
import { Failure, notFound } from '../http/failure.ts';
import { createSignInLink } from '../links.ts';

type PeopleHandlers = Pick<
  Handlers,
  | 'listUsers'
  | 'inviteUser'
  | 'changeUser'
  | 'newUserLink'
  | 'listTokens'
  | 'createToken'
  | 'revokeToken'
  | 'listAudit'
  | 'verifyAudit'
>;

const invitationHours = 72;

export function peopleHandlers({ store }: ServerContext): PeopleHandlers {
  return {
    listUsers: async ({ caller }) => ({ items: await store.within(caller.actor.organisation, listUsers) }),
    inviteUser: ({ caller, body }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const user = await createUser(tx, { id: randomUUID(), ...body });
        if (!user) throw new Failure('conflict', 'Somebody with this e-mail address is here already.');
        const { path, expiresAt } = await createSignInLink(tx, user.id, invitationHours);
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'user.invite',
          subject: user.id,
          detail: { email: user.email, role: user.role },
        });
        return { user, link: path, expiresAt };
      }),
    changeUser: ({ caller, params, body }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const user = await changeUser(tx, params.id, body);
        if (!user) throw notFound('person');
        if ((await countAdministrators(tx)) === 0)
          throw new Failure('conflict', 'This is the last administrator: make somebody else one first.');
        if (user.disabled || body.role !== undefined) await endSessionsOf(tx, user.id);
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'user.change',
          subject: user.id,
          detail: { ...body },
        });
        return user;
      }),
    newUserLink: ({ caller, params }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const user = await getUser(tx, params.id);
        if (!user) throw notFound('person');
        const { path, expiresAt } = await createSignInLink(tx, user.id, invitationHours);
        await appendAudit(tx, { actor: caller.actor.name, action: 'user.link', subject: user.id, detail: {} });
        return { user, link: path, expiresAt };
      }),
    listTokens: async ({ caller }) => {
      const own = hasRole(caller.role, 'admin') ? {} : { createdById: caller.actor.id };
      const items = await store.within(caller.actor.organisation, (tx) => listTokens(tx, own));
      return { items: items.map((token) => ({ ...token, scopes: Scope.array().catch([]).parse(token.scopes) })) };
    },
    createToken: ({ caller, body }) => {
      if (!caller.session) throw new Failure('forbidden', 'Tokens are made by people, signed in; not by other tokens.');
      if (!hasRole(caller.role, body.role))
        throw new Failure('forbidden', `You are ${caller.role}: a token of yours cannot be ${body.role}.`);
      const value = `stoa_${newSecret()}`;
      return store.within(caller.actor.organisation, async (tx) => {
        const expiresAt = new Date(Date.now() + body.expiresInDays * 86_400_000).toISOString();
        const token = await createToken(tx, {
          id: randomUUID(),
          hash: hashSecret(value),
          name: body.name,
          role: body.role,
          scopes: body.scopes,
          application: body.application,
          createdById: caller.actor.id,
          expiresAt,
        });
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'token.create',
          subject: token.id,
          detail: { name: body.name, role: body.role, scopes: body.scopes, expiresAt },
        });
        return { token: { ...token, scopes: body.scopes }, value };
      });
    },
    revokeToken: ({ caller, params }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const [token] = await listTokens(tx, { id: params.id });
        if (!token || (token.createdById !== caller.actor.id && !hasRole(caller.role, 'admin')))
          throw notFound('token');
        await revokeToken(tx, params.id);
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'token.revoke',
          subject: params.id,
          detail: { name: token.name },
        });
      }),
    listAudit: ({ caller, query }) => store.within(caller.actor.organisation, (tx) => listAudit(tx, query)),
    verifyAudit: ({ caller }) => store.within(caller.actor.organisation, verifyAudit),
  };
}
