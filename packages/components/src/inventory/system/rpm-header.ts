export interface RpmHeader {
  name: string;
  version: string;
  release: string;
  epoch: string;
  architecture: string;
  licence: string;
  sourceRpm: string;
  provides: string[];
  needs: string[];
}

/** Tags of interest. @see https://rpm-software-management.github.io/rpm/manual/tags.html */
const tags = new Map<number, string>([
  [1000, 'name'],
  [1001, 'version'],
  [1002, 'release'],
  [1003, 'epoch'],
  [1014, 'licence'],
  [1022, 'architecture'],
  [1044, 'sourceRpm'],
  [1047, 'provides'],
  [1049, 'needs'],
]);

const maxEntries = 100_000;
const maxStrings = 20_000;

/**
 * A header as the database keeps it: counts of index entries (16 bytes each: tag, type, offset, count) and of bytes, then
 * these, all big-endian. `null` when it is damaged.
 * @see https://rpm-software-management.github.io/rpm/manual/format_header.html
 */
export function parseRpmHeader(bytes: Uint8Array): RpmHeader | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = view.getUint32(0);
  const start = 8 + entries * 16;
  if (entries > maxEntries || start > bytes.length) return null;
  const found = new Map<string, string[]>();
  for (let index = 0; index < entries; index += 1) {
    const at = 8 + index * 16;
    const name = tags.get(view.getUint32(at));
    if (name === undefined) continue;
    const [type, offset, count] = [view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)];
    const from = start + offset;
    if (from >= bytes.length) return null;
    // 4 is a number; 6, 8 and 9 are texts that end with a zero, one, several, or one of several languages.
    if (type === 4) found.set(name, from + 4 <= bytes.length ? [String(view.getUint32(from))] : []);
    else if (type === 6 || type === 8 || type === 9) found.set(name, textsAt(bytes, from, type === 6 ? 1 : count));
  }
  const first = (name: string) => found.get(name)?.[0] ?? '';
  if (first('name') === '' || first('version') === '') return null;
  return {
    name: first('name'),
    version: first('version'),
    release: first('release'),
    epoch: first('epoch'),
    architecture: first('architecture'),
    licence: first('licence'),
    sourceRpm: first('sourceRpm'),
    provides: found.get('provides') ?? [],
    needs: found.get('needs') ?? [],
  };
}

function textsAt(bytes: Uint8Array, from: number, count: number): string[] {
  const texts: string[] = [];
  for (let at = from; texts.length < Math.min(count, maxStrings) && at < bytes.length;) {
    const end = bytes.indexOf(0, at);
    if (end < 0) break;
    texts.push(new TextDecoder('utf-8').decode(bytes.subarray(at, end)));
    at = end + 1;
  }
  return texts;
}
