import { compareNumeric } from './semver.ts';

/**
 * RPM's order: `epoch:version-release`. A missing release comes before every release.
 * @see https://rpm-software-management.github.io/rpm/manual/dependencies.html
 */
export function compareRpm(a: string, b: string): number {
  const [left, right] = [readLabel(a), readLabel(b)];
  return (
    compareLabel(left.epoch, right.epoch) ||
    compareLabel(left.version, right.version) ||
    Number(left.release !== undefined) - Number(right.release !== undefined) ||
    compareLabel(left.release ?? '', right.release ?? '')
  );
}

/** `epoch:version-release`; an epoch that is not written is 0. */
export function readLabel(text: string): { epoch: string; version: string; release: string | undefined } {
  const version = text.trim();
  const colon = version.indexOf(':');
  const rest = version.slice(colon + 1);
  const dash = rest.indexOf('-');
  return {
    epoch: colon < 0 ? '0' : version.slice(0, colon),
    version: dash < 0 ? rest : rest.slice(0, dash),
    release: dash < 0 ? undefined : rest.slice(dash + 1),
  };
}

/** Runs of digits or letters; `~` comes before the end, `^` after it and before everything else. */
function compareLabel(a: string, b: string): number {
  const [left, right] = [runs(a), runs(b)];
  for (let at = 0; ; at += 1) {
    const [one, other] = [left[at], right[at]];
    if (one === undefined && other === undefined) return 0;
    const order = rank(one) - rank(other);
    if (order !== 0) return order;
    if (/^\d/.test(one!)) {
      const numbers = compareNumeric(one!, other!);
      if (numbers !== 0) return numbers;
    } else if (one !== other) return one! < other! ? -1 : 1;
  }
}

function runs(label: string): string[] {
  return label.match(/\d+|[a-z]+|~|\^/gi) ?? [];
}

function rank(run: string | undefined): number {
  if (run === undefined) return 1;
  if (run === '~') return 0;
  if (run === '^') return 2;
  return /^\d/.test(run) ? 4 : 3;
}
