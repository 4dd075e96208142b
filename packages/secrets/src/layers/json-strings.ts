/** A string of a JSON document: where it stands, between its quotes, and on which way of keys and indices. */
export interface JsonString {
  path: readonly (string | number)[];
  start: number;
  end: number;
}

/** Deeper than any notebook; a hostile document of brackets ends here. */
const maxDepth = 64;

interface Level {
  /** Index in an array; -1 in an object. */
  index: number;
  key: string;
  /** In an object: the next string is a key. */
  expectsKey: boolean;
}

/** The strings of a document in their order, as far as it can be followed. It is not judged: what is broken, ends it. */
export function* stringsOf(buffer: Buffer): Generator<JsonString> {
  const levels: Level[] = [];
  for (let at = 0; at < buffer.length; at += 1) {
    const level = levels.at(-1);
    switch (buffer[at]) {
      case 0x7b: // {
      case 0x5b: // [
        if (levels.length >= maxDepth) return;
        levels.push({ index: buffer[at] === 0x5b ? 0 : -1, key: '', expectsKey: buffer[at] === 0x7b });
        break;
      case 0x7d:
      case 0x5d:
        levels.pop();
        break;
      case 0x2c: // ,
        if (level && level.index >= 0) level.index += 1;
        else if (level) level.expectsKey = true;
        break;
      case 0x22: {
        const end = closingQuote(buffer, at + 1);
        if (end < 0) return;
        if (level?.expectsKey) {
          level.key = buffer.toString('utf8', at + 1, Math.min(end, at + 200));
          level.expectsKey = false;
        } else yield { path: levels.map(({ index, key }) => (index >= 0 ? index : key)), start: at + 1, end };
        at = end;
      }
    }
  }
}

function closingQuote(buffer: Buffer, from: number): number {
  for (let at = buffer.indexOf(0x22, from); at >= 0; at = buffer.indexOf(0x22, at + 1)) {
    let slashes = 0;
    while (at - slashes - 1 >= from && buffer[at - slashes - 1] === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}
