import { between, bump, countNumbers, pad, type Constraint, type Range } from '../constraint.ts';
import { dividePhrases, exactly, readOperator } from './operators.ts';

/**
 * npm's ranges as advisories write them and VERS maps them, which is not all that npm itself makes of them: `2.1` means
 * the version 2.1.0, and a sign before an `x` says nothing. Use `inRange` for what npm would install.
 * @see https://github.com/package-url/vers-spec/blob/main/tests/npm_range_from_native_test.json
 */
export function readNpmAdvisory(range: string): Range {
  return range.split('||').map((part) => {
    const [, low, high] = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(part) ?? [];
    if (low && high) return [...exactly('>=', pad(low, 3)), ...exactly('<=', pad(high, 3))];
    return dividePhrases(part).flatMap(readPhrase);
  });
}

function readPhrase(phrase: string): readonly Constraint[] {
  const [, numbers] = /^[<>=~^]*v?((?:\d+\.)*)[x*](?:\.[x*])*$/i.exec(phrase) ?? [];
  if (numbers !== undefined) return numbers === '' ? [] : wildcard(numbers.slice(0, -1));
  const constraints = readOperator(phrase, (version) => exactly('=', version), { '~': tilde, '^': caret });
  return constraints.map(({ comparator, version }) => ({ comparator, version: pad(version, 3) }));
}

function wildcard(numbers: string): readonly Constraint[] {
  const constraints = between(numbers, bump(numbers, countNumbers(numbers) - 1));
  return constraints.map(({ comparator, version }) => ({ comparator, version: pad(version, 3) }));
}

function tilde(version: string): readonly Constraint[] {
  const [core, ...before] = version.split('-');
  if (before.length === 0) return between(version, bump(version, Math.min(countNumbers(version) - 1, 1)));
  return [...between(version, core!), ...between(core!, bump(core!, 2))];
}

function caret(version: string): readonly Constraint[] {
  const numbers = pad(version, 3).split('-')[0]!.split('.');
  const first = numbers.findIndex((number) => number !== '0');
  return between(version, bump(version, first < 0 ? 2 : first));
}
