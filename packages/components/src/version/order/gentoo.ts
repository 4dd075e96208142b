import { compareNumeric } from './semver.ts';

interface Dialect {
  /** Suffixes of pre-releases, then of what comes after a release, from early to late. */
  before: readonly string[];
  after: readonly string[];
  /** The revision of a version that names none. */
  noRevision: string;
}

const gentoo: Dialect = { before: ['alpha', 'beta', 'pre', 'rc'], after: ['p'], noRevision: '0' };
const alpine: Dialect = { ...gentoo, after: ['cvs', 'svn', 'git', 'hg', 'p'], noRevision: '-1' };

/**
 * Gentoo's order: numbers, a letter, suffixes (`_rc1` before, `_p1` after), a revision (`-r1`). After the first dot, a
 * number that begins with a zero is a fraction.
 * @see https://projects.gentoo.org/pms/8/pms.html#x1-310003.3
 */
export function compareGentoo(a: string, b: string): number {
  return compareIn(gentoo, a, b);
}

/**
 * Alpine's order: Gentoo's with more suffixes, and no revision before revision 0.
 * @see https://wiki.alpinelinux.org/wiki/Package_policies
 */
export function compareApk(a: string, b: string): number {
  return compareIn(alpine, a, b);
}

function compareIn(dialect: Dialect, a: string, b: string): number {
  const [left, right] = [parse(dialect, a), parse(dialect, b)];
  if (left.isBroken && right.isBroken) return compareText(a, b);
  return (
    compareNumbers(left.numbers, right.numbers) ||
    compareText(left.letter, right.letter) ||
    compareSuffixes(dialect, left.suffixes, right.suffixes) ||
    compareRevisions(left.revision, right.revision) ||
    // What follows and cannot be read makes a version older than one that is whole.
    Number(right.hasRest) - Number(left.hasRest)
  );
}

function parse({ before, after, noRevision }: Dialect, text: string) {
  const numbers = /^\d+(?:\.\d+)*/.exec(text)?.[0] ?? '';
  const letter = /^[a-z]/.exec(text.slice(numbers.length))?.[0] ?? '';
  const tail = text.slice(numbers.length + letter.length);
  const suffixed = new RegExp(`^(?:_(?:${[...before, ...after].join('|')})\\d*)*`).exec(tail)![0];
  const [revised, revision] = /^(?:~[0-9a-f]+)?(?:-r(\d*)(?=$|-))?/.exec(tail.slice(suffixed.length))!;
  return {
    isBroken: !numbers || /^[.a-z\d]/.test(tail),
    numbers: numbers.split('.'),
    letter,
    suffixes: suffixed.split('_').slice(1),
    revision: revision === undefined ? noRevision : revision || '0',
    hasRest: suffixed.length + revised.length < tail.length,
  };
}

function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [one, other] = [a[at]!, b[at]!];
    const isFraction = at > 0 && (one.startsWith('0') || other.startsWith('0'));
    const order = isFraction ? compareText(withoutZeros(one), withoutZeros(other)) : compareNumeric(one, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function withoutZeros(fraction: string): string {
  return fraction.replace(/0+$/, '');
}

function compareSuffixes(dialect: Dialect, a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [one, other] = [readSuffix(dialect, a[at]), readSuffix(dialect, b[at])];
    const order = one.rank - other.rank || compareNumeric(one.number, other.number);
    if (order !== 0) return order;
  }
  return 0;
}

function readSuffix({ before, after }: Dialect, suffix = ''): { rank: number; number: string } {
  const [word, number] = [suffix.replace(/\d+$/, ''), /\d+$/.exec(suffix)?.[0] ?? '0'];
  return { rank: before.includes(word) ? before.indexOf(word) - before.length : after.indexOf(word) + 1, number };
}

function compareRevisions(a: string, b: string): number {
  if (a === '-1' || b === '-1') return Number(a !== '-1') - Number(b !== '-1');
  return compareNumeric(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
