import { compareNumeric } from './semver.ts';

/**
 * dpkg's order: `epoch:upstream-revision`, where `~` comes before everything, the end included.
 * @see https://www.debian.org/doc/debian-policy/ch-controlfields.html#version
 */
export function compareDebian(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  return (
    compareNumeric(left.epoch, right.epoch) ||
    compareText(left.upstream, right.upstream) ||
    compareText(left.revision, right.revision)
  );
}

function parse(version: string): { epoch: string; upstream: string; revision: string } {
  const [, epoch, rest] = /^(?:(\d+):)?(.*)$/s.exec(version.trim())!;
  const dash = rest!.lastIndexOf('-');
  return {
    epoch: epoch ?? '0',
    upstream: dash < 0 ? rest! : rest!.slice(0, dash),
    revision: dash < 0 ? '' : rest!.slice(dash + 1),
  };
}

/** Turns of text and number, the text by dpkg's own alphabet. */
function compareText(a: string, b: string): number {
  const [left, right] = [a.matchAll(/(\D*)(\d*)/g), b.matchAll(/(\D*)(\d*)/g)];
  for (;;) {
    const [one, other] = [left.next().value, right.next().value];
    const order =
      compareLetters(one?.[1] ?? '', other?.[1] ?? '') || compareNumeric(one?.[2] || '0', other?.[2] || '0');
    if (order !== 0) return order;
    if (!one?.[0] && !other?.[0]) return 0;
  }
}

function compareLetters(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = weight(a[at]) - weight(b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

function weight(char: string | undefined): number {
  if (char === undefined) return 0;
  if (char === '~') return -1;
  return /[a-z]/i.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 0x1_00_00;
}
