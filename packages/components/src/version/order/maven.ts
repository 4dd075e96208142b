import { compareNumeric } from './semver.ts';

/** A number, a word, or a list of those. */
type Item = { kind: 'number'; value: string } | { kind: 'word'; value: string } | List;

interface List {
  kind: 'list';
  items: Item[];
}

const known = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const aliases: Readonly<Record<string, string>> = { cr: 'rc', ga: '', final: '', release: '' };
/** These mean a word where a digit follows: `1.0a1`. */
const letters: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };
/** Deeper lists are not built: a version of nothing but dashes must not exhaust the stack. */
const maxDepth = 1000;

/**
 * Maven's order: numbers and words in lists that nest at each dash and at each change between digits and letters.
 * @see https://maven.apache.org/pom.html#version-order-specification
 */
export function compareMaven(a: string, b: string): number {
  return compareLists(parse(a), parse(b));
}

function parse(version: string): Item[] {
  const lists: List[] = [{ kind: 'list', items: [] }];
  const nest = () => {
    if (lists.length >= maxDepth) return;
    const list: List = { kind: 'list', items: [] };
    lists.at(-1)!.items.push(list);
    lists.push(list);
  };
  const tokens = version.toLowerCase().match(/\d+|[^-.\d]+|[-.]/g) ?? [];
  tokens.forEach((token, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    const { items } = lists.at(-1)!;
    if (token === '.' || token === '-') {
      // Nothing between two signs is a zero.
      if (before === undefined || before === '.' || before === '-') items.push({ kind: 'number', value: '0' });
      if (token === '-') nest();
      return;
    }
    const isNumber = isDigits(token);
    items.push(isNumber ? { kind: 'number', value: token } : { kind: 'word', value: wordOf(token, isDigits(after)) });
    if (after !== undefined && after !== '.' && after !== '-') nest();
  });
  for (const list of lists.toReversed()) {
    dropNothings(list.items);
    // `ga` between two dashes says nothing: `1-ga-1` is `1-1`.
    const [only] = list.items;
    if (list !== lists[0] && list.items.length === 1 && only?.kind === 'list') list.items = only.items;
  }
  return lists[0]!.items;
}

function isDigits(token: string | undefined): boolean {
  return token !== undefined && /^\d/.test(token);
}

function wordOf(text: string, isFollowedByDigit: boolean): string {
  if (isFollowedByDigit && Object.hasOwn(letters, text)) return letters[text]!;
  return Object.hasOwn(aliases, text) ? aliases[text]! : text;
}

/** What says nothing is left out at the end of a list and before the lists at its end: `1.0-rc` is `1-rc`. */
function dropNothings(list: Item[]): void {
  for (let at = list.length - 1; at >= 0; at -= 1) {
    if (isNothing(list[at]!)) list.splice(at, 1);
    else if (list[at]!.kind !== 'list') return;
  }
}

function isNothing(item: Item): boolean {
  if (item.kind === 'list') return item.items.length === 0;
  return item.kind === 'number' ? /^0*$/.test(item.value) : item.value === '';
}

function compareLists(a: readonly Item[], b: readonly Item[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [left, right] = [a[at], b[at]];
    const order = left && right ? compareItems(left, right) : left ? compareToNothing(left) : -compareToNothing(right!);
    if (order !== 0) return order;
  }
  return 0;
}

const weight = { word: 0, list: 1, number: 2 } as const;

function compareItems(a: Item, b: Item): number {
  if (a.kind === 'list' && b.kind === 'list') return compareLists(a.items, b.items);
  if (a.kind === 'number' && b.kind === 'number') return compareNumeric(a.value, b.value);
  if (a.kind === 'word' && b.kind === 'word') return compareWords(a.value, b.value);
  return weight[a.kind] - weight[b.kind];
}

function compareToNothing(item: Item): number {
  if (item.kind === 'number') return isNothing(item) ? 0 : 1;
  if (item.kind === 'word') return compareWords(item.value, '');
  for (const each of item.items) {
    const order = compareToNothing(each);
    if (order !== 0) return order;
  }
  return 0;
}

/** Words that are not known come after all that are, by their text. */
function compareWords(a: string, b: string): number {
  const [left, right] = [known.indexOf(a), known.indexOf(b)];
  if (left >= 0 && right >= 0) return left - right;
  if (left >= 0 || right >= 0) return left >= 0 ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
