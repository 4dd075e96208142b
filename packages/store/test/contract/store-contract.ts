import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  appendAudit,
  approveException,
  countExceptions,
  countFindings,
  createException,
  createOrganisation,
  createSession,
  createToken,
  createUser,
  findAnswer,
  findSession,
  findToken,
  getFinding,
  keepAnswer,
  listComponents,
  listFindings,
  listRuns,
  readComponents,
  readExceptionEvents,
  readFindingEvents,
  readOverview,
  readSightingsOf,
  recordDecision,
  recordEvidence,
  recordRun,
  replaceFileExceptions,
  restoreBackup,
  revokeException,
  spendLink,
  createLink,
  triageFindings,
  verifyAudit,
  type ExceptionEvent,
  type RestoreTarget,
  type Store,
  type Transaction,
} from '@stoa/store';
import { hostileStories } from './hostile-stories.ts';
import { component, hour, injection, toReport, type Told } from './stories.ts';

/** What every database must do. `fresh` gives one more empty target, for restoring into. */
export function storeContract(
  name: string,
  open: () => Promise<Store>,
  fresh: () => Promise<{ target: RestoreTarget; open: () => Promise<Store> }>,
): void {
  describe(name, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());
    hostileStories(() => store);

    /** A new organisation for each story: they must not see each other anyway. */
    async function organisation(): Promise<<T>(work: (tx: Transaction) => Promise<T>) => Promise<T>> {
      const { id } = await store.asOwner((owner) => createOrganisation(owner, 'Acme'));
      return (work) => store.within(id, work);
    }
    const all = { limit: 200, sort: 'title' as const };
    const record = (within: <T>(w: (tx: Transaction) => Promise<T>) => Promise<T>, told: Told) =>
      within((tx) => recordRun(tx, toReport(told)));

    test('a run opens, a later one closes and opens again, and history tells it', async () => {
      const within = await organisation();
      expect((await record(within, { at: 1, sees: ['a.ts', 'b.ts'] })).delta).toMatchObject({
        opened: 2,
        openNow: { high: 2 },
      });
      expect((await record(within, { at: 2, sees: ['b.ts'] })).delta).toMatchObject({
        fixed: 1,
        unchanged: 1,
        openNow: { high: 1 },
      });
      expect((await record(within, { at: 3, sees: ['a.ts', 'b.ts'] })).delta).toMatchObject({ reopened: 1, opened: 0 });
      const { items } = await within((tx) => listFindings(tx, all));
      const first = items.find(({ location }) => location?.path === 'a.ts')!;
      expect(first).toMatchObject({
        state: 'open',
        firstSeenAt: hour(1),
        lastSeenAt: hour(3),
        fixedAt: null,
        tools: ['scanner'],
      });
      const events = await within((tx) => readFindingEvents(tx, first.id));
      expect(events.map(({ type }) => type).toSorted()).toEqual(['fixed', 'opened', 'reopened']);
    });

    test('an empty, partial run closes nothing', async () => {
      const within = await organisation();
      await record(within, { at: 1, sees: ['a.ts'] });
      expect((await record(within, { at: 2, completeness: 'partial' })).delta).toMatchObject({
        fixed: 0,
        openNow: { high: 1 },
      });
    });

    test('the same upload twice changes nothing; the same id with another content is refused', async () => {
      const within = await organisation();
      const report = toReport({ at: 1, sees: ['a.ts'], components: [component('left')] });
      const first = await within((tx) => recordRun(tx, report));
      const second = await within((tx) => recordRun(tx, report));
      expect(second).toEqual({ ...first, duplicate: true });
      expect((await within((tx) => listRuns(tx, { limit: 10 }))).items).toHaveLength(1);
      const other = { ...report, observations: [] };
      await expect(within((tx) => recordRun(tx, other))).rejects.toMatchObject({ code: 'conflict' });
    });

    test('a branch asks and does not change; its delta is against the trunk', async () => {
      const within = await organisation();
      await record(within, { at: 1, sees: ['a.ts', 'b.ts'] });
      const { trunk, delta } = await record(within, { at: 2, branch: 'feature', sees: ['b.ts', 'c.ts'] });
      expect(trunk).toBe(false);
      expect(delta).toMatchObject({ opened: 1, fixed: 1, unchanged: 1, openNow: { high: 2 } });
      expect((await within((tx) => listFindings(tx, all))).items.map(({ state }) => state)).toEqual(['open', 'open']);
    });

    test('two tools see one finding; it is fixed when both no longer see it', async () => {
      const within = await organisation();
      await record(within, { at: 1, sees: ['a.ts'] });
      await record(within, {
        at: 1,
        sees: [{ ...injection('a.ts'), rule: { id: 'other-rule', cwe: [89] } }],
        tool: 'other',
      });
      expect((await record(within, { at: 2 })).delta.fixed).toBe(0);
      const { items } = await within((tx) => listFindings(tx, all));
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ tools: ['other', 'scanner'], state: 'open' });
      expect((await record(within, { at: 3, tool: 'other' })).delta.fixed).toBe(1);
    });

    test('uploads in any order, in parallel, and repeated, come to the same findings', async () => {
      const told = fc.record({
        at: fc.integer({ min: 1, max: 6 }),
        tool: fc.constantFrom('scanner', 'other'),
        // Runs may describe one finding differently, even runs that end at the same instant.
        sees: fc
          .uniqueArray(fc.constantFrom('a.ts', 'b/c.ts', 'b/d.ts'))
          .chain((paths) =>
            fc.tuple(
              ...paths.map((path) =>
                fc.constantFrom('low' as const, 'high' as const).map((severity) => ({ ...injection(path), severity })),
              ),
            ),
          ),
        completeness: fc.constantFrom('complete' as const, 'partial' as const),
        roots: fc.constantFrom([''], ['b']).map((roots) => [...roots]),
        components: fc.constantFrom([], [component('left')], [component('right')]).map((some) => [...some]),
      });
      const stories = fc
        .array(told, { minLength: 2, maxLength: 5 })
        .chain((some) =>
          fc.tuple(
            fc.constant(some),
            fc.shuffledSubarray([...some.keys(), ...some.keys()], { minLength: some.length * 2 }),
          ),
        );
      await fc.assert(
        fc.asyncProperty(stories, async ([some, order]) => {
          const reports = some.map((one, index) =>
            toReport({ ...one, id: `00000000-0000-4000-8000-00000000000${index}` }),
          );
          const [one, two] = [await organisation(), await organisation()];
          for (const report of reports) await one((tx) => recordRun(tx, report));
          await Promise.all(order.map((index) => two((tx) => recordRun(tx, reports[index]!))));
          expect(await two(standing)).toEqual(await one(standing));
        }),
        { numRuns: 12 },
      );
    });

    test('of two runs that end at the same instant it does not matter which comes first', async () => {
      const told = (['low', 'high'] as const).map((severity, index) =>
        toReport({
          id: `00000000-0000-4000-8000-00000000000${index}`,
          at: 1,
          sees: [{ ...injection('a.ts'), severity, title: `Called ${severity}` }],
        }),
      );
      const [one, two] = [await organisation(), await organisation()];
      for (const report of told) await one((tx) => recordRun(tx, report));
      for (const report of told.toReversed()) await two((tx) => recordRun(tx, report));
      expect(await two(standing)).toEqual(await one(standing));
    });

    test('the list walks by cursor through every order without losing or repeating', async () => {
      const within = await organisation();
      await record(within, { at: 1, sees: Array.from({ length: 25 }, (_, index) => `file-${index}.ts`) });
      await record(within, {
        at: 2,
        tool: 'other',
        sees: [{ ...injection('z.ts'), severity: 'critical', title: 'Worst' }],
      });
      for (const sort of ['urgency', 'severity', 'lastSeen', 'firstSeen', 'title', 'application'] as const) {
        for (const direction of ['asc', 'desc'] as const) {
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await within((tx) => listFindings(tx, { sort, direction, limit: 7, cursor }));
            seen.push(...page.items.map(({ id }) => id));
            cursor = page.next ?? undefined;
          } while (cursor);
          expect(new Set(seen).size).toBe(26);
          expect(seen).toHaveLength(26);
        }
      }
      const worst = await within((tx) => listFindings(tx, { sort: 'severity', limit: 1 }));
      expect(worst.items[0]?.title).toBe('Worst');
      await expect(within((tx) => listFindings(tx, { ...all, cursor: 'made-up' }))).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
    });

    test('facets count what the other filters leave, and words search', async () => {
      const within = await organisation();
      await record(within, { at: 1, sees: ['src/a.ts', 'src/b.ts', { ...injection('lib/c.ts'), severity: 'low' }] });
      const counted = await within((tx) => countFindings(tx, { severity: ['low'], q: 'QUERY lib' }));
      expect(counted.total).toBe(1);
      expect(counted.severity).toEqual([{ value: 'low', count: 1 }]);
      expect((await within((tx) => countFindings(tx, { severity: ['low'] }))).severity).toEqual([
        { value: 'high', count: 2 },
        { value: 'low', count: 1 },
      ]);
      expect((await within((tx) => listFindings(tx, { ...all, tool: ['nobody'] }))).items).toEqual([]);
    });

    test('the way of the data and what a comment says are those of the newest run', async () => {
      const within = await organisation();
      const step = (startLine: number) => ({
        kind: 'step' as const,
        location: { path: 'a.ts', startLine },
        note: 'on',
      });
      const suppressed = { by: 'comment' as const, reason: 'only digits', until: '2031-01-31' };
      const introduced = {
        commit: '0123456789ab',
        author: 'Ada',
        email: 'ada@acme.example',
        at: '2026-01-02T03:04:05.000Z',
      };
      const sees = (lines: readonly number[], more: object = {}) => [
        { ...injection('a.ts'), trace: lines.map(step), introduced, ...more },
      ];
      await record(within, { at: 1, sees: sees([1, 3], { suppressed }) });
      const [finding] = (await within((tx) => listFindings(tx, all))).items;
      const sighting = async () =>
        (await within((tx) => readSightingsOf(tx, finding!.application, finding!.fingerprint.value)))[0];
      expect(await sighting()).toMatchObject({ trace: [step(1), step(3)], suppressed, introduced });
      await record(within, { at: 2, sees: sees([1, 2, 3]) });
      expect((await sighting())?.trace).toEqual([step(1), step(2), step(3)]);
      expect((await sighting())?.suppressed).toBeUndefined();
      await record(within, { at: 3, sees: sees([1, 2, 3]) });
      expect((await sighting())?.trace).toHaveLength(3);
    });

    test("a person's word outlives runs, and can be taken back", async () => {
      const within = await organisation();
      await record(within, { at: 1, sees: ['a.ts'] });
      const [finding] = (await within((tx) => listFindings(tx, all))).items;
      const word = { reason: 'generated code, never called', actor: 'Ada' };
      await within((tx) => triageFindings(tx, [finding!.id], { ...word, state: 'false-positive' }));
      expect((await record(within, { at: 2, sees: ['a.ts'] })).delta).toMatchObject({
        opened: 0,
        openNow: { high: 0 },
      });
      expect((await within((tx) => getFinding(tx, finding!.id)))?.triage).toMatchObject({
        actor: 'Ada',
        state: 'false-positive',
      });
      await within((tx) => triageFindings(tx, [finding!.id], { ...word, state: null }));
      expect((await within((tx) => getFinding(tx, finding!.id)))?.finding.state).toBe('open');
    });

    test('a VEX statement settles what it speaks of, shown with its source; without it the finding is open again', async () => {
      const within = await organisation();
      const vex = { state: 'not_affected' as const, reason: 'never called', source: 'Ann (shop.json)' };
      const affected = { purl: 'pkg:npm/left@1.0.0', advisoryIds: ['GHSA-1'] };
      const vulnerable = {
        kind: 'vulnerability' as const,
        rule: { id: 'GHSA-1' },
        title: 'left is bad',
        severity: 'critical' as const,
        location: { path: 'package-lock.json' },
      };
      const only = async () => (await within((tx) => listFindings(tx, all))).items[0]!;
      await record(within, { at: 1, sees: [{ ...vulnerable, affected }] });
      expect(await only()).toMatchObject({ state: 'open' });
      const { delta } = await record(within, { at: 2, sees: [{ ...vulnerable, affected: { ...affected, vex } }] });
      expect(delta).toMatchObject({ opened: 0, fixed: 0, openNow: { critical: 0 } });
      const settled = await only();
      expect(settled).toMatchObject({ state: 'not-affected', affected: { vex } });
      const [latest] = await within((tx) => readFindingEvents(tx, settled.id));
      expect(latest).toMatchObject({ type: 'triaged', text: 'not affected, as Ann (shop.json) states.' });
      await record(within, { at: 3, sees: [{ ...vulnerable, affected }] });
      expect(await only()).toMatchObject({ state: 'open' });
    });

    test('the newest inventory replaces the older one, and packages are listed with what is open about them', async () => {
      const within = await organisation();
      const vulnerable = {
        kind: 'vulnerability' as const,
        rule: { id: 'GHSA-1' },
        title: 'left is bad',
        severity: 'critical' as const,
        affected: { purl: 'pkg:npm/left@1.0.0', advisoryIds: ['GHSA-1'] },
        location: { path: 'package-lock.json' },
      };
      await record(within, { at: 2, tool: 'inventory', components: [component('left'), component('right')] });
      await record(within, { at: 1, tool: 'inventory', components: [component('gone')] });
      await record(within, { at: 2, tool: 'matcher', sees: [vulnerable] });
      const page = await within((tx) => listComponents(tx, { limit: 1 }));
      expect(page.items).toMatchObject([
        { name: 'left', open: { critical: 1 }, places: [{ path: 'package-lock.json', line: 7 }] },
      ]);
      const rest = await within((tx) => listComponents(tx, { limit: 10, cursor: page.next! }));
      expect(rest.items.map(({ name: of }) => of)).toEqual(['right']);
      expect((await within((tx) => listComponents(tx, { limit: 10, vulnerable: true }))).items).toHaveLength(1);
      expect(await within((tx) => readComponents(tx, 'shop'))).toEqual([component('left'), component('right')]);
    });

    test('an exception remembers who did what to it, and a file read again changes nothing', async () => {
      const within = await organisation();
      const soon = new Date(Date.now() + 3_600_000).toISOString();
      const asked = {
        id: 'E-1',
        owner: 'Ada',
        reason: 'until 4.2',
        approver: null,
        scope: { rule: 'r' },
        expiresAt: soon,
      };
      await within((tx) => recordRun(tx, toReport({ at: 1 })));
      await within((tx) =>
        createException(tx, { ...asked, createdAt: tx.now, application: 'shop', createdBy: 'Ada', createdById: 'u' }),
      );
      await within((tx) => approveException(tx, 'E-1', 'Grace'));
      await within((tx) => approveException(tx, 'E-1', 'Grace'));
      await within((tx) => revokeException(tx, 'E-1', 'Eve'));
      const told = (events: ExceptionEvent[]) => events.map(({ type, actor }) => `${type} by ${actor}`).toReversed();
      expect(told(await within((tx) => readExceptionEvents(tx, 'E-1')))).toEqual([
        'created by Ada',
        'approved by Grace',
        'revoked by Eve',
      ]);

      const inFile = { ...asked, approver: 'Grace', createdAt: hour(1) };
      for (const reason of ['until 4.2', 'until 4.2', 'until 4.3']) {
        await within((tx) => replaceFileExceptions(tx, 'shop', [{ ...inFile, reason }], 'ci'));
      }
      await within((tx) => replaceFileExceptions(tx, 'shop', [], 'ci'));
      const events = await within((tx) => readExceptionEvents(tx, 'shop/E-1'));
      expect(told(events)).toEqual(['created by ci', 'changed by ci', 'revoked by ci']);
      expect(events[1]?.exception).toMatchObject({ reason: 'until 4.3' });
      await expect(within((tx) => tx.query('delete from exception_events'))).rejects.toThrow(/only grows/);
    });

    test('the audit log only grows, and a changed entry is seen', async () => {
      const within = await organisation();
      for (const subject of ['one', 'two', 'three'])
        await within((tx) => appendAudit(tx, { actor: 'Ada', action: 'test', subject, detail: { b: 1, a: [2] } }));
      expect(await within(verifyAudit)).toMatchObject({ ok: true, entries: 3 });
      await expect(within((tx) => tx.query(`update audit_log set actor = 'Eve'`))).rejects.toThrow(/only grows/);
      await expect(within((tx) => tx.query('delete from audit_log'))).rejects.toThrow(/only grows/);
      const id = await within(async (tx) => tx.organisation);
      await store.asOwner(async (owner) => {
        await owner.query(`set local stoa.organisation = '${id}'`);
        await owner.query('alter table audit_log disable trigger audit_log_only_grows');
        await owner.query(`update audit_log set actor = 'Eve' where sequence = 2 and organisation = $1::uuid`, [id]);
        await owner.query('alter table audit_log enable trigger audit_log_only_grows');
      });
      expect(await within(verifyAudit)).toMatchObject({ ok: false, brokenAt: 2 });
    });

    test('what fails half-way leaves nothing behind', async () => {
      const within = await organisation();
      const failing = within(async (tx) => {
        await recordRun(tx, toReport({ at: 1, sees: ['a.ts'] }));
        throw new Error('the power went');
      });
      await expect(failing).rejects.toThrow('the power went');
      expect((await within((tx) => listRuns(tx, { limit: 10 }))).items).toEqual([]);
      expect((await within((tx) => listFindings(tx, all))).items).toEqual([]);
    });

    test('links are spent once, sessions and tokens live as long as their person', async () => {
      const within = await organisation();
      const user = { id: randomUUID(), email: 'Ada@acme.example', name: 'Ada', role: 'admin' as const };
      await within((tx) => createUser(tx, user));
      expect(await within((tx) => createUser(tx, { ...user, id: randomUUID(), email: 'ada@ACME.example' }))).toBeNull();
      await within((tx) =>
        createLink(tx, { hash: 'h', userId: user.id, expiresAt: new Date(Date.now() + 60_000).toISOString() }),
      );
      const spent = await Promise.all([1, 2, 3].map(() => within((tx) => spendLink(tx, 'h'))));
      expect(spent.filter(Boolean)).toEqual([user.id]);
      await within((tx) => createSession(tx, 's', user.id));
      await within((tx) =>
        createToken(tx, {
          id: randomUUID(),
          hash: 't',
          name: 'ci',
          role: 'developer',
          scopes: ['read'],
          application: null,
          createdById: user.id,
          expiresAt: new Date(Date.now() + 60_000).toISOString(),
        }),
      );
      expect(await within((tx) => findSession(tx, 's'))).toMatchObject({ name: 'Ada', hasPassword: false });
      expect(await within((tx) => findToken(tx, 't'))).toMatchObject({ name: 'ci', createdBy: 'Ada' });
      await within((tx) => tx.query('update users set disabled = true'));
      expect(await within((tx) => findSession(tx, 's'))).toBeNull();
      expect(await within((tx) => findToken(tx, 't'))).toBeNull();
    });

    test('an answer is kept for its key, and the key refuses another request', async () => {
      const within = await organisation();
      await within((tx) => keepAnswer(tx, 'k', 'uploadRun', 'digest', { status: 201, response: '{"a":1}' }));
      expect(await within((tx) => findAnswer(tx, 'k', 'uploadRun', 'digest'))).toEqual({
        status: 201,
        response: '{"a":1}',
      });
      await expect(within((tx) => findAnswer(tx, 'k', 'uploadRun', 'other'))).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    test('no organisation can read, write, change or delete a row of another one, in any table', async () => {
      const ours = await organisation();
      const theirs = await organisation();
      await fillEveryTable(theirs);
      const theirId = await theirs(async (tx) => tx.organisation);
      const tables = await ours(async (tx) => {
        const { rows } = await tx.query<{ name: string }>(
          `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation'
             join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
            where c.relkind in ('r', 'p') and not c.relispartition order by 1`,
        );
        return rows.map(({ name: of }) => of);
      });
      expect(tables.length).toBeGreaterThan(14);
      for (const table of tables) {
        const { rows: there } = await theirs((tx) => tx.query(`select * from ${table}`));
        expect(there.length, `${table} has rows to steal`).toBeGreaterThan(0);
        const { rows: seen } = await ours((tx) =>
          tx.query(`select * from ${table} where organisation = $1::uuid`, [theirId]),
        );
        expect(seen, `${table} is read`).toEqual([]);
        if (!['audit_log', 'finding_events', 'exception_events'].includes(table)) {
          const changed = await ours((tx) =>
            tx.query(`update ${table} set organisation = organisation where organisation = $1::uuid`, [theirId]),
          );
          expect(changed.affected, `${table} is changed`).toBe(0);
        }
        const deleted = await ours((tx) => tx.query(`delete from ${table} where organisation = $1::uuid`, [theirId]));
        expect(deleted.affected, `${table} is deleted from`).toBe(0);
        const smuggled = ours((tx) =>
          tx.query(`insert into ${table} select * from json_populate_record(null::${table}, $1::json)`, [
            JSON.stringify(there[0]),
          ]),
        );
        await expect(smuggled, `${table} is written`).rejects.toThrow(/row-level security/);
      }
      const { rows: organisations } = await ours((tx) => tx.query<{ id: string }>('select id from organisations'));
      expect(organisations.map(({ id }) => id)).not.toContain(theirId);
    });

    test('without an organisation the work role sees nothing at all', async () => {
      const within = await organisation();
      await record(within, { at: 1, sees: ['a.ts'] });
      const seen = await store.asOwner(async (owner) => {
        await owner.query('set local role stoa_app');
        return (await owner.query('select * from findings')).rows;
      });
      expect(seen).toEqual([]);
    });

    test('a backup comes back whole, into an empty database, and a damaged one changes nothing', async () => {
      const within = await organisation();
      await fillEveryTable(within);
      const id = await within(async (tx) => tx.organisation);
      const folder = await mkdtemp(join(tmpdir(), 'stoa-backup-'));
      const path = join(folder, 'backup.ndjson.gz');
      await store.backup(path);
      const empty = await fresh();

      const whole = await readFile(path);
      await writeFile(join(folder, 'short.gz'), whole.subarray(0, whole.length / 2));
      await expect(restoreBackup(join(folder, 'short.gz'), empty.target)).rejects.toMatchObject({ code: 'bad-backup' });
      const changed = gunzipSync(whole).toString('utf8').replace('Acme', 'Evil');
      await writeFile(join(folder, 'changed.gz'), gzipSync(changed));
      await expect(restoreBackup(join(folder, 'changed.gz'), empty.target)).rejects.toMatchObject({
        code: 'bad-backup',
      });
      await writeFile(join(folder, 'other.gz'), gzipSync('hello\n'));
      await expect(restoreBackup(join(folder, 'other.gz'), empty.target)).rejects.toMatchObject({ code: 'bad-backup' });

      await restoreBackup(path, empty.target);
      await expect(restoreBackup(path, empty.target)).rejects.toMatchObject({ code: 'not-empty' });
      const restored = await empty.open();
      expect(await restored.within(id, standing)).toEqual(await within(standing));
      expect(await restored.within(id, verifyAudit)).toEqual(await within(verifyAudit));
      expect(await restored.within(id, countExceptions)).toEqual(await within(countExceptions));
      await restored.close();
      await rm(folder, { recursive: true });
    });

    test('the front page has its figures', async () => {
      const within = await organisation();
      await record(within, { at: 1, sees: ['a.ts'] });
      const overview = await within((tx) => readOverview(tx));
      expect(overview).toMatchObject({ applications: 1, open: { high: 1 }, meanHoursToFix: null });
      expect(overview.perDay).toHaveLength(90);
    });

    test('14,000 findings are recorded with their delta, and again, at a cost that does not grow with the square', async () => {
      const within = await organisation();
      const sees = Array.from({ length: 14_000 }, (_, index) => `src/folder-${index % 100}/file-${index}.ts`);
      const begin = performance.now();
      expect((await record(within, { at: 1, sees })).delta.opened).toBe(14_000);
      const first = performance.now();
      expect((await record(within, { at: 2, sees })).delta).toMatchObject({ opened: 0, unchanged: 14_000 });
      const second = performance.now();
      console.log(
        `${name}: 14,000 findings in ${Math.round(first - begin)} ms, again in ${Math.round(second - first)} ms`,
      );
      // The targets (5 s, and 2 s again) are the benchmark's; a shared machine only shows what is out of all proportion.
      expect(first - begin).toBeLessThan(20_000);
      expect(second - first).toBeLessThan(15_000);
    });
  });
}

/** All that uploads decide, in one value. */
async function standing(tx: Transaction) {
  const { items } = await listFindings(tx, { limit: 200, sort: 'title' });
  const findings = await Promise.all(
    items.map(async ({ id: _, ...finding }) => ({
      finding,
      sightings: await readSightingsOf(tx, finding.application, finding.fingerprint.value),
    })),
  );
  return { findings, components: await readComponents(tx, 'shop') };
}

async function fillEveryTable(within: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>): Promise<void> {
  const userId = randomUUID();
  const soon = new Date(Date.now() + 60_000).toISOString();
  await within(async (tx) => {
    await recordRun(tx, toReport({ at: 1, sees: ['a.ts', 'b.ts'], components: [component('left')] }));
    await recordRun(tx, toReport({ at: 2, sees: ['a.ts'], components: [component('left')] }));
    await createUser(tx, { id: userId, email: `${userId}@acme.example`, name: 'Ada', role: 'admin' });
    await createLink(tx, { hash: 'h', userId, expiresAt: soon });
    await createSession(tx, 's', userId);
    await createToken(tx, {
      id: randomUUID(),
      hash: 't',
      name: 'ci',
      role: 'viewer',
      scopes: [],
      application: null,
      createdById: userId,
      expiresAt: soon,
    });
    const exception = {
      id: 'E-1',
      owner: 'Ada',
      reason: 'until the next release',
      approver: null,
      scope: { rule: 'r' },
      createdAt: tx.now,
      expiresAt: soon,
    };
    await createException(tx, { ...exception, application: 'shop', createdBy: 'Ada', createdById: userId });
    await approveException(tx, 'E-1', 'Grace');
    await recordDecision(
      tx,
      {
        id: randomUUID(),
        application: 'shop',
        environment: 'production',
        revision: null,
        verdict: 'pass',
        allowed: true,
        policy: { id: 'p', digest: 'd' },
        inputsDigest: 'i',
        criteria: [],
        decidedAt: tx.now,
      },
      { facts: 1 },
    );
    await recordEvidence(
      tx,
      'shop',
      {
        id: randomUUID(),
        practice: 'D2',
        probe: 'p',
        subject: { name: 'shop', digest: {} },
        verdict: 'pass',
        summary: 's',
        applicable: 1,
        covered: 1,
        holding: 1,
        automated: true,
        enforced: false,
        efficacyProved: false,
        counter: false,
        facts: {},
        producedAt: tx.now,
        expiresAt: soon,
      },
      { payloadType: 'x', payload: '', signatures: [] },
    );
    await appendAudit(tx, { actor: 'Ada', action: 'test', subject: 'x', detail: {} });
    await keepAnswer(tx, 'k', 'r', 'd', { status: 200, response: '' });
  });
}
