import type { Exception, Reason, Verdict } from '@stoa/model';
import { fits, standingOf, type Coverable, type Standing } from './exceptions.ts';
import type { FindingFact } from './facts.ts';

/** One thing that speaks against a criterion, before any exception. */
export interface Item {
  verdict: 'fail' | 'not-evaluated';
  reason: Reason;
  finding?: FindingFact;
}

/** The same after the exceptions have been asked. */
export interface Judged {
  verdict: Exclude<Verdict, 'pass'>;
  reason: Reason;
}

/** The exceptions of one decision, ready to be asked once for each failing item. */
export interface Register {
  byFingerprint: Map<string, Exception[]>;
  byRule: Map<string, Exception[]>;
  others: Exception[];
}

/** @param exceptions in their one order: of several that cover the same, the first is named. */
export function toRegister(exceptions: readonly Exception[]): Register {
  const register: Register = { byFingerprint: new Map(), byRule: new Map(), others: [] };
  for (const exception of exceptions) {
    const { fingerprint, rule } = exception.scope;
    if (fingerprint !== undefined) add(register.byFingerprint, fingerprint, exception);
    else if (rule !== undefined) add(register.byRule, rule.toLowerCase(), exception);
    else register.others.push(exception);
  }
  return register;
}

/**
 * A live exception waives. One past its date that would have covered a failure makes it `expired`, and is named with
 * its owner. One that nobody approved changes nothing, and is named too. What has not been evaluated stays so
 * beside an exception that has ended: an old one must not make it look any different from none.
 */
export function judge(item: Item, where: Omit<Coverable, 'finding'>, register: Register, now: string): Judged {
  const of: Coverable = { ...where, ...(item.finding && { finding: item.finding }) };
  const found: Partial<Record<Standing, Exception>> = {};
  for (const exception of candidates(register, item.finding)) {
    const standing = standingOf(exception, now);
    if (!found[standing] && fits(exception.scope, of)) found[standing] = exception;
    if (found.live) break;
  }
  const { live, expired, waiting } = found;
  if (live) {
    const note = `waived by ${live.id} of ${live.owner} until ${live.expiresAt.slice(0, 10)}`;
    return { verdict: 'waived', reason: { ...item.reason, text: noted(item.reason.text, note), exception: live.id } };
  }
  const notes = [
    expired && `exception ${expired.id} of ${expired.owner} ended on ${expired.expiresAt.slice(0, 10)}`,
    waiting && `exception ${waiting.id} of ${waiting.owner} waits for approval`,
  ].filter((note) => note !== undefined);
  const reason = { ...item.reason, text: notes.reduce(noted, item.reason.text) };
  if (expired && item.verdict === 'fail') return { verdict: 'expired', reason: { ...reason, exception: expired.id } };
  return { verdict: item.verdict, reason };
}

function* candidates(
  { byFingerprint, byRule, others }: Register,
  finding: FindingFact | undefined,
): Generator<Exception> {
  if (finding) {
    yield* byFingerprint.get(finding.fingerprint) ?? [];
    for (const id of new Set([...finding.rules, ...finding.advisoryIds].map((one) => one.toLowerCase())))
      yield* byRule.get(id) ?? [];
  }
  yield* others;
}

/** `text.` and a note become `text (note).` */
function noted(text: string, note: string): string {
  return `${text.replace(/\.$/, '')} (${note})${text.endsWith('.') ? '.' : ''}`;
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
