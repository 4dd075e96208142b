import { between, bump, countNumbers, pad, type Constraint, type Range } from '../constraint.ts';
import { caret, exact, pessimistic, tilde, wildcard } from './caret.ts';
import { dividePhrases, exactly, readOperator } from './operators.ts';

/** @see https://guides.rubygems.org/patterns/#declaring-dependencies */
export function readGem(range: string): Range {
  return [divide(range, ',').flatMap((part) => readOperator(part, exact, { '~>': pessimistic }))];
}

/**
 * What has no sign means `^`.
 * @see https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html
 */
export function readCargo(range: string): Range {
  return [
    divide(range, ',').flatMap((part) => wildcard(part) ?? readOperator(part, caret, { '^': caret, '~': tilde })),
  ];
}

/** @see https://dart.dev/tools/pub/dependencies#version-constraints */
export function readPub(range: string): Range {
  if (range.trim() === 'any') return [[]];
  return [dividePhrases(range).flatMap((part) => readOperator(part, exact, { '^': caret }))];
}

/** @see https://hexdocs.pm/elixir/Version.html#module-requirements */
export function readHex(range: string): Range {
  return range
    .split(/\s+or\s+/)
    .map((part) =>
      part.split(/\s+and\s+|,/).flatMap((each) => readOperator(each, exact, { '~>': pessimistic, '==': exact })),
    );
}

/** @see https://getcomposer.org/doc/articles/versions.md#writing-version-constraints */
export function readComposer(range: string): Range {
  return range.split(/\|\|?/).map((part) => {
    const [, low, high] = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(part) ?? [];
    if (low && high)
      return countNumbers(high) < 3
        ? between(low, bump(high, countNumbers(high) - 1))
        : [...exactly('>=', low), ...exactly('<=', high)];
    return dividePhrases(part.replaceAll(/@\w+/g, '')).flatMap(
      (phrase) =>
        wildcard(phrase) ??
        readOperator(phrase, exact, { '^': caret, '~': pessimistic, '<>': (v) => exactly('!=', v) }),
    );
  });
}

/** A module's requirement is the least version, of the same major. */
export function readGo(range: string): Range {
  const version = range.trim();
  const numbers = version.replace(/^v/, '');
  return [[...exactly('>=', version), ...ofMajor(numbers)]];
}

function ofMajor(numbers: string): readonly Constraint[] {
  return /^\d/.test(numbers) ? exactly('<', `v${pad(bump(numbers, 0), 3)}-0`) : [];
}

function divide(text: string, sign: string): string[] {
  return text
    .split(sign)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
