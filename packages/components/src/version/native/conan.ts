import { between, bump, countNumbers, type Constraint, type Range } from '../constraint.ts';
import { caret } from './caret.ts';
import { dividePhrases, exactly, readOperator } from './operators.ts';

/**
 * Conan's ranges. A bound that is made up ends with `-`: no pre-release of it is inside.
 * @see https://docs.conan.io/2/tutorial/versioning/version_ranges.html
 */
export function readConan(range: string): Range {
  const [conditions] = range.replace(/^\[(.*)\]$/s, '$1').split(/,\s*include_prerelease/);
  // An empty text names no version at all.
  if (conditions!.trim() === '') return [];
  return conditions!.split('||').map((part) => dividePhrases(part).flatMap(readPhrase));
}

function readPhrase(phrase: string): readonly Constraint[] {
  // A dash at the end admits pre-releases; which versions are meant stays the same.
  const text = phrase.replace(/-$/, '');
  if (text === '*') return exactly('>=', '0.0.0');
  return readOperator(text, (version) => exactly('=', version), {
    '~': (version) => withoutBefore(between(version, bump(version, Math.min(countNumbers(version) - 1, 1)))),
    '^': (version) => withoutBefore(caret(version)),
  });
}

function withoutBefore([low, high]: readonly Constraint[]): readonly Constraint[] {
  return [low!, { ...high!, version: `${high!.version}-` }];
}
