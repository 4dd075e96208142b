/** Deeper than anything we digest, shallow enough for the stack; a cycle ends here as well. */
const maxDepth = 500;

/**
 * One text for one value: JSON with sorted keys and no white space, for digests and signatures.
 * As RFC 8785, but half a surrogate pair, which that refuses, is escaped as JSON does: reports hold such text.
 * A member that is `undefined` is left out, as in JSON.
 *
 * @example canonicalJson({ b: 1, a: [true, null] }) // '{"a":[true,null],"b":1}'
 * @see https://www.rfc-editor.org/rfc/rfc8785
 * @throws {TypeError} for what JSON cannot say: NaN, infinities, functions, cycles; and for dates, maps and the
 *   like, which would all come out as `{}` and so share one digest.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON has finite numbers only');
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`canonical JSON cannot say a ${typeof value}`);
  if (depth > maxDepth) throw new TypeError(`canonical JSON is at most ${maxDepth} deep, and has no cycles`);
  if (Array.isArray(value))
    return `[${value.map((one) => (one === undefined ? 'null' : write(one, depth + 1))).join(',')}]`;
  if (!isPlain(value))
    throw new TypeError('canonical JSON has plain objects only: turn dates and maps into text first');
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1)) // by UTF-16 code units, as RFC 8785 wants it
    .map(([key, member]) => `${JSON.stringify(key)}:${write(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** From whatever realm: a plain object's prototype has none itself. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
