import type { Skip } from '@stoa/model';

/** Characters past which a line was not written by a person. */
const longestLine = 5000;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of a source file, or why it is not looked at: other encodings, binary, machine-made. */
export function readSourceText(path: string, bytes: Uint8Array): string | Skip {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { place: path, reason: bytes.includes(0) ? 'binary' : 'invalid-encoding', detail: 'it is not UTF-8' };
  }
  if (text.length > 20_000 && isMinified(text))
    return { place: path, reason: 'unsupported', detail: 'it is minified: check what it is made from' };
  return text;
}

/** Long files with very few lines. */
function isMinified(text: string): boolean {
  let lines = 1;
  let longest = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', start)) {
    longest = Math.max(longest, at - start);
    start = at + 1;
    lines += 1;
  }
  longest = Math.max(longest, text.length - start);
  return text.length / lines > 300 || (longest > longestLine && longest > text.length / 2);
}
