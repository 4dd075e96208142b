import type { ScanSummary, Skip } from '@stoa/model';
import type { ReadOptions } from '../format.ts';
import { isInstant } from '../instant.ts';

/** What reading a bill of materials came to. */
export interface BomCounts {
  looked: number;
  /** Items that could not be read. */
  lost: number;
  /** The first of them; `skippedTotal` counts all. */
  skips: Skip[];
  skippedTotal: number;
}

/**
 * What a bill of materials says of itself. A list of packages alone says nothing about their vulnerabilities, and nothing
 * about where it has looked: that somebody has to vouch for.
 */
export function summariseBom(
  said: { tool: ScanSummary['tool']; tellsVulnerabilities: boolean; timestamp: unknown },
  { looked, lost, skips, skippedTotal }: BomCounts,
  { covers }: ReadOptions,
): ScanSummary {
  const vouched = covers !== undefined && covers.length > 0;
  return {
    tool: said.tool,
    completeness: lost > 0 ? 'partial' : vouched ? 'complete' : 'unknown',
    ...(lost > 0
      ? { reason: `${lost} items could not be read.` }
      : !vouched && { reason: 'A bill of materials does not say what was looked at; say what the run covered.' }),
    coverage: {
      kinds: said.tellsVulnerabilities ? ['vulnerability'] : [],
      roots: vouched ? [...covers] : [],
      rules: 'all',
      looked,
      skipped: skips,
      skippedTotal,
    },
    ...(isInstant(said.timestamp) && { finishedAt: new Date(said.timestamp).toISOString() }),
  };
}
