import { between, bump, countNumbers, type Constraint, type Range } from '../constraint.ts';
import { VersionRangeError } from '../range-error.ts';
import { exactly, readOperator } from './operators.ts';

/**
 * Specifiers of Python's packages.
 * @see https://packaging.python.org/en/latest/specifications/version-specifiers/
 */
export function readPypi(range: string): Range {
  let groups: Constraint[][] = [[]];
  for (const part of range.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const alternatives = readSpecifier(part);
    groups = groups.flatMap((group) => alternatives.map((each) => [...group, ...each]));
    if (groups.length > 1024) throw new VersionRangeError(range);
  }
  return groups;
}

/** `!=1.*` leaves two pieces; everything else is one. */
function readSpecifier(text: string): readonly (readonly Constraint[])[] {
  const [, sign, prefix] = /^(==|!=)\s*(\d[\d.]*)\.\*$/.exec(text) ?? [];
  if (prefix !== undefined) {
    // A release for development of 1.2 is older than 1.2 and begins with it all the same.
    const [low, high] = [`${prefix}.dev0`, `${bump(prefix, countNumbers(prefix) - 1)}.dev0`];
    return sign === '==' ? [between(low, high)] : [exactly('<', low), exactly('>=', high)];
  }
  return [
    readOperator(text, (version) => exactly('=', version), {
      '~=': (version) => [
        ...exactly('>=', version),
        ...exactly('<', `${bump(version, Math.max(countNumbers(version) - 2, 0))}.dev0`),
      ],
      '===': (version) => exactly('=', version),
    }),
  ];
}
