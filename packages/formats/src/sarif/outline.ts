import { writePath, type JsonEvent, type Plan } from '../json/plan.ts';
import { sliceJson } from '../json/slice-json.ts';
import type { Limits, ReportSource } from '../format.ts';
import { ReportError } from '../report-error.ts';
import { listOf } from '../text.ts';
import {
  Artifact,
  Invocation,
  Taxonomy,
  ToolComponent,
  Toolset,
  UriBases,
  VersionControl,
  type ArtifactLocation,
} from './log.ts';

/** All of a run but its results: what is needed to read them, wherever in the file it stands. */
export interface RunOutline {
  driver: ToolComponent;
  extensions: ToolComponent[];
  taxonomies: { name: string; guid?: string; ids: string[] }[];
  bases: UriBases;
  artifacts: ArtifactLocation[];
  /** Places the tool says it looked at; `undefined` when the report lists no artifacts. */
  lookedAt: ArtifactLocation[] | undefined;
  invocations: Invocation[];
  versionControl: VersionControl[];
  /** `undefined`: the tool wrote no list of results at all, which is not the same as an empty one. */
  results: number | undefined;
}

/** Roles of files that are part of the report rather than of what was scanned. */
const notScanned = new Set([
  'attachment',
  'debugOutputFile',
  'driver',
  'extension',
  'memoryContents',
  'policy',
  'responseFile',
  'referencedOnCommandLine',
  'toolSpecifiedConfiguration',
  'traceFile',
  'translation',
  'taxonomy',
  'standardStream',
  'userSpecifiedConfiguration',
  'directory',
]);

const whole = new Set(['tool', 'taxonomies', 'originalUriBaseIds', 'invocations', 'versionControlProvenance']);

const plan: Plan = (path, key) => {
  if (path.length === 0) return key === 'runs' ? 'enter' : key === 'version' || key === '$schema' ? 'take' : 'skip';
  if (path.length === 1) return 'enter';
  if (path.length === 2)
    return key === 'results' || key === 'artifacts' ? 'enter' : whole.has(String(key)) ? 'take' : 'skip';
  return path[2] === 'artifacts' ? 'take' : 'skip';
};

/**
 * The first of two readings: everything but the results, and that the file is whole.
 * @throws {ReportError} `unsupported-version`, `malformed`, `truncated` …
 */
export async function readOutline(source: ReportSource, limits: Limits): Promise<RunOutline[]> {
  const runs: RunOutline[] = [];
  let sawRuns = false;
  const bounds = { maxItemBytes: limits.maxHeadBytes, maxDepth: limits.maxDepth };
  for await (const events of sliceJson(source, plan, bounds)) {
    for (const event of events) {
      if (event.path.length === 0) {
        if (event.type === 'value') checkTop(event.key, event.value);
        continue;
      }
      sawRuns = true;
      if (event.type === 'end' && event.path.length === 1 && !event.isArray) throw notAList('runs');
      const at = event.path[1];
      if (typeof at === 'number') {
        const run = (runs[at] ??= emptyRun());
        note(run, event);
      } else if (event.type !== 'end') {
        throw new ReportError('malformed', 'a run must be an object. Export the report again with the tool itself.', {
          path: `runs[${event.key}]`,
        });
      }
    }
  }
  if (!sawRuns) {
    throw new ReportError('malformed', 'this SARIF file has no `runs`. Export the report again with the tool itself.');
  }
  return runs;
}

function checkTop(key: string | number, value: unknown): void {
  if (key === 'version' && typeof value === 'string' && !value.startsWith('2.')) {
    throw new ReportError(
      'unsupported-version',
      'this is an older SARIF than 2.1.0. Convert it with `sarif-multitool transform`, or update the tool.',
    );
  }
  if (key === 'runs') {
    throw notAList('runs');
  }
}

function notAList(path: string): ReportError {
  return new ReportError(
    'malformed',
    'this is not what SARIF has here. Export the report again with the tool itself.',
    { path },
  );
}

export function emptyRun(): RunOutline {
  return {
    driver: ToolComponent.parse({}),
    extensions: [],
    taxonomies: [],
    bases: {},
    artifacts: [],
    lookedAt: undefined,
    invocations: [],
    versionControl: [],
    results: undefined,
  };
}

function note(run: RunOutline, event: JsonEvent): void {
  if (event.type === 'end') {
    if (event.isArray !== (event.path.length === 3)) throw notAList(writePath(event.path));
    if (event.path[2] === 'results') run.results = event.length;
    if (event.path[2] === 'artifacts') run.lookedAt ??= [];
    return;
  }
  if (event.type === 'oversized') {
    throw new ReportError(
      'too-large',
      'the description of the tool is too large. Export only the rules that have results.',
      {
        path: `runs[${event.path[1]}].${event.key}`,
      },
    );
  }
  if (event.path.length === 3) {
    noteArtifact(run, event.value);
    return;
  }
  switch (event.key) {
    case 'tool': {
      const tool = Toolset.safeParse(event.value);
      if (tool.success) ({ driver: run.driver, extensions: run.extensions } = tool.data);
      return;
    }
    case 'taxonomies':
      run.taxonomies = listOf(event.value).flatMap((one) => {
        const { data } = Taxonomy.safeParse(one);
        if (!data) return [];
        const ids = data.taxa.map((taxon) => String((taxon as { id?: unknown } | null)?.id ?? ''));
        return [{ name: data.name ?? '', ids, ...(data.guid !== undefined && { guid: data.guid }) }];
      });
      return;
    case 'originalUriBaseIds':
      run.bases = UriBases.parse(event.value);
      return;
    case 'invocations':
      run.invocations = listOf(event.value).flatMap((one) => Invocation.safeParse(one).data ?? []);
      return;
    case 'versionControlProvenance':
      run.versionControl = listOf(event.value).flatMap((one) => VersionControl.safeParse(one).data ?? []);
      return;
    default:
  }
}

function noteArtifact(run: RunOutline, value: unknown): void {
  const { data } = Artifact.safeParse(value);
  const location = data?.location ?? {};
  run.artifacts.push(location);
  if (data && !data.roles.some((role) => notScanned.has(role))) (run.lookedAt ??= []).push(location);
}
