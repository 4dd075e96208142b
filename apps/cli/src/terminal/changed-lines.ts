export interface ChangedLine {
  sign: '+' | '-';
  text: string;
}

/**
 * The lines that differ, in order. The texts are alike but for a few places, so the next line that both share ends a
 * difference: near enough for a person, and linear for lock files of a hundred thousand lines.
 */
export function changedLines(before: string, after: string, window = 400): ChangedLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const changed: ChangedLine[] = [];
  for (let a = 0, b = 0; a < old.length || b < now.length;) {
    if (a < old.length && b < now.length && old[a] === now[b]) {
      a += 1;
      b += 1;
      continue;
    }
    const [skipA, skipB] = nextShared(old, a, now, b, window);
    for (let at = 0; at < skipA; at += 1) changed.push({ sign: '-', text: old[a + at]! });
    for (let at = 0; at < skipB; at += 1) changed.push({ sign: '+', text: now[b + at]! });
    a += skipA;
    b += skipB;
  }
  return changed;
}

function nextShared(
  old: readonly string[],
  a: number,
  now: readonly string[],
  b: number,
  window: number,
): [number, number] {
  const places = new Map<string, number>();
  for (let at = 0; at < window && b + at < now.length; at += 1) {
    const text = now[b + at]!;
    if (text.trim().length > 3 && !places.has(text)) places.set(text, at);
  }
  let best: [number, number] | null = null;
  for (let at = 0; at < window && a + at < old.length; at += 1) {
    const there = places.get(old[a + at]!);
    if (there !== undefined && (best === null || at + there < best[0] + best[1])) best = [at, there];
    if (best && at >= best[0] + best[1]) break;
  }
  return best ?? [old.length - a, now.length - b];
}
