import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOrganisation, listRuns, openStore, recordRun, StoreError } from '@stoa/store';
import { toReport } from '../contract/stories.ts';

/** Records runs until the disk is full, and says what happens then, as JSON lines. */
const disk = process.argv[2]!;
const say = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
const ballast = join(disk, 'ballast');
writeFileSync(ballast, randomBytes(90_000_000));

const directory = join(disk, 'stoa');
let store = await openStore({ directory });
const { id } = await store.asOwner((owner) => createOrganisation(owner, 'Acme'));
let acknowledged = 0;
try {
  for (;;) {
    const sees = Array.from({ length: 1_000 }, (_, at) => ({
      kind: 'code' as const,
      rule: { id: 'r' },
      title: `${acknowledged} ${at}`,
      severity: 'low' as const,
      description: randomBytes(1_000).toString('base64'),
      location: { path: `${acknowledged}/${at}.ts` },
    }));
    await store.within(id, (tx) => recordRun(tx, toReport({ at: acknowledged + 1, sees })));
    acknowledged += 1;
  }
} catch (error) {
  say({ full: error instanceof StoreError ? error.code : String(error), acknowledged });
}
const count = async () => (await store.within(id, (tx) => listRuns(tx, { limit: 200 }))).items.length;
say({ stillReads: await count().catch((error: unknown) => String(error)) });
await store.close().catch((error: unknown) => say({ close: String(error) }));
rmSync(ballast);
store = await openStore({ directory });
say({ reopened: await count() });
await store.within(id, (tx) => recordRun(tx, toReport({ at: 500, sees: ['a.ts'] })));
say({ writesAgain: await count() });
await store.close();
