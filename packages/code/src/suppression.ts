/** A comment that asks not to report: `stoa-ignore RULE until 2027-01-31: reason`. */
export interface Suppression {
  /** Rule's id, or `*`. */
  rule: string;
  /** The line of the comment, from 1: it speaks for its own line and the next. */
  line: number;
  /** Last day, `YYYY-MM-DD`, or `''` when none is given: then it does not count. */
  until: string;
  /** `''` when none is given: then it does not count. */
  reason: string;
}

const pattern = /stoa-ignore[ \t]+([\w*][\w./*-]*)(?:[ \t]+until[ \t]+(\d{4}-\d{2}-\d{2}))?(?:[ \t]*:[ \t]*([^\n]*))?/g;

/** All such comments of a text; cheap where there are none. */
export function readSuppressions(text: string): Suppression[] {
  if (!text.includes('stoa-ignore')) return [];
  const found: Suppression[] = [];
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (!/(\/\/|#|\/\*|\*|<!--|--)[^'"]*$/.test(before)) continue;
    for (let at = text.indexOf('\n', counted); at !== -1 && at < match.index; at = text.indexOf('\n', at + 1))
      line += 1;
    counted = match.index;
    found.push({
      rule: match[1]!,
      line,
      until: match[2] ?? '',
      reason: (match[3] ?? '').replace(/\*\/.*$/, '').trim(),
    });
  }
  return found;
}

/** What a comment says of a finding, today (`YYYY-MM-DD`). */
export type Judgement = 'suppressed' | 'expired' | 'no-reason' | 'no-date';

export function judgeSuppression({ until, reason }: Suppression, today: string): Judgement {
  if (reason === '') return 'no-reason';
  if (until === '') return 'no-date';
  return until < today ? 'expired' : 'suppressed';
}

/** The comment that speaks for a rule on a line, if any. */
export function suppressionFor(all: readonly Suppression[], rule: string, line: number): Suppression | undefined {
  return all.find((one) => (one.rule === '*' || one.rule === rule) && (one.line === line || one.line === line - 1));
}
