import { compareVersions } from './compare.ts';

export const comparators = ['<', '<=', '=', '!=', '>=', '>'] as const;
export type Comparator = (typeof comparators)[number];

/** One condition on a version. */
export interface Constraint {
  comparator: Comparator;
  version: string;
}

/** Conditions that must all hold, in groups of which one must: what package managers call a range. Empty: any version. */
export type Range = readonly (readonly Constraint[])[];

export function holds(ecosystem: string, version: string, { comparator, version: bound }: Constraint): boolean {
  const order = compareVersions(ecosystem, version, bound);
  switch (comparator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
  }
}

/** From `a`, included, to `b`, excluded. */
export function between(a: string, b: string): Constraint[] {
  return [
    { comparator: '>=', version: a },
    { comparator: '<', version: b },
  ];
}

/** The numbers with the one at `index` counted up and what follows left out: `bump('1.2.3', 1)` is `1.3`. */
export function bump(version: string, index: number): string {
  const numbers = /^\d+(?:\.\d+)*/.exec(version)?.[0].split('.') ?? [];
  const kept = Array.from({ length: index + 1 }, (_, at) => numbers[at] ?? '0');
  return [...kept.slice(0, -1), String(BigInt(kept.at(-1)!) + 1n)].join('.');
}

/** How many numbers a version names: `1.2` two. */
export function countNumbers(version: string): number {
  return /^\d+(?:\.\d+)*/.exec(version)?.[0].split('.').length ?? 0;
}

/** The numbers of a version, filled up with zeros to `count`; what follows them stays: `pad('1-rc', 3)` is `1.0.0-rc`. */
export function pad(version: string, count: number): string {
  const numbers = /^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '';
  const missing = Math.max(0, count - countNumbers(version));
  return numbers + '.0'.repeat(missing) + version.slice(numbers.length);
}
