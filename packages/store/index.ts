export { restoreBackup, verifyBackup, type RestoreTarget } from './src/backup.ts';
export { chainHash, type AuditEntry } from './src/audit-chain.ts';
export type { Page, PageRequest } from './src/cursor.ts';
export type { Connection } from './src/driver.ts';
export { StoreError, toStoreError, type StoreErrorCode } from './src/error.ts';
export { lockDirectory } from './src/directory-lock.ts';
export { openStore, type Store, type StoreOptions } from './src/store.ts';
export type { Transaction } from './src/transaction.ts';
export * from './src/repositories/applications.ts';
export * from './src/repositories/audit.ts';
export * from './src/repositories/components.ts';
export * from './src/repositories/counts.ts';
export * from './src/repositories/decisions.ts';
export * from './src/repositories/evidence.ts';
export {
  readExceptionEvents,
  type ExceptionEvent,
  type ExceptionEventType,
} from './src/repositories/exception-events.ts';
export * from './src/repositories/exceptions.ts';
export * from './src/repositories/finding-events.ts';
export * from './src/repositories/findings.ts';
export * from './src/repositories/idempotency.ts';
export * from './src/repositories/organisations.ts';
export * from './src/repositories/overview.ts';
export * from './src/repositories/record-run.ts';
export * from './src/repositories/runs.ts';
export * from './src/repositories/sessions.ts';
export { readSightingsOf } from './src/repositories/sightings.ts';
export * from './src/repositories/tokens.ts';
export * from './src/repositories/users.ts';
