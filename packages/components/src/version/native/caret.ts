import { between, bump, countNumbers, pad, type Constraint } from '../constraint.ts';
import { exactly } from './operators.ts';

/** Up to the next change of the first number that is not 0: `^1.2` is `>=1.2 <2`, `^0.1.2` is `>=0.1.2 <0.2`. */
export function caret(version: string): readonly Constraint[] {
  const numbers = /^\d+(?:\.\d+)*/.exec(version)?.[0].split('.') ?? ['0'];
  const first = numbers.findIndex((number) => !/^0+$/.test(number));
  return between(version, bump(version, first < 0 ? numbers.length - 1 : first));
}

/** Only the last named number may grow, `~1` and `~1.2.3` that before it: `~1.2.3` is `>=1.2.3 <1.3`. */
export function tilde(version: string): readonly Constraint[] {
  return between(version, bump(version, Math.min(countNumbers(version) - 1, 1)));
}

/** What RubyGems, Hex and Composer call pessimistic: the last named number may grow, `~> 2.0.8` is `>=2.0.8 <2.1`. */
export function pessimistic(version: string): readonly Constraint[] {
  return between(version, bump(version, Math.max(countNumbers(version) - 2, 0)));
}

/** `1.2.*` and `1.2.x`: everything that begins so. Undefined when it is no such pattern. */
export function wildcard(text: string): readonly Constraint[] | undefined {
  const [, numbers] = /^v?((?:\d+\.)*)[x*](?:\.[x*])*$/i.exec(text) ?? [];
  if (numbers === undefined) return undefined;
  const kept = numbers.slice(0, -1);
  return kept === '' ? [] : between(pad(kept, 1), bump(kept, countNumbers(kept) - 1));
}

export function exact(version: string): readonly Constraint[] {
  return exactly('=', version);
}
