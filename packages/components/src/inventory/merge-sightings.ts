import { strongerScope, type ComponentInput } from '@stoa/model';

/** What one file says of a package is said once, in the order of the first sighting. */
export class Sightings {
  readonly #byPurl = new Map<string, ComponentInput>();

  get size(): number {
    return this.#byPurl.size;
  }

  add(component: ComponentInput): void {
    const known = this.#byPurl.get(component.purl);
    this.#byPurl.set(component.purl, known ? merge(known, component) : component);
  }

  /** Gives each once, and lets go of it. */
  *take(): Generator<ComponentInput> {
    for (const [purl, component] of this.#byPurl) {
      this.#byPurl.delete(purl);
      yield component;
    }
  }
}

/**
 * Two sightings of one package in one file: direct if one of them is, the stronger scope, all hashes, licences and
 * dependencies, the first place.
 */
function merge(a: ComponentInput, b: ComponentInput): ComponentInput {
  const requirement = a.requirement ?? b.requirement;
  const declaredAt = a.declaredAt ?? b.declaredAt;
  const direct = a.direct === undefined ? b.direct : a.direct || (b.direct ?? false);
  const marks = [...new Set([...(a.marks ?? []), ...(b.marks ?? [])])];
  return {
    ...a,
    ...(marks.length > 0 && { marks }),
    scope: strongerScope(a.scope ?? 'required', b.scope ?? 'required'),
    hashes: { ...b.hashes, ...a.hashes },
    licences: [...new Set([...(a.licences ?? []), ...(b.licences ?? [])])],
    dependsOn: [...new Set([...(a.dependsOn ?? []), ...(b.dependsOn ?? [])])],
    ...(direct !== undefined && { direct }),
    ...(requirement !== undefined && { requirement }),
    ...(declaredAt !== undefined && { declaredAt }),
  };
}
