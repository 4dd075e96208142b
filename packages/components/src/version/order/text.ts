/** By the bytes of UTF-8, which is the order of code points. */
export function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * Moments by RFC 3339, whatever their offset and however many digits their fraction has. What is none is older.
 * @see https://www.rfc-editor.org/rfc/rfc3339
 */
export function compareMoments(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  if (!left || !right) return left ? 1 : right ? -1 : compareText(a, b);
  return left.seconds - right.seconds || compareText(left.fraction, right.fraction);
}

function parse(text: string): { seconds: number; fraction: string } | undefined {
  const match = /^(\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d)(?:\.(\d+))?(z|[-+]\d\d:\d\d)$/i.exec(text.trim());
  const seconds = Date.parse(`${match?.[1]}${match?.[3]}`.toUpperCase());
  return match && !Number.isNaN(seconds) ? { seconds, fraction: (match[2] ?? '').replace(/0+$/, '') } : undefined;
}
