import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { lockDirectory } from './directory-lock.ts';
import type { Connection, Driver } from './driver.ts';
import { StoreError } from './error.ts';
import { migrate, readSchemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openPglite } from './pglite/driver.ts';
import { openPostgres } from './postgres/driver.ts';

/**
 * A backup is gzipped text, a JSON value a line, the same for both databases: `{ stoa, schema, at }`, then
 * `{ table, row }` for every row, then `{ rows, sha256 }` over all lines before. It is read in one transaction.
 */
interface Header {
  stoa: 'backup/1';
  schema: number;
  at: string;
}
interface Footer {
  rows: number;
  sha256: string;
}

/** Rows fetched, or written back, at a time. */
const batchSize = 1_000;
/** What others refer to comes first. */
const firstTables = ['organisations', 'users', 'applications'];

/** The backup as text lines. */
async function* exportLines(connection: Connection, schema: number): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let rows = 0;
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line({ stoa: 'backup/1', schema, at: new Date().toISOString() } satisfies Header);
  const organisations = await connection.query<{ id: string }>('select id from organisations order by created_at, id');
  for (const table of await tablesOf(connection)) {
    for (const { id } of organisations.rows) {
      // Row-level security binds the owner too: one organisation after the other.
      await connection.query(`select set_config('stoa.organisation', $1, true)`, [id]);
      const owner = table === 'organisations' ? 'id' : 'organisation';
      await connection.query(
        `declare export_rows no scroll cursor for select row_to_json(t) as row from ${table} t where ${owner} = '${id}'`,
      );
      for (;;) {
        const batch = await connection.query<{ row: unknown }>(`fetch ${batchSize} from export_rows`);
        for (const { row } of batch.rows) yield line({ table, row });
        rows += batch.rows.length;
        if (batch.rows.length < batchSize) break;
      }
      await connection.query('close export_rows');
    }
  }
  yield `${JSON.stringify({ rows, sha256: hash.digest('hex') } satisfies Footer)}\n`;
}

/** Writes a backup to a file: whole, or not at all. */
export async function writeBackup(driver: Pick<Driver, 'transaction'>, path: string, schema: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${process.pid}.part`;
  try {
    await driver.transaction('begin isolation level repeatable read', (connection) =>
      pipeline(
        Readable.from(exportLines(connection, schema)),
        createGzip(),
        createWriteStream(aside, { mode: 0o600, flush: true }),
      ),
    );
    await rename(aside, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(aside, { force: true });
  }
}

export async function backupBeforeMigration(driver: Driver, folder: string, version: number): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  const path = join(folder, `before-migration-from-${version}-${stamp}.ndjson.gz`);
  await writeBackup(driver, path, version);
  return path;
}

/** Where a backup goes: a PostgreSQL that is empty, or a data directory without a database. */
export type RestoreTarget = { url: string } | { directory: string; workerUrl?: URL };

/**
 * Restores a backup. It is read through once first, so that a damaged one changes nothing; a directory gets its
 * database under another name and is renamed at the end.
 * @returns how many rows came back.
 * @throws {StoreError} `bad-backup`, `not-empty`, `locked`, `newer-database`.
 */
export async function restoreBackup(path: string, target: RestoreTarget): Promise<number> {
  const { schema } = await verifyBackup(path);
  if ('url' in target) {
    const driver = openPostgres(target.url);
    try {
      return await fill(driver, path, schema);
    } finally {
      await driver.close();
    }
  }
  const unlock = lockDirectory(target.directory);
  const final = join(target.directory, 'database');
  const aside = `${final}.restoring`;
  try {
    if (existsSync(final)) {
      throw new StoreError(
        'not-empty',
        `There is a database in ${target.directory} already: move it away first, or choose another STOA_HOME.`,
      );
    }
    await rm(aside, { recursive: true, force: true });
    const driver = await openPglite(aside, target.workerUrl);
    const rows = await fill(driver, path, schema).finally(() => driver.close());
    await rename(aside, final);
    return rows;
  } finally {
    await rm(aside, { recursive: true, force: true });
    unlock();
  }
}

/** @throws {StoreError} `bad-backup`: not one of ours, cut short, or changed since. */
export async function verifyBackup(path: string): Promise<Header> {
  const hash = createHash('sha256');
  let header: Header | undefined;
  let footer: Footer | undefined;
  let rows = -1;
  for await (const line of linesOf(path)) {
    if (footer) throw badBackup(path, 'it goes on after its end');
    header ??= parseLine(path, line) as Header;
    if (line.startsWith('{"rows":')) {
      footer = parseLine(path, line) as Footer;
      continue;
    }
    rows += 1;
    hash.update(`${line}\n`);
  }
  if (header?.stoa !== 'backup/1') throw badBackup(path, 'it is not a backup of Stoa');
  if (!footer) throw badBackup(path, 'it is cut short');
  if (footer.rows !== rows || footer.sha256 !== hash.digest('hex')) throw badBackup(path, 'its content has changed');
  return header;
}

async function fill(driver: Driver, path: string, schema: number): Promise<number> {
  if ((await readSchemaVersion(driver)) > 0) {
    throw new StoreError('not-empty', 'The database holds a Stoa already: restore into an empty one.');
  }
  if (schema > (migrations.at(-1)?.number ?? 0)) {
    throw new StoreError('newer-database', `The backup is of version ${schema}: update Stoa before restoring it.`);
  }
  await migrate(
    driver,
    migrations.filter(({ number }) => number <= schema),
  );
  const total = await driver.transaction('begin', async (connection) => {
    let rows = 0;
    let batch: unknown[] = [];
    let table = '';
    let organisation = '';
    const flush = async () => {
      if (batch.length === 0) return;
      await connection.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`, [
        JSON.stringify(batch),
      ]);
      rows += batch.length;
      batch = [];
    };
    const tables = new Set(await tablesOf(connection));
    for await (const line of linesOf(path)) {
      const value = JSON.parse(line) as { table?: string; row?: { organisation?: string; id?: string } };
      if (!value.table || !value.row) continue;
      if (!tables.has(value.table))
        throw badBackup(path, `it has a table ${JSON.stringify(value.table)} that this version does not know`);
      const owner = value.row.organisation ?? value.row.id ?? '';
      if (value.table !== table || owner !== organisation || batch.length >= batchSize) await flush();
      if (owner !== organisation) await connection.query(`select set_config('stoa.organisation', $1, true)`, [owner]);
      table = value.table;
      organisation = owner;
      batch.push(value.row);
    }
    await flush();
    return rows;
  });
  await migrate(driver);
  return total;
}

/** Tables of ours, partitions through their parent, those that others refer to first. */
async function tablesOf(connection: Connection): Promise<string[]> {
  const { rows } = await connection.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'stoa_migrations' order by 1`,
  );
  const names = rows.map(({ name }) => name);
  return [
    ...firstTables.filter((name) => names.includes(name)),
    ...names.filter((name) => !firstTables.includes(name)),
  ];
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const unpacked = createReadStream(path).pipe(createGunzip());
  const failed = new Promise<never>((_, reject) => unpacked.once('error', reject));
  failed.catch(() => undefined);
  try {
    for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) yield line;
    if (unpacked.errored) throw unpacked.errored;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw badBackup(path, error instanceof Error ? error.message : String(error));
  }
}

function parseLine(path: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw badBackup(path, 'it is not a backup of Stoa');
  }
}

function badBackup(path: string, why: string): StoreError {
  return new StoreError('bad-backup', `The backup ${path} cannot be used: ${why}. Nothing was changed.`);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined); // some systems cannot sync a folder
  await handle.close();
}
