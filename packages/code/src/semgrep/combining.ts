import type { Binding, Bindings, Match } from './bindings.ts';
import type { Target } from './target.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Matches that lie in one another, with the same bindings: the inner one. */
export function intersect(a: readonly Match[], b: readonly Match[]): Match[] {
  const found: Match[] = [];
  for (const one of a)
    for (const other of b) {
      const isIn = lies(one, other);
      if (!isIn && !lies(other, one)) continue;
      const bindings = unify(one.bindings, other.bindings);
      if (bindings) found.push({ ...(isIn ? one : other), bindings });
    }
  return unique(found);
}

export function inside(matches: readonly Match[], around: readonly Match[]): Match[] {
  const found: Match[] = [];
  for (const one of matches)
    for (const other of around) {
      if (!lies(one, other)) continue;
      const bindings = unify(one.bindings, other.bindings);
      if (bindings) found.push({ ...one, bindings });
    }
  return unique(found);
}

export function notInside(matches: readonly Match[], around: readonly Match[]): Match[] {
  return matches.filter(
    (one) => !around.some((other) => lies(one, other) && unify(one.bindings, other.bindings) !== null),
  );
}

export function without(matches: readonly Match[], bad: readonly Match[]): Match[] {
  return matches.filter(
    (one) =>
      !bad.some(
        (other) => one.start === other.start && one.end === other.end && unify(one.bindings, other.bindings) !== null,
      ),
  );
}

function lies(inner: Place, outer: Place): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The target whose texts are compared. Set for the evaluation at hand. */
let comparing: Target | undefined;

export function unify(a: Bindings, b: Bindings): Bindings | null {
  let joined: Map<string, Binding> | undefined;
  for (const [name, binding] of b) {
    const known = a.get(name);
    if (!known) {
      joined ??= new Map(a);
      joined.set(name, binding);
    } else if (comparing && !comparing.areSame(known, binding)) return null;
  }
  return joined ?? a;
}

function unique(matches: readonly Match[]): Match[] {
  const seen = new Set<string>();
  return matches.filter(({ start, end, bindings }) => {
    const key = `${start}:${end}:${[...bindings]
      .map(([name, one]) => `${name}${one.start}`)
      .sort()
      .join()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Texts are compared with this file's while `run` lasts. */
export function comparingIn<T>(target: Target, run: () => T): T {
  const before = comparing;
  comparing = target;
  try {
    return run();
  } finally {
    comparing = before;
  }
}
