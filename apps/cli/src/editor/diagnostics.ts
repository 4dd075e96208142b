import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Location, Observation, Severity } from '@stoa/model';
import { DiagnosticSeverity, type Diagnostic, type Range } from 'vscode-languageserver/node';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
};

/** Path from the repository's root → what an editor shows of it. Each step of the data's way can be gone to. */
export function diagnosticsOf(root: string, observations: readonly Observation[]): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const { location, rule, severity, title, fix, trace } of observations) {
    if (!location) continue;
    const diagnostic: Diagnostic = {
      range: rangeOf(location),
      severity: severities[severity],
      code: rule.id,
      source: 'stoa',
      message: fix ? `${title}\n${fix}` : title,
      ...(trace && {
        relatedInformation: trace.map((step) => ({
          location: { uri: uriOf(root, step.location.path), range: rangeOf(step.location) },
          message: step.note ?? step.kind,
        })),
      }),
    };
    const own = found.get(location.path);
    if (own) own.push(diagnostic);
    else found.set(location.path, [diagnostic]);
  }
  return found;
}

export function uriOf(root: string, path: string): string {
  return pathToFileURL(join(root, path)).href;
}

/** Lines and columns from 0; without columns the whole line. */
function rangeOf({ startLine = 1, startColumn, endLine = startLine, endColumn }: Location): Range {
  return {
    start: { line: startLine - 1, character: (startColumn ?? 1) - 1 },
    end: endColumn === undefined ? { line: endLine, character: 0 } : { line: endLine - 1, character: endColumn - 1 },
  };
}
