import type { Location, Observation, Severity, Tool, TraceStep } from '@stoa/model';
import { severityOfScore } from '@stoa/model';
import { identify, type Identified } from '@stoa/model/identity';
import { ToolComponent } from './log.ts';
import { emptyRun } from './outline.ts';
import { missingFields } from './own-fields.ts';
import { Places } from './place.ts';
import { readResult } from './result.ts';
import { RuleBook } from './rules.ts';
import { Subjects } from './subject.ts';
import { toObservation } from './to-observation.ts';

/** One run, as it should be told to code hosts and editors. */
export interface SarifOutput {
  tool: Tool;
  observations: readonly Observation[];
  /** The tool's run was complete. */
  successful: boolean;
  startedAt?: string;
  finishedAt?: string;
  revision?: string | null;
  /** Address of the repository, for `versionControlProvenance`; without it the revision is not written. */
  repository?: string;
  /** What a live exception covers, by fingerprint value: written as suppressed, with the reason. */
  waived?: ReadonlyMap<string, { reason: string }>;
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** Inside the ranges of https://www.first.org/cvss/v3.1/specification-document#Qualitative-Severity-Rating-Scale */
const scores: Readonly<Record<Severity, number>> = { critical: 9.5, high: 8, medium: 5.5, low: 2.5, info: 0 };

/**
 * Runs as one SARIF 2.1.0 log. The same input gives the same text. What SARIF has no words for stands in each result's
 * `properties.stoa`, so that reading it again gives the same observations.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @example
 * writeSarif([{ tool: { name: 'stoa-secrets', version: '1.0.0' }, observations, successful: true }])
 */
export function writeSarif(runs: readonly SarifOutput[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: runs.map(toRun),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toRun(output: SarifOutput) {
  const { tool, observations, revision, repository } = output;
  const byRule = new Map<string, Observation>();
  for (const observation of observations) {
    if (!byRule.has(observation.rule.id)) byRule.set(observation.rule.id, observation);
  }
  const indices = new Map([...byRule.keys()].map((id, index) => [id, index]));
  const driver = {
    name: tool.name,
    ...(tool.version && { version: tool.version }),
    rules: [...byRule.values()].map(toRule),
  };
  const outline = { ...emptyRun(), driver: ToolComponent.parse(driver) };
  const context = {
    rules: new RuleBook(outline),
    places: new Places(outline),
    subjects: new Subjects(outline, tool.name),
  };
  return {
    tool: { driver },
    invocations: [
      {
        executionSuccessful: output.successful,
        ...(output.startedAt && { startTimeUtc: output.startedAt }),
        ...(output.finishedAt && { endTimeUtc: output.finishedAt }),
      },
    ],
    ...(revision &&
      repository &&
      URL.canParse(repository) && {
        versionControlProvenance: [{ repositoryUri: repository, revisionId: revision }],
      }),
    columnKind: 'utf16CodeUnits',
    results: identify(observations).map((identified) => {
      const result = toResult(identified, indices.get(identified.observation.rule.id) ?? 0, output);
      const parsed = readResult(result);
      const missing = parsed && missingFields(wantedOf(identified, output), toObservation(parsed, context));
      return missing ? { ...result, properties: { ...result.properties, stoa: missing } } : result;
    }),
  };
}

function toRule({ rule, severity, title, kind, affected, tags, description, fix }: Observation) {
  return {
    id: rule.id,
    ...(rule.name !== undefined && { name: rule.name }),
    shortDescription: { text: rule.name || title },
    ...(rule.url && URL.canParse(rule.url) && { helpUri: rule.url }),
    ...(kind === 'code' &&
      fix !== undefined && { help: { text: fix, markdown: `${description}\n\n**Instead:** ${fix}` } }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      'security-severity': scoreOf(severity, affected?.cvssScore),
      tags: [
        'security',
        kind,
        ...rule.cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, '0')}`),
        ...tags.filter((tag) => tag.startsWith('OWASP')),
      ],
    },
  };
}

function toResult({ observation, fingerprint }: Identified, ruleIndex: number, { waived }: SarifOutput) {
  const { rule, severity, title, description, affected, location, excerpt, tags, fix, toolFingerprints } = observation;
  const reason = waived?.get(fingerprint.value)?.reason;
  const { trace = [], suppressed } = observation;
  return {
    ruleId: rule.id,
    ruleIndex,
    level: levels[severity],
    // 3.27.25: how soon to look at it, 0 to 100.
    ...(affected?.priority && { rank: affected.priority.score }),
    message: { text: description === '' ? title : `${title}\n\n${description}` },
    ...(location && { locations: [{ physicalLocation: toPhysical(location, excerpt) }] }),
    ...(trace.length > 0 && { codeFlows: [{ threadFlows: [{ locations: trace.map(toFlowLocation) }] }] }),
    partialFingerprints: { ...toolFingerprints, [`stoa/${fingerprint.version.replace('/', '/v')}`]: fingerprint.value },
    ...(reason !== undefined
      ? { suppressions: [{ kind: 'external', status: 'accepted', justification: reason }] }
      : suppressed
        ? {
            suppressions: [
              {
                kind: suppressed.by === 'comment' ? 'inSource' : 'external',
                status: 'accepted',
                justification: suppressed.reason,
              },
            ],
          }
        : tags.includes('suppressed') && { suppressions: [{ kind: 'inSource' }] }),
    properties: {
      'security-severity': scoreOf(severity, affected?.cvssScore),
      ...(fix !== undefined && { fix }),
      ...(tags.length > 0 && { tags }),
    },
  };
}

/** What reading should give: a waived one comes back as suppressed. */
function wantedOf({ observation, fingerprint }: Identified, { waived }: SarifOutput): Observation {
  const { tags } = observation;
  if (!waived?.has(fingerprint.value) || tags.includes('suppressed')) return observation;
  return { ...observation, tags: [...tags, 'suppressed'] };
}

/** As text, as code hosts want it. The exact score where it says the same as the severity. */
function scoreOf(severity: Severity, exact: number | undefined): string {
  const score = exact !== undefined && severityOfScore(exact) === severity ? exact : scores[severity];
  return score.toFixed(1);
}

/** `source` and `sink` are not among the kinds SARIF suggests (3.38.8); it allows others. */
function toFlowLocation({ kind, location, excerpt, note }: TraceStep) {
  return {
    location: { physicalLocation: toPhysical(location, excerpt), ...(note !== '' && { message: { text: note } }) },
    kinds: [kind],
  };
}

function toPhysical({ path, startLine, startColumn, endLine, endColumn }: Location, excerpt?: string) {
  return {
    artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
    ...(startLine !== undefined && {
      region: {
        startLine,
        ...(startColumn !== undefined && { startColumn }),
        ...(endLine !== undefined && { endLine }),
        ...(endColumn !== undefined && { endColumn }),
        ...(excerpt !== undefined && { snippet: { text: excerpt } }),
      },
    }),
  };
}
