import type { Constraint, Range } from '../constraint.ts';
import { VersionRangeError } from '../range-error.ts';
import { wildcard } from './caret.ts';
import { exactly } from './operators.ts';

/**
 * Intervals in brackets, of which one must hold: `[1.0,2.0)`, `(,1.0]`, `[1.0]`.
 * @see https://maven.apache.org/pom.html#dependency-version-requirement-specification
 */
export function readMaven(range: string): Range {
  return readIntervals(range, (version) => exactly('=', version));
}

/**
 * The same in NuGet, where a version without brackets means it or a later one, and `1.*` the versions that begin so.
 * @see https://learn.microsoft.com/en-us/nuget/concepts/package-versioning#version-ranges
 */
export function readNuget(range: string): Range {
  return readIntervals(range, (version) => wildcard(version) ?? exactly('>=', version));
}

function readIntervals(range: string, bare: (version: string) => readonly Constraint[]): Range {
  const text = range.trim();
  if (!/[[(]/.test(text)) return text === '' ? [[]] : [bare(text)];
  const intervals = [...text.matchAll(/([[(])([^[\]()]*)([\])])/g)];
  if (text.replaceAll(/[[(][^[\]()]*[\])]/g, '').replaceAll(/[\s,]/g, '') !== '') throw new VersionRangeError(range);
  return intervals.map(([, open, inside, close]) => {
    const [low, high, ...more] = inside!.split(',').map((each) => each.trim());
    if (more.length > 0) throw new VersionRangeError(range);
    if (high === undefined) return exactly('=', low!);
    return [
      ...(low ? exactly(open === '[' ? '>=' : '>', low) : []),
      ...(high ? exactly(close === ']' ? '<=' : '<', high) : []),
    ];
  });
}
