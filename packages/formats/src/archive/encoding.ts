/** UTF-16 and byte order marks out: everything behind this door is plain UTF-8. */
export async function* toUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let decoder: ReturnType<typeof decoderFor>;
  let first: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of bytes) {
    if (first === undefined) {
      yield decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk;
      continue;
    }
    first = first.length === 0 ? chunk : joined(first, chunk);
    if (first.length < 4) continue;
    decoder = decoderFor(first);
    yield decoder ? encoder.encode(decoder.decode(first, { stream: true })) : withoutMark(first);
    first = undefined;
  }
  if (first && first.length > 0) yield withoutMark(first);
  const rest = decoder?.decode();
  if (rest) yield encoder.encode(rest);
}

function decoderFor(head: Uint8Array) {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le');
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be');
  // No mark, but every report starts with an ASCII character.
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return new TextDecoder('utf-16le');
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return new TextDecoder('utf-16be');
  return undefined;
}

function withoutMark(head: Uint8Array): Uint8Array {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
