import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  appendAudit,
  countFindings,
  createOrganisation,
  listAudit,
  listFindings,
  listRuns,
  recordRun,
  verifyAudit,
  type Store,
  type Transaction,
} from '@stoa/store';
import { component, injection, toReport } from './stories.ts';

/** What nobody should send and somebody will. */
export function hostileStories(storeOf: () => Store): void {
  async function organisation() {
    const { id } = await storeOf().asOwner((owner) => createOrganisation(owner, 'Acme'));
    return <T>(work: (tx: Transaction) => Promise<T>) => storeOf().within(id, work);
  }
  const forged = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

  test('a transaction that is kept after its end reads nothing of the next one', async () => {
    const [ours, theirs] = [await organisation(), await organisation()];
    await theirs((tx) => recordRun(tx, toReport({ at: 1, sees: ['theirs.ts'] })));
    const kept = await ours(async (tx) => ({ tx }));
    const stolen = theirs(async () => (await kept.tx.query('select path from findings')).rows);
    await expect(stolen).rejects.toThrow(/after its transaction had ended/);
    await expect(kept.tx.query('select 1')).rejects.toThrow(/after its transaction had ended/);
  });

  test('a transaction inside another is an error at once on the embedded database, never a wait for ever', async () => {
    const within = await organisation();
    const nested = within(() => within(async () => 'inside'));
    if (storeOf().kind === 'pglite') await expect(nested).rejects.toThrow(/inside another/);
    else expect(await nested).toBe('inside');
  });

  test('text that PostgreSQL cannot hold is kept as far as it can be read, and is the same finding again', async () => {
    const within = await organisation();
    const sees = [
      { ...injection('nul\0.ts'), excerpt: 'a\0b', title: 'half \ud800 of a pair', tags: ['\0'] },
      { ...injection('written-out.ts'), excerpt: String.raw`"\u0000" and "\ud800" as text` },
    ];
    const strange = { ...component('left\0'), hashes: { 'SHA\0': 'x' } };
    expect((await within((tx) => recordRun(tx, toReport({ at: 1, sees, components: [strange] })))).delta).toMatchObject(
      { opened: 2 },
    );
    const again = await within((tx) => recordRun(tx, toReport({ at: 2, sees })));
    expect(again.delta).toMatchObject({ opened: 0, fixed: 0, unchanged: 2, openNow: { high: 2 } });
    const { items } = await within((tx) => listFindings(tx, { q: 'nul\0.ts', sort: 'title', limit: 9 }));
    expect(items).toMatchObject([{ title: 'half \ufffd of a pair', location: { path: 'nul\ufffd.ts' } }]);
  });

  test('a path of four thousand characters is a place like any other', async () => {
    const within = await organisation();
    // Not compressible, so that the index has to carry all of it.
    const path = Array.from({ length: 4_000 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * at * 7919) % 20_000)),
    ).join('');
    const sees = [{ ...injection(path), title: 'deep' }];
    const components = [{ ...component('left'), location: { path } }];
    await within((tx) => recordRun(tx, toReport({ at: 1, sees, components })));
    const again = await within((tx) => recordRun(tx, toReport({ at: 2, sees, components })));
    expect(again.delta).toMatchObject({ opened: 0, unchanged: 1 });
    expect((await within((tx) => recordRun(tx, toReport({ at: 3 })))).delta).toMatchObject({ fixed: 1 });
  });

  test('the audit log stays whole with text that PostgreSQL cannot hold', async () => {
    const within = await organisation();
    await within((tx) => appendAudit(tx, { actor: 'A\0da', action: 'x', subject: '\ud800', detail: { a: '\0' } }));
    expect(await within(verifyAudit)).toMatchObject({ ok: true, entries: 1 });
  });

  test('a made-up cursor is refused by name, whatever is in it', async () => {
    const within = await organisation();
    await within((tx) => recordRun(tx, toReport({ at: 1, sees: ['a.ts'] })));
    const id = randomUUID();
    const refused = { code: 'invalid-cursor' };
    for (const cursor of [forged('x', 'y'), forged('2026-01-01', id), forged(id), 'bm8=', forged('infinity', id)]) {
      await expect(within((tx) => listRuns(tx, { limit: 1, cursor }))).rejects.toMatchObject(refused);
    }
    for (const cursor of [forged(1.5, id), forged('1', id), forged(1, 'x'), forged(1e300, id)]) {
      await expect(within((tx) => listFindings(tx, { sort: 'severity', limit: 1, cursor }))).rejects.toMatchObject(
        refused,
      );
    }
    await expect(within((tx) => listAudit(tx, { limit: 1, cursor: forged('1') }))).rejects.toMatchObject(refused);
    // What has the right shape is a place in the list, if a strange one.
    const far = { sort: 'severity' as const, limit: 1, cursor: forged(Number.MAX_SAFE_INTEGER, id) };
    expect((await within((tx) => listFindings(tx, far))).items).toEqual([]);
    const nul = { sort: 'title' as const, limit: 1, cursor: forged('\0', id) };
    expect((await within((tx) => listFindings(tx, nul))).next).toBeNull();
    expect((await within((tx) => countFindings(tx, { q: 'a\0' }))).total).toBe(0);
  });
}
