import { createHash } from 'node:crypto';
import { canonicalJson } from '@stoa/model';

/** What an entry of the audit log says, without its place in the chain. */
export interface AuditEntry {
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

/** The hash of an entry: SHA-256 over the previous hash and the entry in canonical JSON. The first follows `''`. */
export function chainHash(previousHash: string, sequence: number, entry: AuditEntry): string {
  const { at, actor, action, subject, detail } = entry;
  const text = canonicalJson({ previousHash, sequence, at, actor, action, subject, detail });
  return createHash('sha256').update(text).digest('hex');
}
