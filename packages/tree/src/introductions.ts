import type { Introduction } from '@stoa/model';

/**
 * Reads `git log --raw -z` with a header `\x01<commit>\x1f<author>\x1f<mail>\x1f<time>` a commit: of each blob asked for
 * the earliest commit that brought it, by the author's clock.
 */
export async function readIntroductions(
  parts: AsyncIterable<string>,
  ids: ReadonlySet<string>,
): Promise<Map<string, Introduction>> {
  const found = new Map<string, Introduction & { time: number }>();
  let commit: (Introduction & { time: number }) | null = null;
  for await (const part of parts) {
    // A commit without changes leaves its header in front of the next one.
    const header = part.lastIndexOf('\x01');
    if (header >= 0) commit = toCommit(part.slice(header + 1).split('\n', 1)[0]!);
    const changed = part.lastIndexOf(':');
    if (changed < 0 || !commit) continue;
    const id = blobOf(part.slice(part.lastIndexOf('\n') + 1));
    if (id === null || !ids.has(id)) continue;
    const known = found.get(id);
    if (!known || commit.time <= known.time) found.set(id, commit);
  }
  return new Map([...found].map(([id, { time: _, ...introduction }]) => [id, introduction]));
}

/** `:100644 100644 <before> <after> M`, of a merge `::100644 100644 100644 <one> <other> <after> MM`: what it became. */
function blobOf(change: string): string | null {
  const parents = /^:+/.exec(change)?.[0].length ?? 0;
  return parents === 0 ? null : (change.slice(parents).split(' ')[2 * parents + 1] ?? null);
}

function toCommit(header: string): (Introduction & { time: number }) | null {
  const [commit = '', author = '', email = '', at = ''] = header.split('\x1f');
  const time = Date.parse(at);
  if (!/^[0-9a-f]{40,64}$/.test(commit) || Number.isNaN(time)) return null;
  return {
    commit,
    author: author.slice(0, 200),
    email: email.slice(0, 320),
    at: new Date(time).toISOString(),
    time,
  };
}
