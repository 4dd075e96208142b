import { listOf } from '../text.ts';
import type { Descriptor, DescriptorReference } from './log.ts';
import type { RunOutline } from './outline.ts';
import type { Result } from './result.ts';

const max = 50;

/** The CWE numbers of a result: from tags, properties, taxa and relationships, in the order they are named. */
export function weaknessesOf(result: Result, rule: Descriptor | undefined, outline: RunOutline): number[] {
  const found = new Set<number>();
  for (const bag of [rule?.properties ?? {}, result.properties]) {
    for (const tag of listOf(bag['tags'])) add(found, /(?:^|\/)cwe[-_/: ]?0*(\d{1,5})(?!\d)/i, tag);
    for (const key of ['cwe', 'cwes', 'CWE']) {
      const said = bag[key];
      for (const one of Array.isArray(said) ? said : [said])
        add(found, /^(?:cwe)?[-_/: ]*0*(\d{1,5})(?!\d)/i, String(one ?? ''));
    }
  }
  const references = [...(rule?.relationships ?? []).map(({ target }) => target), ...result.taxa];
  for (const reference of references) {
    if (isCwe(reference, outline))
      add(found, /^(?:cwe)?[-_/: ]*0*(\d{1,5})$/i, reference.id ?? idAt(reference, outline));
  }
  return [...found].slice(0, max);
}

function add(found: Set<number>, pattern: RegExp, text: unknown): void {
  if (typeof text !== 'string' || text.length > 1000) return;
  const number = Number(pattern.exec(text)?.[1]);
  if (number >= 1) found.add(number);
}

function isCwe(reference: DescriptorReference, outline: RunOutline): boolean {
  if (/^cwe[-_/]?\d+$/i.test(reference.id ?? '')) return true;
  const of = reference.toolComponent;
  return /^cwe\b/i.test(of?.name ?? taxonomy(reference, outline)?.name ?? '');
}

function taxonomy({ toolComponent: of }: DescriptorReference, { taxonomies }: RunOutline) {
  if (of?.guid !== undefined) return taxonomies.find(({ guid }) => guid === of.guid);
  return of?.index === undefined ? undefined : taxonomies[of.index];
}

function idAt(reference: DescriptorReference, outline: RunOutline): string | undefined {
  return reference.index === undefined ? undefined : taxonomy(reference, outline)?.ids[reference.index];
}
