import { fieldsOf, listOf, textOf, type Fields } from '../text.ts';
import { isPackage, placeOfComponent, withNested } from './component.ts';
import { purlOf } from './package-url.ts';

/** What a reference means. */
export interface Referent {
  purl: string;
  path?: string | undefined;
}

/** What refers to what: gathered in the first reading, asked in the second. Texts are held once. */
export class BomGraph {
  /** Package URL by reference; very often they are one and the same text, held once. */
  readonly #purls = new Map<string, string>();
  readonly #paths = new Map<string, string>();
  readonly #edges = new Map<string, string[]>();
  #root: string | undefined;
  #direct: Set<string> | undefined;

  /** @returns a reference that was taken already, if there is one */
  addComponent(value: unknown): string | undefined {
    let twice: string | undefined;
    for (const component of withNested(value)) twice = this.#add(component) ?? twice;
    return twice;
  }

  /** The application itself: its dependencies are the direct ones. */
  addRoot(value: unknown): void {
    const component = fieldsOf(value);
    this.addComponent(component);
    this.#root = textOf(component['bom-ref']) ?? (isPackage(component) ? purlOf(component) : undefined);
  }

  addDependency(value: unknown): void {
    const { ref, dependsOn } = fieldsOf(value);
    if (typeof ref !== 'string' || ref === '') return;
    const edges = this.#edges.get(ref) ?? [];
    for (const target of listOf(dependsOn)) {
      if (typeof target !== 'string' || target === '') continue;
      const purl = this.#purls.get(target);
      edges.push(purl === target ? purl : target);
    }
    this.#edges.set(ref, edges);
  }

  /** The package a reference means: by `bom-ref`, by a BOM-Link into this document, or a package URL itself. */
  find(ref: string): Referent | undefined {
    const purl = this.#purls.get(ref);
    if (purl !== undefined) return { purl, path: this.#paths.get(ref) };
    if (ref.startsWith('urn:cdx:') && ref.includes('#')) return this.find(decode(ref.slice(ref.indexOf('#') + 1)));
    return ref.startsWith('pkg:') && ref.length <= 2000 ? { purl: ref } : undefined;
  }

  dependsOn(ref: string): string[] {
    const purls = this.#edges.get(ref)?.flatMap((one) => this.find(one)?.purl ?? []) ?? [];
    return purls.length > 1 ? [...new Set(purls)] : purls;
  }

  /** `undefined` where the document does not say what the application itself depends on. */
  isDirect(ref: string): boolean | undefined {
    if (this.#root === undefined) return undefined;
    const edges = this.#edges.get(this.#root);
    if (!edges) return undefined;
    this.#direct ??= new Set(edges);
    return this.#direct.has(ref);
  }

  #add(component: Fields): string | undefined {
    const own = textOf(component['bom-ref']);
    if (!isPackage(component) && own === undefined) return undefined;
    const purl = purlOf(component);
    const ref = own ?? purl;
    if (own !== undefined && this.#purls.has(own)) return own;
    this.#purls.set(ref, purl === ref ? ref : purl);
    const path = placeOfComponent(component);
    if (path !== undefined) this.#paths.set(ref, path);
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
