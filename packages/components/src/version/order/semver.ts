import { remembered } from './remembered.ts';

/**
 * Semantic versions as npm, Go and crates.io compare them; leading `v` and missing parts are taken.
 * @see https://semver.org/#spec-item-11
 */
export function compareSemver(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at += 1) {
    const difference = compareNumeric(left.numbers[at] ?? '0', right.numbers[at] ?? '0');
    if (difference !== 0) return difference;
  }
  if (left.before.length === 0 || right.before.length === 0) return right.before.length - left.before.length;
  return compareIdentifiers(left.before, right.before);
}

/** Numbers before words; the longer list is the later one. */
export function compareIdentifiers(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = compareIdentifier(a[at]!, b[at]!);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const parse = remembered((version): { numbers: string[]; before: string[] } => {
  const text = version
    .trim()
    .replace(/^[v=]+/i, '')
    .replace(/\+.*$/s, '');
  const dash = text.indexOf('-');
  const core = dash < 0 ? text : text.slice(0, dash);
  return { numbers: core.split('.'), before: dash < 0 ? [] : text.slice(dash + 1).split('.') };
});

function compareIdentifier(a: string, b: string): number {
  const [left, right] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (left && right) return compareNumeric(a, b);
  if (left !== right) return left ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By length first, so that numbers of any size compare without loss. */
export function compareNumeric(a: string, b: string): number {
  const [left, right] = [withoutZeros(a), withoutZeros(b)];
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

function withoutZeros(digits: string): string {
  return digits.startsWith('0') && digits.length > 1 ? digits.replace(/^0+(?=\d)/, '') : digits;
}
