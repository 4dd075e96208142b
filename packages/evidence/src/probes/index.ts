import type { Probe } from '../probe.ts';
import { inventory, knownVulnerabilities, versionedInputs } from './components.ts';
import { decisions, policiesByWorkload } from './decisions.ts';
import { apiCoverage, consolidation, friction, metrics, securityTests } from './memory.ts';
import { configurationChecks, staticAnalysis, toolsInPipeline } from './pipeline.ts';
import { absence, scripts } from './secrets.ts';

/** Every probe there is. A practice without one is not evaluated, and says what would answer it. */
export const probes: readonly Probe[] = [
  knownVulnerabilities,
  inventory,
  versionedInputs,
  scripts,
  absence,
  staticAnalysis,
  configurationChecks,
  toolsInPipeline,
  decisions,
  policiesByWorkload,
  consolidation,
  metrics,
  friction,
  apiCoverage,
  securityTests,
];
