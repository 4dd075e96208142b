import { join } from 'node:path';
import { backupBeforeMigration, writeBackup } from './backup.ts';
import { lockDirectory } from './directory-lock.ts';
import type { Connection, Driver } from './driver.ts';
import { StoreError } from './error.ts';
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
  const unlock = options.url || !options.directory ? () => undefined : lockDirectory(options.directory);
  let driver: Driver | undefined;
  try {
    driver = await openDriver(options);
    const version = await readSchemaVersion(driver);
    if (version !== schemaVersion) {
      options.onProgress?.(version === 0 ? 'Preparing the database' : 'Migrating the database');
      if (version > 0 && version < schemaVersion && options.directory) {
        await backupBeforeMigration(driver, join(options.directory, 'backups'), version);
      }
      await migrate(driver);
    }
    await ensurePartitions(driver, new Date());
    return toStore(driver, unlock);
  } catch (error) {
    await driver?.close().catch(() => undefined);
    unlock();
    throw error;
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
function beginWithin(organisation: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(organisation)) {
    throw new Error('An organisation is named by its UUID.');
  }
  return `begin; set local role ${workRole}; set local stoa.organisation = '${organisation}'`;
}

function toStore(driver: Driver, unlock: () => void): Store {
  return {
    kind: driver.kind,
    within: (organisation, work) =>
      driver.transaction(beginWithin(organisation), (connection) =>
        work({ query: connection.query.bind(connection), organisation, now: new Date().toISOString() }),
      ),
    asOwner: (work) => driver.transaction('begin', work),
    backup: (path) => writeBackup(driver, path, schemaVersion),
    maintain: async () => {
      await ensurePartitions(driver, new Date());
      if (driver.kind === 'pglite') await driver.execute('vacuum (analyze)');
    },
    close: async () => {
      await driver.close();
      unlock();
    },
  };
}
