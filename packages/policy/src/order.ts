import { canonicalJson, type Exception } from '@stoa/model';
import type { Facts } from './facts.ts';

/** The same facts in one order: in which they came in must not matter to any expression, reason or digest. */
export function inOrder(facts: Facts): Facts {
  return {
    ...facts,
    runs: sorted(facts.runs, ({ tool, id }) => `${tool}\0${id}`),
    findings: sorted(facts.findings, ({ fingerprint }) => fingerprint),
  };
}

export function exceptionsInOrder(exceptions: readonly Exception[]): Exception[] {
  return sorted(exceptions, ({ id }) => id);
}

/** Sorted by key; what has the same key, by all it says. */
function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left !== right) return left < right ? -1 : 1;
    const [whole, other] = [canonicalJson(a), canonicalJson(b)];
    return whole < other ? -1 : whole > other ? 1 : 0;
  });
}
