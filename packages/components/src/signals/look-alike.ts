/** How a name was made to look like another one. */
export type Disguise =
  | 'one letter differs'
  | 'two letters are swapped'
  | 'one letter more'
  | 'one letter less'
  | 'only separators differ'
  | 'the scope is written into the name';

/**
 * Whether a name could be taken for another one, and by what: one edit, a swap, other separators, a scope that became
 * part of the name. Short names are left alone: among four letters everything is one edit away from something.
 *
 * @example lookAlike('reqeusts', 'requests') // 'two letters are swapped'
 */
export function lookAlike(name: string, known: string): Disguise | null {
  const [a, b] = [name.toLowerCase(), known.toLowerCase()];
  if (a === b) return null;
  // Whoever owns the scope, the group or the account owns both names.
  if (ownerOf(a) !== '' && ownerOf(a) === ownerOf(b)) return null;
  if (bare(a) === bare(b)) {
    if (!b.startsWith('@')) return a.startsWith('@') ? null : 'only separators differ';
    return a.startsWith('@') ? 'only separators differ' : 'the scope is written into the name';
  }
  if (b.length < 6 || Math.abs(a.length - b.length) > 1) return null;
  const from = prefix(a, b);
  const [restA, restB] = [a.slice(from), b.slice(from)];
  // Numbers make another version of the same thing, not a disguise: mysql and mysql2.
  if (/^\d*$/.test(restA) && /^\d*$/.test(restB)) return null;
  if (restA.length === restB.length) {
    if (restA.slice(1) === restB.slice(1)) return isDigit(restA) && isDigit(restB) ? null : 'one letter differs';
    const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
    return swapped ? 'two letters are swapped' : null;
  }
  if (restA.length > restB.length) return restA.slice(1) === restB && !isDigit(restA) ? 'one letter more' : null;
  return restB.slice(1) === restA && !isDigit(restB) ? 'one letter less' : null;
}

/** `@scope`, `github.com/account`, `group`; nothing where names are everybody's. */
function ownerOf(name: string): string {
  return /^(@[^/]+|[^/]+\.[^/]+\/[^/]+|[^/:]+(?=[/:]))/.exec(name)?.[0] ?? '';
}

function bare(name: string): string {
  return name.replace(/^@/, '').replace(/[-_./]/g, '');
}

function prefix(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function isDigit(text: string): boolean {
  return /^\d/.test(text);
}
