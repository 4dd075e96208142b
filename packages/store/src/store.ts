import { join } from 'node:path';
import { backupBeforeMigration, writeBackup } from './backup.ts';
import { lockDirectory } from './directory-lock.ts';
import type { Connection, Driver } from './driver.ts';
import { StoreError, toStoreError } from './error.ts';
import { freeSpace, spaceToOpen, spaceToWrite } from './free-space.ts';
import { migrate, readSchemaVersion, schemaVersion } from './migrate.ts';
import { ensurePartitions } from './partitions.ts';
import { openPglite } from './pglite/driver.ts';
import { openPostgres } from './postgres/driver.ts';
import { workRole } from './security.ts';
import type { Transaction } from './transaction.ts';

export interface StoreOptions {
  /** `postgres://…`: PostgreSQL 15 or later. Without it the embedded database in `directory` is used. */
  url?: string;
  /** Data directory of the embedded database; null keeps everything in memory, for tests. */
  directory?: string | null;
  /** Where the worker's code is when it is not beside its source (in a bundle). */
  workerUrl?: URL;
  /** Told in one sentence what takes long: a first start, a backup, a migration. */
  onProgress?: (text: string) => void;
}

export interface Store {
  readonly kind: Driver['kind'];
  /**
   * Work of one organisation, in one transaction: all of it happens or nothing. Row-level security keeps it to
   * the organisation whatever the statements say.
   */
  within<T>(organisation: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Work of the installation itself: organisations, sign-in before one is known, backup, maintenance. */
  asOwner<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Writes all of it to a file, as of one moment. */
  backup(path: string): Promise<void>;
  /**
   * What has to be done now and then (daily is enough): partitions for the months to come, and on the embedded
   * database, which has nobody to do it, the removal of rows that were replaced. Takes seconds; anybody waits meanwhile.
   */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the store and brings it to the newest shape.
 * @throws {StoreError} `locked`, `newer-database`, `unreachable`, `not-permitted`, `disk-full`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const directory = options.url ? null : (options.directory ?? null);
  const isLow = async () => directory !== null && (await freeSpace(directory)) < spaceToWrite;
  let unlock = () => {};
  let driver: Driver | undefined;
  try {
    if (directory !== null) {
      unlock = lockDirectory(directory);
      if ((await freeSpace(directory)) < spaceToOpen) throw diskFull();
    }
    driver = await openDriver(options);
    const version = await readSchemaVersion(driver);
    const low = await isLow();
    if (version !== schemaVersion) {
      if (low) throw diskFull();
      options.onProgress?.(version === 0 ? 'Preparing the database' : 'Migrating the database');
      if (version > 0 && version < schemaVersion && directory !== null) {
        await backupBeforeMigration(driver, join(directory, 'backups'), version);
      }
      await migrate(driver);
    }
    if (!low) await ensurePartitions(driver, new Date());
    return toStore(driver, isLow, unlock);
  } catch (error) {
    await driver?.close().catch(() => undefined);
    unlock();
    throw toStoreError(error);
  }
}

async function openDriver(options: StoreOptions): Promise<Driver> {
  if (options.url) {
    if (!/^postgres(ql)?:\/\//.test(options.url)) {
      throw new StoreError('unreachable', 'DATABASE_URL must begin with postgres:// or postgresql://.');
    }
    return openPostgres(options.url);
  }
  const directory = options.directory ? join(options.directory, 'database') : null;
  return openPglite(directory, options.workerUrl);
}

/** `begin` and the role and organisation in one round trip; the id is a checked UUID, since it stands in the text. */
function beginWithin(organisation: string, begin: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(organisation)) {
    throw new Error('An organisation is named by its UUID.');
  }
  return `${begin}; set local role ${workRole}; set local stoa.organisation = '${organisation}'`;
}

function toStore(driver: Driver, isLow: () => Promise<boolean>, unlock: () => void): Store {
  /** Where room is short there is only reading; see `free-space.ts`. */
  async function transaction<T>(work: (begin: string, readOnly: boolean) => Promise<T>): Promise<T> {
    if (!(await isLow())) return work('begin', false);
    try {
      return await work('begin read only', true);
    } catch (error) {
      // read_only_sql_transaction
      throw error instanceof Error && 'code' in error && error.code === '25006' ? diskFull(error) : error;
    }
  }
  return {
    kind: driver.kind,
    within: (organisation, work) =>
      transaction((begin, readOnly) =>
        driver.transaction(beginWithin(organisation, begin), (connection) =>
          work({ query: connection.query.bind(connection), organisation, now: new Date().toISOString(), readOnly }),
        ),
      ),
    asOwner: (work) => transaction((begin) => driver.transaction(begin, work)),
    backup: (path) => writeBackup(driver, path, schemaVersion),
    maintain: async () => {
      if (await isLow()) throw diskFull();
      await ensurePartitions(driver, new Date());
      if (driver.kind === 'pglite') await driver.execute('vacuum (analyze)');
    },
    close: async () => {
      await driver.close();
      unlock();
    },
  };
}

function diskFull(cause?: Error): StoreError {
  return new StoreError(
    'disk-full',
    `The disk of the database has less than ${Math.round(spaceToWrite / 1e6)} MB left, so nothing is written: ` +
      'make room. What was acknowledged is kept, and can be read.',
    { cause },
  );
}
