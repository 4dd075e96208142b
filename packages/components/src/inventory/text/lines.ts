/** The line, from 1, of growing offsets, without counting from the beginning each time. */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  let last = 0;
  return (offset) => {
    if (offset < last) [line, next] = [1, text.indexOf('\n')];
    last = offset;
    while (next >= 0 && next < offset) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

/** Lines with their numbers, from 1, without a second copy of the text. */
export function* numberedLines(text: string): Generator<{ row: string; line: number }> {
  let line = 0;
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf('\n', from);
    const row = text.slice(from, end < 0 ? text.length : end);
    yield { row: row.endsWith('\r') ? row.slice(0, -1) : row, line: ++line };
    if (end < 0) return;
    from = end + 1;
  }
}
