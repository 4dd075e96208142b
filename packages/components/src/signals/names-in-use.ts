import type { Component } from '@stoa/model';
import { lookAlike, type Disguise } from './look-alike.ts';
import { wellKnown } from './well-known.ts';

/** What is in use and what is famous, by shapes that one edit leaves alike: not every name is compared with every other. */
export class NamesInUse {
  readonly #known = new Map<string, Set<string>>();
  readonly #byShape = new Map<string, Map<string, string[]>>();

  /** @param components what is in use: what the project itself names is known here, whoever else knows it. */
  constructor(components: readonly Component[]) {
    for (const ecosystem of new Set(components.map((one) => one.ecosystem))) {
      const known = new Set(wellKnown(ecosystem));
      for (const one of components) if (one.ecosystem === ecosystem && one.direct === true) known.add(one.name);
      this.#known.set(ecosystem, known);
      const shapes = new Map<string, string[]>();
      for (const name of known) {
        for (const shape of shapesOf(name)) {
          const names = shapes.get(shape);
          if (names) names.push(name);
          else shapes.set(shape, [name]);
        }
      }
      this.#byShape.set(ecosystem, shapes);
    }
  }

  /** The known name that this one could be taken for. A name that is well known itself imitates nobody. */
  imitated({ ecosystem, name, direct }: Component): { name: string; by: Disguise } | null {
    if (wellKnown(ecosystem).includes(name)) return null;
    const shapes = this.#byShape.get(ecosystem);
    const candidates = new Set(shapesOf(name).flatMap((shape) => shapes?.get(shape) ?? []));
    for (const known of candidates) {
      // Two names that the project has both chosen are two packages, unless one of them is famous.
      if (direct === true && !wellKnown(ecosystem).includes(known)) continue;
      const by = lookAlike(name, known);
      if (by) return { name: known, by };
    }
    return null;
  }
}

/** The name without separators, and all that is left of it without one letter: names one edit apart have one in common. */
function shapesOf(name: string): string[] {
  const plain = name
    .toLowerCase()
    .replace(/[-_./@]/g, '')
    .slice(0, 100);
  return [plain, ...Array.from(plain, (_, at) => plain.slice(0, at) + plain.slice(at + 1))];
}
