/** A file took longer to parse than it may: a pathological input. */
export class ParseTimeout extends Error {
  override name = 'ParseTimeout';
}
