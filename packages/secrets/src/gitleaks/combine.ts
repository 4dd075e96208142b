import type { SecretRule } from '../rule.ts';
import type { ScannerOptions } from '../scan-bytes.ts';
import type { UsersConfiguration } from './read-configuration.ts';

/**
 * Our rules and a user's: his come first, take the place of ours of the same id, and what he switches off is off. His
 * allowlists hold for all of them.
 */
export function combine(
  ours: readonly SecretRule[],
  users: UsersConfiguration | undefined,
): { rules: readonly SecretRule[]; options: ScannerOptions } {
  if (!users) return { rules: ours, options: {} };
  const gone = new Set([...users.disabled, ...users.rules.map(({ id }) => id)]);
  const off = new Set(users.disabled);
  return {
    rules: [...users.rules.filter(({ id }) => !off.has(id)), ...ours.filter(({ id }) => !gone.has(id))],
    options: { isAllowed: users.isAllowed },
  };
}
