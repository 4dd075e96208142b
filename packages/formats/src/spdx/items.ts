import type { Limits, ReportSource } from '../format.ts';
import type { Plan } from '../json/plan.ts';
import { sliceJson } from '../json/slice-json.ts';
import { ReportError } from '../report-error.ts';
import { readTagValues } from './tag-value.ts';

const lists = ['packages', 'relationships', 'hasExtractedLicensingInfos'] as const;
type ListName = (typeof lists)[number];

/** A part of a document, tag-value and JSON alike, in the JSON shape. */
export type SpdxItem =
  | { type: 'header'; key: string; value: unknown }
  | { type: 'member'; list: ListName; index: number; value: unknown }
  | { type: 'oversized'; list: ListName; index: number };

const headers = new Set(['spdxVersion', 'SPDXID', 'name', 'creationInfo', 'documentDescribes']);
const isList = (key: string | number | undefined): key is ListName => lists.includes(key as ListName);

/** @throws {ReportError} */
export function readSpdxItems(
  source: ReportSource,
  form: 'json' | 'tag-value',
  limits: Limits,
): AsyncGenerator<SpdxItem> {
  return form === 'json' ? fromJson(source, limits) : fromTagValue(source, limits);
}

async function* fromJson(source: ReportSource, limits: Limits): AsyncGenerator<SpdxItem> {
  const plan: Plan = (path, key) => {
    if (path.length > 0) return 'take';
    if (isList(key)) return 'enter';
    return headers.has(String(key)) ? 'take' : 'skip';
  };
  for await (const events of sliceJson(source, plan, limits)) {
    for (const event of events) {
      const list = event.path[0];
      if (event.type === 'end') {
        if (isList(list) && !event.isArray) throw notAList(list);
      } else if (isList(list) && typeof event.key === 'number') {
        const at = { list, index: event.key };
        yield event.type === 'value' ? { type: 'member', ...at, value: event.value } : { type: 'oversized', ...at };
      } else if (event.type === 'value' && event.path.length === 0) {
        if (isList(event.key)) throw notAList(event.key);
        yield { type: 'header', key: String(event.key), value: event.value };
      }
    }
  }
}

function notAList(path: string): ReportError {
  return new ReportError('malformed', 'this must be a list. Export the document again with the tool itself.', { path });
}

/** Tags that begin something of their own; those behind them belong to it. */
const beginnings: Readonly<Record<string, ListName | 'other'>> = {
  PackageName: 'packages',
  LicenseID: 'hasExtractedLicensingInfos',
  FileName: 'other',
  SnippetSPDXID: 'other',
  Annotator: 'other',
  Reviewer: 'other',
};

/** Plain facts by tag, named as in JSON. */
const names: Readonly<Record<string, string>> = {
  PackageName: 'name',
  SPDXID: 'SPDXID',
  PackageVersion: 'versionInfo',
  PackageLicenseConcluded: 'licenseConcluded',
  PackageLicenseDeclared: 'licenseDeclared',
  PackageComment: 'comment',
  PackageSourceInfo: 'sourceInfo',
  PrimaryPackagePurpose: 'primaryPackagePurpose',
  LicenseID: 'licenseId',
  LicenseName: 'name',
};

async function* fromTagValue(source: ReportSource, limits: Limits): AsyncGenerator<SpdxItem> {
  const counts: Record<ListName, number> = { packages: 0, relationships: 0, hasExtractedLicensingInfos: 0 };
  const creators: string[] = [];
  let created: string | undefined;
  let open: { list: ListName | 'other' | 'document'; value: Map<string, unknown> } = {
    list: 'document',
    value: new Map(),
  };
  const member = (list: ListName, value: unknown): SpdxItem => ({
    type: 'member',
    list,
    index: counts[list]++,
    value,
  });
  for await (const { tag, value } of readTagValues(source, limits)) {
    if (tag === 'Relationship') {
      const [spdxElementId, relationshipType, relatedSpdxElement] = value.split(/\s+/);
      yield member('relationships', { spdxElementId, relationshipType, relatedSpdxElement });
    } else if (tag === 'SPDXVersion') yield { type: 'header', key: 'spdxVersion', value };
    else if (tag === 'Creator') creators.push(value);
    else if (tag === 'Created') created = value;
    else {
      const beginning = Object.hasOwn(beginnings, tag) ? beginnings[tag] : undefined;
      if (beginning) {
        if (open.list === 'packages' || open.list === 'hasExtractedLicensingInfos')
          yield member(open.list, Object.fromEntries(open.value));
        open = { list: beginning, value: new Map() };
      }
      addFact(open.value, tag, value);
    }
  }
  if (open.list === 'packages' || open.list === 'hasExtractedLicensingInfos')
    yield member(open.list, Object.fromEntries(open.value));
  yield { type: 'header', key: 'creationInfo', value: { created, creators } };
}

function addFact(to: Map<string, unknown>, tag: string, value: string): void {
  if (tag === 'PackageChecksum') {
    const [algorithm, checksumValue] = value.split(/:\s*/, 2);
    append(to, 'checksums', { algorithm, checksumValue });
  } else if (tag === 'ExternalRef') {
    const [referenceCategory, referenceType, referenceLocator] = value.split(/\s+/);
    append(to, 'externalRefs', { referenceCategory, referenceType, referenceLocator });
  } else if (Object.hasOwn(names, tag)) to.set(names[tag]!, value);
}

function append(to: Map<string, unknown>, key: string, value: unknown): void {
  const known = to.get(key);
  if (Array.isArray(known)) known.push(value);
  else to.set(key, [value]);
}
