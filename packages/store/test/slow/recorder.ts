import { randomUUID } from 'node:crypto';
import { createOrganisation, findOrganisation, openStore, recordRun } from '@stoa/store';
import { toReport } from '../contract/stories.ts';

/** Records runs for ever, and says so of each only when it is committed. It is killed from outside. */
const store = await openStore({ directory: process.argv[2]! });
const organisation = await store.asOwner(
  async (owner) => (await findOrganisation(owner)) ?? createOrganisation(owner, 'Acme'),
);
const start = Number(process.argv[3]);
for (let at = start; ; at += 1) {
  const id = randomUUID();
  const sees = Array.from({ length: 40 }, (_, index) => `file-${(at * 7 + index) % 90}.ts`);
  await store.within(organisation.id, (tx) => recordRun(tx, toReport({ id, at, sees })));
  process.stdout.write(`${id}\n`);
}
