import type { Scan, Skip } from '@stoa/model';
import { readHead } from '../archive/open.ts';
import { defaultLimits, type Limits, type ReadOptions, type ReportSource } from '../format.ts';
import { headBytes, lookAtHead } from '../head.ts';
import { toPath } from '../path.ts';
import { ReportError } from '../report-error.ts';
import { cleanText, fieldsOf, listOf, textOf, type Fields } from '../text.ts';
import { Checker } from './check.ts';
import { isPackage, toComponent, withNested } from '../bom/component.ts';
import { BomGraph } from '../bom/graph.ts';
import { summariseBom } from '../bom/summary.ts';
import { readItems, type BomItem, type ListName } from './items.ts';
import { versions, type SpecVersion } from './vocabulary.ts';
import { toObservations } from './vulnerability.ts';

const maxSkips = 1000;
/** Dependencies are in the graph by then. */
const secondReading: readonly ListName[] = ['components', 'vulnerabilities', 'services', 'citations'];

/** What the first reading finds out. */
interface BomOutline {
  version: SpecVersion;
  metadata: Fields;
  graph: BomGraph;
  has: Set<ListName>;
  /** The first of them; `skipped` counts all. */
  skips: Skip[];
  skipped: number;
}

/**
 * A bill of materials: its components, and its vulnerabilities as observations with what VEX says of them. Read twice:
 * first the graph of references (dependencies stand behind the components), then the items one by one.
 * What a document says against its own specification is a counted skip; the rest of it counts.
 * @throws {ReportError}
 */
export async function readCycloneDx(source: ReportSource, options: ReadOptions): Promise<Scan[]> {
  const limits = { ...defaultLimits, ...options.limits };
  const { syntax } = lookAtHead(await readHead(source, headBytes));
  const form = syntax === 'xml' ? 'xml' : 'json';
  const outline = await readOutline(source, form, limits);
  return [scan(source, form, outline, limits, options)];
}

async function readOutline(source: ReportSource, form: 'json' | 'xml', limits: Limits): Promise<BomOutline> {
  const graph = new BomGraph();
  const has = new Set<ListName>();
  const skips: Skip[] = [];
  let skipped = 0;
  const note = (skip: Skip) => {
    skipped += 1;
    if (skips.length < maxSkips) skips.push(skip);
  };
  const headers: Partial<Record<'bomFormat' | 'specVersion' | 'serialNumber' | 'metadata', unknown>> = {};
  for await (const items of readItems(source, form, limits)) {
    for (const item of items) {
      if (item.type === 'header') headers[item.key] = item.value;
      else if (item.type === 'list') has.add(item.list);
      else if (item.type === 'oversized' && item.list === 'dependencies') note(oversized(item));
      else if (item.type === 'member') {
        if (item.list === 'dependencies') {
          graph.addDependency(item.value);
          problemsOf(item, versions[0]).forEach(note);
        }
        if (item.list === 'components' && graph.addComponent(item.value) !== undefined) {
          note(malformed(`components[${item.index}].bom-ref`, 'this reference is taken by another component'));
        }
      }
    }
  }
  const version = versionOf(headers.bomFormat, headers.specVersion);
  if (headers.serialNumber !== undefined && !isSerial(headers.serialNumber)) {
    note(malformed('serialNumber', 'a serial number is a UUID, written urn:uuid:…'));
  }
  const metadata = fieldsOf(headers.metadata);
  graph.addRoot(metadata['component']);
  const checker = new Checker(version);
  checker.metadata(metadata);
  for (const { at, detail } of checker.problems) note(malformed(`metadata${at}`, detail));
  return { version, metadata, graph, has, skips, skipped };
}

async function* scan(
  source: ReportSource,
  form: 'json' | 'xml',
  outline: BomOutline,
  limits: Limits,
  options: ReadOptions,
): Scan {
  const { graph, version } = outline;
  const fallback = toPath(source.name ?? '') ?? 'bom';
  const skips: Skip[] = [];
  let skippedTotal = 0;
  let lost = 0;
  let looked = 0;
  const note = (skip: Skip) => {
    skippedTotal += 1;
    if (skips.length < maxSkips) skips.push(skip);
    return { type: 'skip' as const, skip };
  };
  for (const skip of outline.skips) yield note(skip);
  skippedTotal += outline.skipped - outline.skips.length;
  for await (const items of readItems(source, form, limits, secondReading)) {
    for (const item of items) {
      if (item.type === 'oversized') {
        lost += 1;
        yield note(oversized(item));
      }
      if (item.type !== 'member') continue;
      const place = `${item.list}[${item.index}]`;
      for (const skip of problemsOf(item, version)) yield note(skip);
      if (item.list === 'components') {
        for (const component of withNested(item.value)) {
          if (!isPackage(component)) continue;
          const made = toComponent(component, graph, fallback);
          if (made) {
            looked += 1;
            yield { type: 'component', component: made };
            if (looked % 5000 === 0) yield { type: 'progress', done: looked };
          }
        }
      } else if (item.list === 'vulnerabilities') {
        const observations = toObservations(item.value, graph, fallback);
        if (observations.length === 0) {
          lost += 1;
          yield note(malformed(place, 'a vulnerability needs an id'));
        }
        for (const observation of observations) yield { type: 'observation', observation };
      }
    }
  }
  yield { type: 'progress', done: looked, total: looked };
  const { metadata, has } = outline;
  return summariseBom(
    { tool: toolOf(metadata), tellsVulnerabilities: has.has('vulnerabilities'), timestamp: metadata['timestamp'] },
    { looked, lost, skips, skippedTotal },
    options,
  );
}

function problemsOf(item: Extract<BomItem, { type: 'member' }>, version: SpecVersion): Skip[] {
  const checker = new Checker(version);
  if (item.list === 'components') checker.component(item.value);
  else if (item.list === 'dependencies') checker.dependency(item.value);
  else if (item.list === 'services') checker.service(item.value);
  else if (item.list === 'citations') checker.citation(item.value);
  return checker.problems.map(({ at, detail }) => malformed(`${item.list}[${item.index}]${at}`, detail));
}

/** The first tool; an array until 1.4, an object of components and services since 1.5. */
function toolOf(metadata: Fields): { name: string; version: string } {
  const { tools } = metadata;
  const [own] = listOf(tools);
  const [component] = listOf(fieldsOf(tools)['components'] ?? (Array.isArray(own) ? own : undefined));
  const tool = fieldsOf(component ?? own);
  return {
    name: cleanText(tool['name'], 200).trim() || 'cyclonedx',
    version: cleanText(textOf(tool['version']) ?? '', 100),
  };
}

function versionOf(bomFormat: unknown, specVersion: unknown): SpecVersion {
  if (bomFormat !== 'CycloneDX') {
    throw new ReportError(
      'malformed',
      'this is no CycloneDX document: `bomFormat` says something else. Export it as CycloneDX.',
    );
  }
  const version = versions.find((one) => one === specVersion);
  if (version) return version;
  throw new ReportError(
    'unsupported-version',
    `this version of CycloneDX is not known here; ${versions[0]} to ${versions.at(-1)} are. Export it as one of them.`,
  );
}

function isSerial(value: unknown): boolean {
  return (
    typeof value === 'string' && /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)
  );
}

function oversized({ list, index }: { list: ListName; index: number }): Skip {
  return { place: `${list}[${index}]`, reason: 'too-large', detail: 'This item is too large to read.' };
}

function malformed(place: string, detail: string): Skip {
  return { place: place.slice(0, 4096), reason: 'malformed', detail: `${detail[0]!.toUpperCase()}${detail.slice(1)}.` };
}
