import { compareNumeric } from './semver.ts';

/**
 * RubyGems' order: segments of digits or letters; one of letters makes a pre-release, zeros before it and at the end
 * say nothing.
 * @see https://docs.ruby-lang.org/en/master/Gem/Version.html
 */
export function compareGem(a: string, b: string): number {
  const [left, right] = [segments(a), segments(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [one, other] = [left[at] ?? '0', right[at] ?? '0'];
    const [first, second] = [/^\d/.test(one), /^\d/.test(other)];
    if (first !== second) return first ? 1 : -1;
    const order = first ? compareNumeric(one, other) : one < other ? -1 : one > other ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}

function segments(version: string): string[] {
  const all =
    version
      .trim()
      .replaceAll('-', '.pre.')
      .match(/\d+|[a-z]+/gi) ?? [];
  const word = all.findIndex((segment) => !/^\d/.test(segment));
  return word < 0 ? dropZeros(all) : [...dropZeros(all.slice(0, word)), ...dropZeros(all.slice(word))];
}

function dropZeros(list: readonly string[]): string[] {
  return list.slice(0, list.findLastIndex((segment) => !/^0+$/.test(segment)) + 1);
}
