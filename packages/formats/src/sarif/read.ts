import { Observation, severityOfScore, type Coverage, type Scan, type Severity, type Skip } from '@stoa/model';
import { ReportError, type ReadOptions, type ReportSource } from '../format.ts';
import { kindOf } from '../kind-of.ts';
import { toRepositoryPath } from '../path.ts';
import { sliceJson } from '../slice-json.ts';
import { SarifResult, SarifRun, type SarifRule } from './schema.ts';

const isResults = (path: readonly (string | number)[]) =>
  path.length === 3 && path[0] === 'runs' && path[2] === 'results';

/**
 * SARIF 2.1.0, of any size: rules may stand after the results, so it is read twice, the results one at a time.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export async function readSarif(source: ReportSource, options: ReadOptions): Promise<Scan[]> {
  const slices = sliceJson(source, isResults);
  let step = await slices.next();
  while (!step.done) step = await slices.next();
  const skeleton = step.value as { version?: unknown; runs?: unknown };
  if (typeof skeleton !== 'object' || skeleton === null || !Array.isArray(skeleton.runs))
    throw new ReportError('malformed', `${source.name} has no runs: it is not SARIF.`);
  if (skeleton.version !== '2.1.0') {
    throw new ReportError(
      'unsupported-version',
      `${source.name} is SARIF ${JSON.stringify(skeleton.version) ?? 'of no version'}: export version 2.1.0.`,
    );
  }
  return skeleton.runs.map((run, index) => {
    const parsed = SarifRun.safeParse(run);
    if (!parsed.success) throw new ReportError('malformed', `${source.name}: runs[${index}] has no tool that ran.`);
    return readRun(source, index, parsed.data, options);
  });
}

async function* readRun(source: ReportSource, runIndex: number, run: SarifRun, options: ReadOptions): Scan {
  const skipped: Skip[] = [];
  let results = 0;
  for await (const { path, value } of sliceJson(source, isResults)) {
    if (path[1] !== runIndex) continue;
    results += 1;
    const place = `runs[${runIndex}].results[${String(path[3])}]`;
    const parsed = SarifResult.safeParse(value);
    const made = parsed.success ? toObservation(run, parsed.data) : 'it is not a result';
    if (typeof made === 'string') {
      const skip: Skip = { place, reason: 'malformed', detail: made };
      skipped.push(skip);
      yield { type: 'skip', skip };
    } else if (made) yield { type: 'observation', observation: made };
    if (results % 1000 === 0) yield { type: 'progress', done: results };
  }
  const { driver } = run.tool;
  const [invocation] = run.invocations ?? [];
  const [finishedAt, startedAt] = [instant(invocation?.endTimeUtc), instant(invocation?.startTimeUtc)];
  const revision = run.versionControlProvenance?.[0]?.revisionId;
  return {
    tool: { name: driver.name.slice(0, 200), version: (driver.semanticVersion ?? driver.version ?? '').slice(0, 100) },
    ...completenessOf(run, options),
    coverage: coverageOf(run, results, skipped, options),
    ...(finishedAt && { finishedAt }),
    ...(startedAt && { startedAt }),
    ...(revision && { revision: revision.slice(0, 100) }),
  };
}

/** Null for a result that is no problem: passed, not applicable, gone since the baseline. A text says why it is left out. */
function toObservation(run: SarifRun, result: SarifResult): Observation | string | null {
  if (result.kind && !['fail', 'open', 'review'].includes(result.kind)) return null;
  if (result.baselineState === 'absent') return null;
  const rule = ruleOf(run, result);
  const ruleId = result.ruleId ?? result.rule?.id ?? rule?.id;
  const message = messageOf(result, rule);
  if (!ruleId && !message) return 'it has neither a rule nor a message';
  const id = (ruleId ?? message).slice(0, 500);
  const tags = [...tagsOf(rule?.properties), ...tagsOf(result.properties)];
  const kind = kindOf(run.tool.driver.name, id, tags);
  const [first] = result.locations ?? [];
  const physical = first?.physicalLocation;
  const region = physical?.region;
  const uri =
    physical?.artifactLocation?.uri ?? run.artifacts?.[physical?.artifactLocation?.index ?? -1]?.location?.uri;
  const path = uri ? toRepositoryPath(uri, baseOf(run, physical?.artifactLocation?.uriBaseId)) : null;
  const snippet = region?.snippet?.text ?? physical?.contextRegion?.snippet?.text;
  const suppressed = (result.suppressions ?? []).some(({ status }) => status === undefined || status === 'accepted');
  // What a secret scanner quotes may be the secret itself.
  const quotes = kind !== 'secret';
  const made = Observation.safeParse({
    kind,
    rule: {
      id,
      cwe: cweOf(rule, tags),
      ...(rule?.name && { name: rule.name.slice(0, 500) }),
      ...(rule?.helpUri && { url: rule.helpUri.slice(0, 2000) }),
    },
    title: oneLine((quotes ? message : '') || rule?.shortDescription?.text || rule?.name || id),
    description: ((quotes && (result.message?.markdown ?? message)) || rule?.fullDescription?.text || '').slice(
      0,
      20_000,
    ),
    severity: severityOf(result, rule),
    ...(path && {
      location: {
        path,
        ...positive('startLine', region?.startLine),
        ...positive('startColumn', region?.startColumn),
        ...positive('endLine', region?.endLine),
        ...positive('endColumn', region?.endColumn),
      },
    }),
    ...(quotes && snippet && { excerpt: snippet.slice(0, 4000) }),
    ...(rule?.help?.text && { fix: rule.help.text.slice(0, 4000) }),
    toolFingerprints: Object.fromEntries(
      Object.entries({ ...result.fingerprints, ...result.partialFingerprints }).map(([name, value]) => [
        name.slice(0, 200),
        value.slice(0, 500),
      ]),
    ),
    tags: [...tags.slice(0, 90).map((tag) => tag.slice(0, 100)), ...(suppressed ? ['suppressed'] : [])],
  });
  return made.success ? made.data : 'its values do not fit';
}

function ruleOf(run: SarifRun, result: SarifResult): SarifRule | undefined {
  const id = result.ruleId ?? result.rule?.id;
  const all = [run.tool.driver, ...(run.tool.extensions ?? [])].flatMap(({ rules }) => rules ?? []);
  const byIndex = run.tool.driver.rules?.[result.ruleIndex ?? result.rule?.index ?? -1];
  if (byIndex && (!id || byIndex.id === id || id.startsWith(`${byIndex.id}/`))) return byIndex;
  return all.find((rule) => rule !== null && rule.id === id) ?? undefined;
}

function messageOf({ message }: SarifResult, rule: SarifRule | undefined): string {
  const template =
    message?.text ??
    message?.markdown ??
    (message?.id ? rule?.messageStrings?.[message.id]?.text : undefined) ??
    rule?.fullDescription?.text ??
    '';
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => message?.arguments?.[Number(index)] ?? whole).trim();
}

/** A number that the tool gives (`security-severity`, 0 to 10) before a level, the result's before the rule's. */
function severityOf(result: SarifResult, rule: SarifRule | undefined): Severity {
  const score = Number(
    result.properties?.['security-severity'] ?? rule?.properties?.['security-severity'] ?? Number.NaN,
  );
  if (Number.isFinite(score)) return severityOfScore(score);
  const word = String(result.properties?.['severity'] ?? rule?.properties?.['severity'] ?? '').toLowerCase();
  if (['critical', 'high', 'medium', 'low', 'info'].includes(word)) return word as Severity;
  switch (result.level ?? rule?.defaultConfiguration?.level ?? 'warning') {
    case 'error':
      return 'high';
    case 'warning':
      return 'medium';
    case 'note':
      return 'low';
    default:
      return 'info';
  }
}

function tagsOf(properties: Record<string, unknown> | undefined): string[] {
  const tags = properties?.['tags'];
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
}

function cweOf(rule: SarifRule | undefined, tags: readonly string[]): number[] {
  const related = (rule?.relationships ?? []).flatMap(({ target }) =>
    /cwe/i.test(`${target.toolComponent?.name} ${target.id}`) ? [`CWE-${target.id?.replace(/\D/g, '')}`] : [],
  );
  const own = [rule?.properties?.['cwe'], rule?.properties?.['cweid']]
    .flat()
    .map((value) => (typeof value === 'number' ? `CWE-${value}` : String(value ?? '')));
  const found = [...tags, ...related, ...own].flatMap((text) =>
    [...text.matchAll(/cwe[-_/ ]{0,2}0*(\d{1,5})/gi)].map((match) => Number(match[1])),
  );
  return [...new Set(found.filter((number) => number > 0))].slice(0, 50);
}

function baseOf(run: SarifRun, id: string | undefined): string {
  const uri = id ? run.originalUriBaseIds?.[id]?.uri : undefined;
  return uri ? `/${toRepositoryPath(uri) ?? ''}/`.replace('//', '/') : '';
}

/** "Complete" takes both: the tool says that it succeeded, and somebody says what it looked at. */
function completenessOf(run: SarifRun, { covers }: ReadOptions) {
  const outcomes = (run.invocations ?? []).map(({ executionSuccessful }) => executionSuccessful);
  if (outcomes.includes(false))
    return { completeness: 'partial' as const, reason: 'The tool says that it did not succeed.' };
  if (covers || (outcomes.length > 0 && outcomes.every(Boolean) && (run.artifacts ?? []).length > 0))
    return { completeness: 'complete' as const };
  return { completeness: 'unknown' as const, reason: 'The report does not say what the tool looked at.' };
}

function coverageOf(run: SarifRun, results: number, skipped: readonly Skip[], { covers }: ReadOptions): Coverage {
  const artifacts = (run.artifacts ?? []).flatMap(({ location }) =>
    location?.uri ? (toRepositoryPath(location.uri) ?? []) : [],
  );
  const rules = [run.tool.driver, ...(run.tool.extensions ?? [])].flatMap((part) =>
    (part.rules ?? []).flatMap((rule) => rule?.id.slice(0, 500) ?? []),
  );
  return {
    kinds: ['code', 'secret', 'vulnerability', 'configuration'],
    roots: covers ? [...covers] : artifacts.slice(0, 100_000),
    rules: rules.length > 0 ? rules : 'all',
    looked: Math.max(artifacts.length, results, covers ? 1 : 0),
    skipped: skipped.slice(0, 1000),
    skippedTotal: skipped.length,
  };
}

function instant(text: string | undefined): string | undefined {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isFinite(time) ? new Date(time).toISOString() : undefined;
}

function positive(name: string, value: number | undefined): Record<string, number> {
  return value !== undefined && Number.isInteger(value) && value >= 1 ? { [name]: value } : {};
}

function oneLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? text).trim().slice(0, 300) || 'Without a message';
}
