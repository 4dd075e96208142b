import {
  appendAudit,
  createSession,
  endSession,
  endSessionsOf,
  findUserByEmail,
  getUser,
  setPasswordHash,
  spendLink,
  type User,
} from '@stoa/store';
import type { FastifyReply } from 'fastify';
import { isSecure } from '../config.ts';
import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';
import { cookieName, csrfOf, hashSecret, newSecret, type AuthenticatedCaller } from '../http/caller.ts';
import { Failure } from '../http/failure.ts';
import { checkPassword, hashPassword } from '../passwords.ts';
import { createSignInThrottle } from '../sign-in-throttle.ts';

type SessionHandlers = Pick<Handlers, 'signIn' | 'signInByLink' | 'whoAmI' | 'signOut' | 'setPassword'>;

export function sessionHandlers(context: ServerContext): SessionHandlers {
  const { store, organisation, config } = context;
  const throttle = createSignInThrottle();

  async function begin(reply: FastifyReply, user: User, hasPassword: boolean, how: string) {
    const cookie = newSecret();
    await store.within(organisation.id, async (tx) => {
      await createSession(tx, hashSecret(cookie), user.id);
      await appendAudit(tx, { actor: user.name, action: 'session.begin', subject: user.id, detail: { how } });
    });
    reply.setCookie(cookieName(config), cookie, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure(config),
    });
    const { id, name, email, role } = user;
    return { id, name, email, role, organisation, hasPassword, csrf: csrfOf(cookie) };
  }

  return {
    signIn: async ({ body, reply }) => {
      const account = body.email.toLowerCase();
      const wait = throttle.waitFor(account);
      if (wait > 0) throw new Failure('rate-limited', `Too many attempts for this account: wait ${wait} seconds.`);
      const user = await store.within(organisation.id, (tx) => findUserByEmail(tx, body.email));
      const right = await checkPassword(user && !user.disabled ? user.passwordHash : null, body.password);
      if (!right || !user) {
        throttle.failed(account);
        throw new Failure('bad-credentials', 'The e-mail address or the password is not right.');
      }
      throttle.succeeded(account);
      return begin(reply, user, true, 'password');
    },
    signInByLink: async ({ body, reply }) => {
      const user = await store.within(organisation.id, async (tx) => {
        const id = await spendLink(tx, hashSecret(body.token));
        return id && getUser(tx, id);
      });
      if (!user || user.disabled)
        throw new Failure(
          'bad-credentials',
          'This link is spent or too old: ask for a new one, or start Stoa again for one.',
        );
      return begin(reply, user, user.passwordHash !== null, 'link');
    },
    whoAmI: async ({ caller }) => toMe(context, caller),
    signOut: async ({ caller, reply }) => {
      if (caller.session) await store.within(organisation.id, (tx) => endSession(tx, caller.session!.hash));
      reply.clearCookie(cookieName(config), { path: '/' });
    },
    setPassword: async ({ caller, body }) => {
      if (!caller.session)
        throw new Failure('forbidden', 'A password is chosen by the person, signed in; not by a token.');
      const user = await store.within(organisation.id, (tx) => getUser(tx, caller.actor.id));
      if (user?.passwordHash && !(await checkPassword(user.passwordHash, body.current ?? ''))) {
        throw new Failure('bad-credentials', 'The current password is not right.');
      }
      const hash = await hashPassword(body.password);
      await store.within(organisation.id, async (tx) => {
        await setPasswordHash(tx, caller.actor.id, hash);
        await endSessionsOf(tx, caller.actor.id, caller.session!.hash);
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'password.change',
          subject: caller.actor.id,
          detail: {},
        });
      });
    },
  };
}

function toMe({ organisation }: ServerContext, { actor, role, session }: AuthenticatedCaller) {
  return {
    id: actor.id,
    name: actor.name,
    email: session?.email ?? null,
    role,
    organisation,
    hasPassword: session?.hasPassword ?? false,
    csrf: session?.csrf ?? null,
  };
}
