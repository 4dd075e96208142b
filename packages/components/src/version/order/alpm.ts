import { readLabel } from './rpm.ts';
import { compareNumeric } from './semver.ts';

/**
 * Pacman's order: like RPM's, but letters that follow without a dot come before (`1.0rc` < `1.0`), and releases count
 * only when both versions have one.
 * @see https://man.archlinux.org/man/vercmp.8
 */
export function compareAlpm(a: string, b: string): number {
  const [left, right] = [readLabel(a), readLabel(b)];
  return (
    compareRuns(left.epoch, right.epoch) ||
    compareRuns(left.version, right.version) ||
    (left.release === undefined || right.release === undefined ? 0 : compareRuns(left.release, right.release))
  );
}

function compareRuns(a: string, b: string): number {
  const [left, right] = [runs(a), runs(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [one, other] = [left[at], right[at]];
    if (!one || !other) return one ? more(one) : -more(other!);
    const order = one.dots - other.dots || Number(one.isNumber) - Number(other.isNumber);
    if (order !== 0) return order;
    const texts = one.isNumber ? compareNumeric(one.text, other.text) : compareText(one.text, other.text);
    if (texts !== 0) return texts;
  }
  return 0;
}

interface Run {
  /** How many signs stand before it. */
  dots: number;
  text: string;
  isNumber: boolean;
}

function runs(label: string): Run[] {
  return [...label.matchAll(/([^a-z\d]*)(\d+|[a-z]+)/gi)].map(([, signs, text]) => ({
    dots: signs!.length,
    text: text!,
    isNumber: /^\d/.test(text!),
  }));
}

/** Is a version that goes on with this newer than one that ends here? */
function more({ dots, isNumber }: Run): number {
  return dots === 0 && !isNumber ? -1 : 1;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
