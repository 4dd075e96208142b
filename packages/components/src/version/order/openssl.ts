import { compareSemver } from './semver.ts';

/**
 * OpenSSL's order: up to 1.1.1 letters count releases (`1.0.2a`, after `z` comes `za`), since 3.0 it is semantic.
 * @see https://openssl-library.org/policies/general/versioning-policy/
 */
export function compareOpenssl(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  return (
    compareSemver(left.numbers, right.numbers) ||
    left.letters.length - right.letters.length ||
    (left.letters < right.letters ? -1 : left.letters > right.letters ? 1 : 0)
  );
}

function split(version: string): { numbers: string; letters: string } {
  const [, numbers, letters, rest] = /^([\d.]*)([a-z]*)(.*)$/s.exec(version.trim())!;
  return { numbers: numbers! + rest!, letters: letters! };
}
