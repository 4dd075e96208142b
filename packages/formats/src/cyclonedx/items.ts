import type { Limits, ReportSource } from '../format.ts';
import type { Plan } from '../json/plan.ts';
import { sliceJson } from '../json/slice-json.ts';
import { ReportError } from '../report-error.ts';
import { sliceXml, type XmlPlan } from '../xml/slicer.ts';
import { isOurs, toJsonShape } from './xml-shape.ts';

/** The lists of a document that are read one member at a time. */
const listNames = ['components', 'dependencies', 'vulnerabilities', 'services', 'citations'] as const;
export type ListName = (typeof listNames)[number];
const isList = (name: string | number | undefined): name is ListName => listNames.includes(name as ListName);

export type BomItem =
  | { type: 'header'; key: 'bomFormat' | 'specVersion' | 'serialNumber' | 'metadata'; value: unknown }
  | { type: 'member'; list: ListName; index: number; value: unknown }
  | { type: 'oversized'; list: ListName; index: number }
  | { type: 'list'; list: ListName };

const headers = new Set(['bomFormat', 'specVersion', 'serialNumber', 'metadata']);

/**
 * A document as a stream of its parts, JSON and XML alike, in the JSON shape.
 * @param lists which of the lists are wanted in this reading
 * @throws {ReportError}
 */
export function readItems(
  source: ReportSource,
  syntax: 'json' | 'xml',
  limits: Limits,
  lists: readonly ListName[] = listNames,
): AsyncGenerator<BomItem[]> {
  return syntax === 'json' ? fromJson(source, limits, lists) : fromXml(source, limits, lists);
}

async function* fromJson(source: ReportSource, limits: Limits, lists: readonly ListName[]): AsyncGenerator<BomItem[]> {
  const jsonPlan: Plan = (path, key) => {
    if (path.length > 0) return 'take';
    if (isList(key)) return lists.includes(key) ? 'enter' : 'skip';
    return headers.has(String(key)) ? 'take' : 'skip';
  };
  for await (const events of sliceJson(source, jsonPlan, limits)) {
    const items: BomItem[] = [];
    for (const event of events) {
      const list = event.path[0];
      if (event.type === 'end') {
        if (!isList(list)) continue;
        if (!event.isArray) throw notAList(list);
        items.push({ type: 'list', list });
      } else if (isList(list) && typeof event.key === 'number') {
        const at = { list, index: event.key };
        items.push(
          event.type === 'value' ? { type: 'member', ...at, value: event.value } : { type: 'oversized', ...at },
        );
      } else if (event.type === 'value' && event.path.length === 0) {
        if (isList(event.key)) {
          throw notAList(event.key);
        }
        items.push({ type: 'header', key: event.key as 'metadata', value: event.value });
      }
    }
    yield items;
  }
}

function notAList(path: string): ReportError {
  return new ReportError('malformed', 'this must be a list. Export the document again with the tool itself.', { path });
}

const namespace = /^http:\/\/cyclonedx\.org\/schema\/bom\/(.*)$/;

async function* fromXml(source: ReportSource, limits: Limits, lists: readonly ListName[]): AsyncGenerator<BomItem[]> {
  const xmlPlan: XmlPlan = (path) => {
    if (path.length !== 2) return 'take';
    const [, name] = path;
    if (isList(name)) return lists.includes(name) ? 'enter' : 'skip';
    return name === 'metadata' ? 'take' : 'skip';
  };
  for await (const events of sliceXml(source, xmlPlan, limits)) {
    const items: BomItem[] = [];
    for (const event of events) {
      if (event.type === 'start' && event.depth === 1) {
        const { element } = event;
        items.push({ type: 'header', key: 'bomFormat', value: element.name === 'bom' ? 'CycloneDX' : element.name });
        items.push({ type: 'header', key: 'specVersion', value: namespace.exec(element.namespace)?.[1] ?? '' });
        items.push({ type: 'header', key: 'serialNumber', value: element.attributes['serialNumber'] });
      } else if (event.type === 'end') {
        if (event.depth === 2 && isList(event.name)) items.push({ type: 'list', list: event.name });
      } else if (event.type === 'oversized') {
        if (isList(event.parent)) items.push({ type: 'oversized', list: event.parent, index: event.index });
      } else if (event.type === 'element' && isOurs(event.element)) {
        const value = toJsonShape(event.element);
        if (event.depth === 2) items.push({ type: 'header', key: 'metadata', value });
        else if (isList(event.parent)) items.push({ type: 'member', list: event.parent, index: event.index, value });
      }
    }
    yield items;
  }
}
