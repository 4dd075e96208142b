import type { ObservationInput } from '@stoa/model';
import { Examiner, type RuleFile } from './examine/examiner.ts';
import { languageOf } from './languages/detect.ts';
import type { SourceSnapshot } from './source-snapshot.ts';
import { readSourceText } from './source-text.ts';

/** What rules that look at one file at a time find in changed files now, and did not find in them before. */
export async function* newMatches(
  after: SourceSnapshot,
  before: SourceSnapshot,
  changed: readonly string[],
  rules: readonly RuleFile[],
): AsyncGenerator<ObservationInput, void, void> {
  const languages = new Set(changed.flatMap((path) => languageOf(path) ?? []));
  const examiner = await Examiner.open('', languages, rules);
  const matches = async (snapshot: SourceSnapshot, path: string): Promise<readonly ObservationInput[]> => {
    const language = languageOf(path);
    const bytes = language && (await snapshot.read(path));
    if (!language || !bytes || bytes.length > 1024 * 1024) return [];
    const text = readSourceText(path, bytes);
    return typeof text === 'string' ? examiner.read({ path, text, language }).found : [];
  };
  const keyOf = ({ rule, excerpt }: ObservationInput) => `${rule.id}\0${excerpt}`;
  for (const path of changed) {
    const found = await matches(after, path);
    if (found.length === 0) continue;
    const left = (await matches(before, path)).map(keyOf);
    for (const one of found) {
      const at = left.indexOf(keyOf(one));
      if (at === -1) yield one;
      else left.splice(at, 1);
    }
  }
}
