import { randomUUID } from 'node:crypto';
import { countAdministrators, createLink, createUser, listUsers, type Transaction } from '@stoa/store';
import { hashSecret, newSecret } from './http/caller.ts';

/** A one-time sign-in link for a person; the path, to be put behind the server's address. */
export async function createSignInLink(
  tx: Transaction,
  userId: string,
  hours: number,
): Promise<{ path: string; expiresAt: string }> {
  const secret = newSecret();
  const expiresAt = new Date(Date.now() + hours * 3_600_000).toISOString();
  await createLink(tx, { hash: hashSecret(secret), userId, expiresAt });
  // In the fragment: it is never sent to a server, so it stands in no log on the way.
  return { path: `/sign-in/link#token=${secret}`, expiresAt };
}

/** The administrator of a new installation; the first one that can sign in when there are some. */
export async function ensureAdministrator(tx: Transaction): Promise<string> {
  if ((await countAdministrators(tx)) > 0) {
    const administrator = (await listUsers(tx)).find(({ role, disabled }) => role === 'admin' && !disabled);
    if (administrator) return administrator.id;
  }
  const id = randomUUID();
  await createUser(tx, { id, email: 'admin@localhost', name: 'Administrator', role: 'admin' });
  return id;
}
