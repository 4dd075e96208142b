import type { KeptFiles } from '../lowered-files.ts';

const mostBytes = 64 * 1024 * 1024;

/** What files have become, from one look of an editor to the next; those asked for last, 64 MiB of them. */
export function keepInMemory(): KeptFiles {
  const entries = new Map<string, Uint8Array>();
  let bytes = 0;
  const take = (key: string) => {
    const known = entries.get(key);
    if (known) bytes -= known.length;
    entries.delete(key);
    return known;
  };
  const put = (key: string, value: Uint8Array) => {
    take(key);
    entries.set(key, value);
    bytes += value.length;
    for (const oldest of entries.keys()) {
      if (bytes <= mostBytes) break;
      take(oldest);
    }
  };
  return {
    get(key) {
      const known = take(key);
      if (known) put(key, known);
      return known ?? null;
    },
    put,
    flush: () => undefined,
  };
}
