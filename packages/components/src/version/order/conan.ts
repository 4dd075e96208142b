import { compareNumeric } from './semver.ts';

/**
 * Conan's order: a semantic version of any length; zeros at the end say nothing, and what follows `+` counts.
 * @see https://docs.conan.io/2/tutorial/versioning/version_ranges.html
 */
export function compareConan(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  return (
    compareItems(left.main, right.main) ||
    Number(left.before === undefined) - Number(right.before === undefined) ||
    compareItems(left.before ?? [], right.before ?? []) ||
    Number(left.build !== undefined) - Number(right.build !== undefined) ||
    compareItems(left.build ?? [], right.build ?? [])
  );
}

function parse(version: string) {
  const [, main, before, build] = /^([^-+]*)(?:-([^+]*))?(?:\+(.*))?$/s.exec(version.trim())!;
  return {
    main: items(main!),
    before: before === undefined ? before : items(before),
    build: build === undefined ? build : items(build),
  };
}

function items(text: string): string[] {
  const all = text === '' ? [] : text.toLowerCase().split('.');
  return all.slice(0, all.findLastIndex((item) => !/^0+$/.test(item)) + 1);
}

function compareItems(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [one, other] = [a[at]!, b[at]!];
    const areNumbers = /^\d+$/.test(one) && /^\d+$/.test(other);
    const order = areNumbers ? compareNumeric(one, other) : one < other ? -1 : one > other ? 1 : 0;
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
