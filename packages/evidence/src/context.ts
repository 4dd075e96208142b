import type { FindingKind, Run, Severity } from '@stoa/model';

/**
 * What the command line finds in a repository and in its own surroundings, beside the findings. What is not given was
 * not looked at, which is something else than `false`.
 */
type RepositoryFactName =
  /** Is there any pipeline definition? */
  | 'pipeline.found'
  /** Does it call `stoa scan`, and `stoa gate`? */
  | 'pipeline.scan'
  | 'pipeline.gate'
  /** Is the commit hook of `stoa init` there? */
  | 'hook.installed'
  /** Did the latest run happen in a pipeline? */
  | 'run.inPipeline'
  /** Did the search for secrets find one that was planted for it, in this run? */
  | 'canary.secrets'
  /** How many other security tools the team has named. */
  | 'tools.registered';

/** What probes may know of one application: plain facts, handed in by whoever has the store. */
export interface ProbeContext {
  application: string;
  now: string;
  /** The commit of the latest run, where there is one. */
  revision: string | null;
  /** The latest run of each tool, the newest first. */
  runs: readonly Run[];
  open: readonly { kind: FindingKind; severity: Severity; tags: readonly string[]; firstSeenAt: string }[];
  components: { total: number; unpinned: number };
  /** Tools that findings are attributed to. */
  tools: readonly string[];
  /** `stopped`: how many of them did not allow the release; left out where nobody has counted. */
  decisions: { count: number; stopped?: number; lastAt: string | null; lastReplays: boolean | null };
  exceptions: { live: number; expired: number };
  repository: Readonly<Partial<Record<RepositoryFactName, string | number | boolean>>>;
  /** Workload and exposure of the modules, as `stoa.yaml` says. */
  declared: { modules: number; internet: boolean };
  /** Of Stoa itself. */
  api: { routes: number; described: number };
  audit: { entries: number; ok: boolean };
  history: { days: number; fixed: number };
}
