/**
 * The list and one more, without room for further ones: V8 gives a list that was pushed to, or put together by a spread,
 * room for a dozen, and hundreds of thousands of lists of one or two are kept for good.
 */
export function withOne<T>(list: readonly T[], one: T): readonly T[] {
  return list.length === 0 ? [one] : [...list, one].slice();
}
