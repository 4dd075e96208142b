/** Offsets in bytes; the end is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A line for people, with every secret on it blacked out, this one and the others. A long line is cut to what stands
 * around the first secret. No character of a secret is shown: even a few are too many of a short one.
 */
export function redactLine(buffer: Buffer, line: Span, secrets: readonly Span[], longest: number): string {
  let text = '';
  let at = line.start;
  for (const secret of secrets) {
    if (secret.end <= line.start || secret.start >= line.end) continue;
    text += buffer.toString('utf8', at, Math.max(at, secret.start));
    text += '[redacted]';
    at = Math.min(line.end, Math.max(at, secret.end));
  }
  text = (text + buffer.toString('utf8', at, Math.min(line.end, at + longest * 4))).trim();
  if (text.length <= longest) return text;
  const first = Math.max(0, text.indexOf('[redacted]') - Math.floor(longest / 2));
  return `${first > 0 ? '…' : ''}${text.slice(first, first + longest)}…`;
}
