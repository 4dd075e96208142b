import { fieldsOf, listOf, type Fields } from '../text.ts';
import type { ArtifactLocation, DescriptorReference, Message } from './log.ts';

// Results come in hundreds of thousands, so they are taken apart by hand, not by a schema: ten times as fast. The rule
// is the same as in `log.ts`: what has a wrong type is as if it were not there.

/** As many as an observation keeps. */
const maxSteps = 60;

export interface Region {
  startLine?: number | undefined;
  startColumn?: number | undefined;
  endLine?: number | undefined;
  endColumn?: number | undefined;
  snippet?: string | undefined;
}

export interface Location {
  artifact: ArtifactLocation | undefined;
  region: Region | undefined;
  context: Region | undefined;
  /** `com.example.Login.check(String)` */
  logicalName: string | undefined;
}

/** One step of a code flow (3.38). */
export interface FlowStep {
  location: Location;
  message: Message | undefined;
  /** `taint`, `call`, `branch`, …: the tool's own words are allowed. */
  kinds: readonly string[];
}

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317638 */
export interface Result {
  ruleId: string | undefined;
  ruleIndex: number | undefined;
  rule: DescriptorReference | undefined;
  kind: string | undefined;
  level: string | undefined;
  rank: number | undefined;
  message: Message | undefined;
  /** The first: by the specification there are more only when all must be changed together. */
  location: Location | undefined;
  /** The steps of the first thread of the first flow. */
  flow: readonly FlowStep[];
  partialFingerprints: Fields;
  fingerprints: Fields;
  suppressions: readonly unknown[];
  baselineState: string | undefined;
  taxa: readonly DescriptorReference[];
  fix: Message | undefined;
  properties: Fields;
}

/** `undefined` for what is no result: no object, or one that names neither a rule nor a problem. */
export function readResult(value: unknown): Result | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const from = value as Fields;
  const result: Result = {
    ruleId: text(from['ruleId']),
    ruleIndex: whole(from['ruleIndex'], 0),
    rule: reference(from['rule']),
    kind: text(from['kind']),
    level: text(from['level']),
    rank: typeof from['rank'] === 'number' ? from['rank'] : undefined,
    message: message(from['message']),
    location: location(listOf(from['locations'])[0]),
    flow: flow(from['codeFlows']),
    partialFingerprints: fieldsOf(from['partialFingerprints']),
    fingerprints: fieldsOf(from['fingerprints']),
    suppressions: listOf(from['suppressions']),
    baselineState: text(from['baselineState']),
    taxa: listOf(from['taxa']).flatMap((one) => reference(one) ?? []),
    fix: message(fieldsOf(listOf(from['fixes'])[0])['description']),
    properties: fieldsOf(from['properties']),
  };
  const isNamed = result.ruleId !== undefined || result.rule !== undefined || result.ruleIndex !== undefined;
  return isNamed || result.message !== undefined ? result : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function whole(value: unknown, least: number): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined;
}

function message(value: unknown): Message | undefined {
  const from = fieldsOf(value);
  const [plain, markdown, id] = [text(from['text']), text(from['markdown']), text(from['id'])];
  if (plain === undefined && markdown === undefined && id === undefined) return undefined;
  const args = listOf(from['arguments']).map((one) => (typeof one === 'string' ? one : ''));
  return { text: plain, markdown, id, arguments: args };
}

function reference(value: unknown): DescriptorReference | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const from = fieldsOf(value);
  const component = from['toolComponent'] === undefined ? undefined : fieldsOf(from['toolComponent']);
  return {
    id: text(from['id']),
    index: whole(from['index'], 0),
    guid: text(from['guid']),
    toolComponent: component && {
      name: text(component['name']),
      index: whole(component['index'], 0),
      guid: text(component['guid']),
    },
  };
}

/** Of a longer way its two ends are kept: where it begins and where it ends is what matters most. */
function flow(value: unknown): FlowStep[] {
  if (value === undefined) return [];
  const thread = fieldsOf(listOf(fieldsOf(listOf(value)[0])['threadFlows'])[0]);
  const all = listOf(thread['locations']);
  const kept = all.length > maxSteps ? [...all.slice(0, maxSteps / 2), ...all.slice(-maxSteps / 2)] : all;
  return kept.flatMap((one) => {
    const step = fieldsOf(one);
    const at = location(step['location']);
    if (!at) return [];
    const kinds = listOf(step['kinds']).flatMap((kind) => text(kind) ?? []);
    return [{ location: at, message: message(fieldsOf(step['location'])['message']), kinds }];
  });
}

function location(value: unknown): Location | undefined {
  if (value === undefined) return undefined;
  const from = fieldsOf(value);
  const physical = fieldsOf(from['physicalLocation']);
  const artifact = fieldsOf(physical['artifactLocation']);
  return {
    artifact: {
      uri: text(artifact['uri']),
      uriBaseId: text(artifact['uriBaseId']),
      index: whole(artifact['index'], 0),
    },
    region: region(physical['region']),
    context: region(physical['contextRegion']),
    logicalName: text(fieldsOf(listOf(from['logicalLocations'])[0])['fullyQualifiedName']),
  };
}

function region(value: unknown): Region | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const from = fieldsOf(value);
  return {
    startLine: whole(from['startLine'], 1),
    startColumn: whole(from['startColumn'], 1),
    endLine: whole(from['endLine'], 1),
    endColumn: whole(from['endColumn'], 1),
    snippet: text(fieldsOf(from['snippet'])['text']),
  };
}
