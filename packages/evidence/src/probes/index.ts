import type { Probe } from '../probe.ts';
import { inventory, knownVulnerabilities, pinnedInputs } from './components.ts';
import { apiCoverage, consolidation, metrics } from './memory.ts';
import { decisions, policiesByWorkload, staticAnalysis, toolsInPipeline } from './pipeline.ts';
import { scripts } from './secrets.ts';

/** Every probe there is. A practice without one is not evaluated, and says what would answer it. */
export const probes: readonly Probe[] = [
  knownVulnerabilities,
  inventory,
  pinnedInputs,
  scripts,
  staticAnalysis,
  toolsInPipeline,
  decisions,
  policiesByWorkload,
  consolidation,
  metrics,
  apiCoverage,
];
