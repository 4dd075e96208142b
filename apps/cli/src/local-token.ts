import { createToken } from '@stoa/store';
import { randomUUID } from 'node:crypto';
import { ensureAdministrator, hashSecret, newSecret, type RunningServer } from '@stoa/server';

/** A token for this process's own first run: an hour long, and of a role no higher than it needs. */
export async function createLocalToken({ context }: RunningServer): Promise<string> {
  const value = `stoa_${newSecret()}`;
  await context.store.within(context.organisation.id, async (tx) => {
    const createdById = await ensureAdministrator(tx);
    await createToken(tx, {
      id: randomUUID(),
      hash: hashSecret(value),
      name: 'stoa up',
      role: 'developer',
      scopes: ['read', 'runs:write', 'decisions:write'],
      application: null,
      createdById,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
  });
  return value;
}
