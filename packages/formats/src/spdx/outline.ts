import type { Skip } from '@stoa/model';
import { BomGraph } from '../bom/graph.ts';
import { cleanText, fieldsOf, listOf, textOf } from '../text.ts';
import { toBomShape } from './bom-shape.ts';
import type { SpdxItem } from './items.ts';
import { dependencyTypes } from './vocabulary.ts';

/** What the first reading of a document finds out. Relationships may stand anywhere, so they are gathered first. */
export class Outline {
  readonly headers: Record<string, unknown> = {};
  readonly problems: Skip[] = [];
  readonly #described = new Set<string>();
  readonly #scopes = new Map<string, string>();
  readonly #licences = new Map<string, string>();
  readonly #edges = new Map<string, string[]>();
  readonly #holders = new Set<string>();
  readonly #applications = new Set<string>();
  /** Package URL or name and version by identifier, for the graph. */
  readonly #packages = new Map<string, { name: unknown; version: unknown; purl: unknown }>();

  add(item: SpdxItem): void {
    if (item.type === 'header') {
      this.headers[item.key] = item.value;
      if (item.key === 'documentDescribes') for (const id of listOf(item.value)) this.#described.add(String(id));
    } else if (item.type === 'member') {
      if (item.list === 'packages') this.#addPackage(item.value, item.index);
      else if (item.list === 'relationships') this.#addRelationship(item.value);
      else this.#addLicence(item.value);
    }
  }

  /** The application itself: the one thing the document describes that is an application, holds or needs others. */
  get root(): string | undefined {
    const candidates = [...this.#described].filter(
      (id) => this.#edges.has(id) || this.#holders.has(id) || this.#applications.has(id),
    );
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  scopeOf(id: string): string | undefined {
    return this.#scopes.get(id);
  }

  licenceName(id: string): string | undefined {
    return this.#licences.get(id);
  }

  toGraph(): BomGraph {
    const graph = new BomGraph();
    const { root } = this;
    for (const [id, facts] of this.#packages) {
      const component = { type: 'library', 'bom-ref': id, ...facts };
      if (id === root) graph.addRoot(component);
      else graph.addComponent(component);
    }
    for (const [ref, dependsOn] of this.#edges) graph.addDependency({ ref, dependsOn });
    return graph;
  }

  #addPackage(value: unknown, index: number): void {
    const shape = toBomShape(value, { scopeOf: () => undefined, licenceName: () => undefined });
    const id = textOf(shape['bom-ref']);
    if (id !== undefined && fieldsOf(value)['primaryPackagePurpose'] === 'APPLICATION') this.#applications.add(id);
    if (id === undefined) this.#note(index, 'A package needs an SPDXID.');
    else if (this.#packages.has(id)) this.#note(index, 'This SPDXID is taken by another package.');
    else this.#packages.set(id, { name: shape['name'], version: shape['version'], purl: shape['purl'] });
  }

  #addRelationship(value: unknown): void {
    const { spdxElementId: element, relatedSpdxElement: related, relationshipType } = fieldsOf(value);
    if (typeof element !== 'string' || typeof related !== 'string') return;
    const type = String(relationshipType);
    if (type === 'DESCRIBES') this.#described.add(related);
    else if (type === 'DESCRIBED_BY') this.#described.add(element);
    else if (type === 'CONTAINS') this.#holders.add(element);
    else if (Object.hasOwn(dependencyTypes, type)) {
      const { from, scope } = dependencyTypes[type]!;
      const [needs, needed] = from === 'element' ? [element, related] : [related, element];
      const known = this.#edges.get(needs);
      if (known) known.push(needed);
      else this.#edges.set(needs, [needed]);
      if (scope !== undefined) this.#scopes.set(needed, scope);
    }
  }

  #addLicence(value: unknown): void {
    const { licenseId, name } = fieldsOf(value);
    if (typeof licenseId === 'string' && textOf(name) !== undefined)
      this.#licences.set(licenseId, cleanText(name, 500));
  }

  #note(index: number, detail: string): void {
    if (this.problems.length < 1000) this.problems.push({ place: `packages[${index}]`, reason: 'malformed', detail });
  }
}
