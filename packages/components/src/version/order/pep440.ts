import { remembered } from './remembered.ts';
import { compareNumeric } from './semver.ts';

const form =
  /^\s*v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<preN>\d*))?(?:(?<post>-(?<postOnly>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<postN>\d*)))?(?:[-_.]?(?<dev>dev)[-_.]?(?<devN>\d*))?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$/i;
const preRank: Record<string, number> = { a: 0, alpha: 0, b: 1, beta: 1, c: 2, rc: 2, pre: 2, preview: 2 };

/**
 * Python versions. What is no version by the standard is older than all that are, and compares by text.
 * @see https://packaging.python.org/en/latest/specifications/version-specifiers/
 */
export function comparePep440(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  if (!left || !right) return left ? 1 : right ? -1 : a < b ? -1 : a > b ? 1 : 0;
  return (
    compareNumeric(left['epoch'] ?? '0', right['epoch'] ?? '0') ||
    compareRelease(left['release'] ?? '', right['release'] ?? '') ||
    compareLists(preKey(left), preKey(right)) ||
    compareLists(postKey(left), postKey(right)) ||
    compareLists(devKey(left), devKey(right)) ||
    compareLocal(left['local'], right['local'])
  );
}

const parse = remembered((version): Groups | null => form.exec(version)?.groups ?? null);

type Groups = Record<string, string | undefined>;

function compareRelease(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = compareNumeric(left[at] ?? '0', right[at] ?? '0');
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A release for development comes before every pre-release; a final one after all. */
function preKey({ pre, preN, post, dev }: Groups): number[] {
  if (pre) return [preRank[pre.toLowerCase()] ?? 0, Number(preN || 0)];
  return !post && dev ? [-1] : [9];
}

function postKey({ post, postOnly, postN }: Groups): number[] {
  return post ? [1, Number(postOnly ?? (postN || 0))] : [0];
}

function devKey({ dev, devN }: Groups): number[] {
  return dev ? [0, Number(devN || 0)] : [1];
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? -1) - (b[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareLocal(a: string | undefined, b: string | undefined): number {
  if (!a || !b) return a ? 1 : b ? -1 : 0;
  const [left, right] = [a.toLowerCase().split(/[-_.]/), b.toLowerCase().split(/[-_.]/)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [one, other] = [left[at], right[at]];
    if (one === undefined) return -1;
    if (other === undefined) return 1;
    const [first, second] = [/^\d+$/.test(one), /^\d+$/.test(other)];
    const difference =
      first && second
        ? compareNumeric(one, other)
        : first !== second
          ? first
            ? 1
            : -1
          : one < other
            ? -1
            : one > other
              ? 1
              : 0;
    if (difference !== 0) return difference;
  }
  return 0;
}
