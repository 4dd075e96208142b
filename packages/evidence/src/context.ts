import type { FindingKind, Run, SeverityCounts } from './facts.ts';

/** What probes may know of one application: plain facts, handed in by whoever has the store. */
export interface ProbeContext {
  application: string;
  now: string;
  /** The commit of the latest run, where there is one. */
  revision: string | null;
  /** The latest run of each tool. */
  runs: readonly Run[];
  open: readonly { kind: FindingKind; severity: keyof SeverityCounts; tags: readonly string[]; firstSeenAt: string }[];
  components: { total: number; unpinned: number };
  /** Tools that findings are attributed to. */
  tools: readonly string[];
  decisions: { count: number; lastAt: string | null; lastReplays: boolean | null };
  exceptions: { live: number; expired: number };
  /** What the command line found in the repository; see `repositoryFacts` in the command line. */
  repository: Readonly<Record<string, string | number | boolean>>;
  /** Workload and exposure of the modules, as `stoa.yaml` says. */
  declared: { modules: number; internet: boolean };
  /** Of Stoa itself. */
  api: { routes: number; described: number };
  audit: { entries: number; ok: boolean };
  history: { days: number; fixed: number };
}
