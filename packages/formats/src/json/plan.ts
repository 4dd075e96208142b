/** Keys and indices from the top of the document. */
export type Path = readonly (string | number)[];

/**
 * What to do with the value of `key` in the container at `path`: `enter` an object or array and ask again for its
 * members, `take` it whole, or `skip` it. A scalar that should be entered is taken, so that its reader can object.
 */
export type Plan = (path: Path, key: string | number) => 'enter' | 'take' | 'skip';

export type JsonEvent =
  | { type: 'value'; path: Path; key: string | number; value: unknown }
  /** Longer than `maxItemBytes`: not held, not parsed. */
  | { type: 'oversized'; path: Path; key: string | number }
  /** An entered container is closed; `path` is its own. */
  | { type: 'end'; path: Path; isArray: boolean; length: number };

/** `['runs', 0, 'results', 3]` as `runs[0].results[3]`. A key that is no plain word may be anything, even a secret. */
export function writePath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += `${text === '' ? '' : '.'}${/^[A-Za-z]{1,40}$/.test(step) ? step : '…'}`;
  }
  return text;
}
