/** What comes in pieces, as the parts between two separators; the last one without. Pieces are copied, parts are text. */
export async function* partsOf(
  chunks: AsyncIterable<Buffer>,
  separator: number,
  encoding: 'utf8' | 'latin1' = 'utf8',
): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = all.indexOf(separator); at >= 0; at = all.indexOf(separator, from)) {
      yield all.toString(encoding, from, at);
      from = at + 1;
    }
    rest = all.subarray(from);
  }
  if (rest.length > 0) yield rest.toString(encoding);
}
