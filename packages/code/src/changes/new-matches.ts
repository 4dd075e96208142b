import type { ObservationInput, Skip } from '@stoa/model';
import type { Reader, RuleFile } from '../examine/reader.ts';
import { languageOf } from '../languages/detect.ts';
import type { SourceSnapshot } from './source-snapshot.ts';
import { readSourceText } from '../source-text.ts';

/** What turns up in a changed file: something found, that it was looked at, or why something was not. */
export type Change =
  | { readonly found: ObservationInput; readonly text: string }
  | { readonly skip: Skip }
  | { readonly looked: string };

const mostBytes = 1024 * 1024;

/**
 * What rules that look at one file at a time (our patterns and users' rules) find in changed files now, and did not find
 * in them before.
 */
export async function* newMatches(
  after: SourceSnapshot,
  before: SourceSnapshot,
  changed: readonly string[],
  rules: readonly RuleFile[],
): AsyncGenerator<Change, void, void> {
  const languages = new Set(changed.flatMap((path) => languageOf(path) ?? []));
  if (languages.size === 0) return;
  // Most changes need none of it: the language of patterns is read when one does.
  const { Reader } = await import('../examine/reader.ts');
  const reader = await Reader.open('', languages, rules);
  for (const path of changed) {
    const now = await readAt(reader, after, path);
    for (const skip of now.skipped) yield { skip };
    if (now.text === null) continue;
    yield { looked: path };
    if (now.found.length === 0) continue;
    const left = (await readAt(reader, before, path)).found.map(keyOf);
    for (const found of now.found) {
      const at = left.indexOf(keyOf(found));
      if (at === -1) yield { found, text: now.text };
      else left.splice(at, 1);
    }
  }
}

interface ReadAt {
  readonly found: readonly ObservationInput[];
  readonly skipped: readonly Skip[];
  /** `null` where there is no such file, or it was not looked at. */
  readonly text: string | null;
}

async function readAt(reader: Reader, snapshot: SourceSnapshot, path: string): Promise<ReadAt> {
  const language = languageOf(path);
  const bytes = language && (await snapshot.read(path));
  if (!language || !bytes) return { found: [], skipped: [], text: null };
  if (bytes.length > mostBytes)
    return {
      found: [],
      skipped: [{ place: path, reason: 'too-large', detail: `${bytes.length} bytes, the limit is ${mostBytes}` }],
      text: null,
    };
  const text = readSourceText(path, bytes);
  if (typeof text !== 'string') return { found: [], skipped: [text], text: null };
  const read = reader.read({ path, text, language });
  return 'skip' in read
    ? { found: read.found, skipped: [...read.slow, read.skip], text: null }
    : { found: read.found, skipped: read.slow, text };
}

function keyOf({ rule, excerpt }: ObservationInput): string {
  return `${rule.id}\0${excerpt}`;
}
