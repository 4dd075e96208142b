import type { Observation, Severity, Tool } from '@stoa/model';
import { identify } from '@stoa/model/identity';

export interface SarifOutput {
  tool: Tool;
  observations: readonly Observation[];
  /** The tool's run was complete. */
  successful: boolean;
  startedAt?: string;
  finishedAt?: string;
  revision?: string | null;
}

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
const scores: Record<Severity, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.5', info: '0.0' };

/** Runs as one SARIF 2.1.0 log, as code hosts and editors take it. The same input gives the same text. */
export function writeSarif(runs: readonly SarifOutput[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: runs.map(toRun),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toRun(output: SarifOutput) {
  const ruleIds = [...new Set(output.observations.map(({ rule }) => rule.id))];
  const byRule = new Map(output.observations.map((observation) => [observation.rule.id, observation]));
  return {
    tool: {
      driver: {
        name: output.tool.name,
        ...(output.tool.version && { version: output.tool.version }),
        rules: ruleIds.map((id) => toRule(byRule.get(id)!)),
      },
    },
    invocations: [
      {
        executionSuccessful: output.successful,
        ...(output.startedAt && { startTimeUtc: output.startedAt }),
        ...(output.finishedAt && { endTimeUtc: output.finishedAt }),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: identify(output.observations).map(({ observation, fingerprint }) => ({
      ruleId: observation.rule.id,
      ruleIndex: ruleIds.indexOf(observation.rule.id),
      level: levels[observation.severity],
      message: { text: [observation.title, observation.fix].filter(Boolean).join('\n') },
      ...(observation.location && { locations: [toLocation(observation)] }),
      partialFingerprints: { [fingerprint.version.replace('/', '/v')]: fingerprint.value },
      ...(observation.tags.includes('suppressed') && { suppressions: [{ kind: 'inSource' }] }),
      properties: { 'security-severity': scores[observation.severity], tags: observation.tags },
    })),
  };
}

function toRule(observation: Observation) {
  const { rule, severity } = observation;
  return {
    id: rule.id,
    ...(rule.name && { name: rule.name }),
    shortDescription: { text: rule.name ?? observation.title },
    ...(rule.url && /^https?:\/\//.test(rule.url) && { helpUri: rule.url }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      'security-severity': scores[severity],
      tags: [
        'security',
        observation.kind,
        ...rule.cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, '0')}`),
      ],
    },
  };
}

function toLocation({ location, excerpt }: Observation) {
  const { path, ...region } = location!;
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' },
      ...(region.startLine && { region: { ...region, ...(excerpt && { snippet: { text: excerpt } }) } }),
    },
  };
}
