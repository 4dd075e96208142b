/**
 * Slows guessing at one account down, from wherever it comes: after five failures each further one doubles the wait,
 * up to fifteen minutes. In memory: a restart forgives, and nobody can be locked out for ever by others.
 */
export function createSignInThrottle(now: () => number = Date.now) {
  const failures = new Map<string, { count: number; until: number }>();
  return {
    /** Seconds to wait, or 0. */
    waitFor(account: string): number {
      const known = failures.get(account);
      return known ? Math.max(0, Math.ceil((known.until - now()) / 1000)) : 0;
    },
    failed(account: string): void {
      const count = (failures.get(account)?.count ?? 0) + 1;
      const wait = count < 5 ? 0 : Math.min(900, 2 ** (count - 5)) * 1000;
      if (failures.size > 10_000) failures.clear();
      failures.set(account, { count, until: now() + wait });
    },
    succeeded(account: string): void {
      failures.delete(account);
    },
  };
}
