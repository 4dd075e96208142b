import type { Completeness, Coverage, FindingKind, ScanSummary, Skip } from '@stoa/model';
import { cleanText } from '../text.ts';
import { kindsOfTool } from '../tool-kinds.ts';
import type { RunOutline } from './outline.ts';
import type { Places } from './place.ts';
import type { RuleBook } from './rules.ts';

/** More places than this are not a coverage that can be compared with each finding. */
const maxRoots = 5000;

/** Counted while the results go by. */
export interface Tally {
  kinds: Set<FindingKind>;
  results: number;
  /** Results that say "checked, and fine". */
  passed: number;
  /** Results of an earlier run that are gone in this one. */
  absent: number;
  skips: Skip[];
  skipped: number;
}

/** What the run says of itself, and what may be concluded from it. */
export function summarise(
  outline: RunOutline,
  context: { rules: RuleBook; places: Places; toolName: string },
  tally: Tally,
  covers?: readonly string[],
): ScanSummary {
  const { driver } = outline;
  const lookedAt = new Set(
    outline.lookedAt?.map((one) => context.places.path(one)).filter((path) => path !== undefined),
  );
  const named = context.rules.ids.filter((id) => id.length <= 500);
  const kinds = [...new Set([...kindsOfTool(context.toolName), ...tally.kinds])];
  const coverage: Coverage = {
    kinds: kinds.length > 0 ? kinds : ['code'],
    roots: covers ? [...covers] : lookedAt.size <= maxRoots ? [...lookedAt] : [],
    rules: named.length > 0 ? named : 'all',
    looked: Math.max(lookedAt.size, tally.results + tally.passed, covers && covers.length > 0 ? 1 : 0),
    skipped: tally.skips,
    skippedTotal: tally.skipped,
  };
  const { completeness, reason } = completenessOf(outline, coverage, lookedAt.size, covers);
  const version = cleanText(driver.semanticVersion ?? driver.version ?? driver.dottedQuadFileVersion, 100);
  const startedAt = earliest(outline.invocations.map((one) => one.startTimeUtc));
  const finishedAt = latest(outline.invocations.map((one) => one.endTimeUtc));
  const revision = outline.versionControl.find(({ revisionId }) => revisionId)?.revisionId;
  return {
    tool: { name: context.toolName, version },
    coverage,
    completeness,
    ...(reason !== undefined && { reason }),
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(revision !== undefined && { revision: cleanText(revision, 100) }),
  };
}

/** Complete only when the tool says it succeeded and somebody says what was covered: empty is not clean. */
function completenessOf(
  { invocations, results }: RunOutline,
  coverage: Coverage,
  lookedAt: number,
  covers: readonly string[] | undefined,
): { completeness: Completeness; reason?: string } {
  const failed = invocations.some(({ executionSuccessful }) => executionSuccessful === false);
  if (failed) return { completeness: 'partial', reason: 'The tool says that it did not run to its end.' };
  const errors = invocations
    .flatMap((one) => [...one.toolExecutionNotifications, ...one.toolConfigurationNotifications])
    .filter(({ level }) => level === 'error').length;
  if (errors > 0)
    return {
      completeness: 'partial',
      reason: `The tool reports ${errors} error${errors === 1 ? '' : 's'} of its own.`,
    };
  if (results === undefined)
    return { completeness: 'unknown', reason: 'The report has no list of results: the tool did not scan.' };
  if (coverage.skippedTotal > 0) {
    return { completeness: 'partial', reason: `${coverage.skippedTotal} results could not be read.` };
  }
  const succeeded =
    invocations.length > 0 && invocations.every(({ executionSuccessful }) => executionSuccessful === true);
  if (covers && covers.length > 0) return { completeness: 'complete' };
  if (!succeeded)
    return { completeness: 'unknown', reason: 'The report does not say whether the tool ran to its end.' };
  if (coverage.roots.length > 0) return { completeness: 'complete' };
  return {
    completeness: 'unknown',
    reason:
      lookedAt > maxRoots && !covers
        ? 'The report lists too many places to compare with; say what the run covered.'
        : 'The report does not say what was looked at; say what the run covered.',
  };
}

function times(of: readonly (string | undefined)[]): string[] {
  return of
    .map((one) => (one === undefined ? Number.NaN : Date.parse(one)))
    .filter((time) => Number.isFinite(time))
    .sort((a, b) => a - b)
    .map((time) => new Date(time).toISOString());
}

function earliest(of: readonly (string | undefined)[]): string | undefined {
  return times(of)[0];
}

function latest(of: readonly (string | undefined)[]): string | undefined {
  return times(of).at(-1);
}
