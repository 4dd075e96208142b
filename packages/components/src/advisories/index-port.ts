import type { ExploitPrediction, KnownExploited } from '@stoa/model';
import type { PackageAdvisory } from './advisory.ts';

export interface EcosystemStatus {
  name: string;
  advisories: number;
  /** When it was fetched, or last found to be unchanged: the oldest of its sources. */
  asOf: string;
}

/** One file of advisories or signals on this machine. */
export interface SourceStatus {
  /** The ecosystem, or `KEV`, `EPSS`. */
  name: string;
  /** `OSV`, `Debian tracker`, `CISA` … */
  source: string;
  /** Advisories, or CVEs that a signal knows. */
  count: number;
  /** When it was fetched, or last found to be unchanged. */
  asOf: string;
  bytes: number;
  /** Set when the newest file is damaged: what is used instead, or that nothing is. */
  problem?: string;
}

/** Where matching looks advisories up. */
export interface AdvisoryIndex {
  readonly ecosystems: readonly EcosystemStatus[];
  readonly sources: readonly SourceStatus[];
  /** The oldest of the ecosystems'. */
  readonly asOf: string;
  /**
   * Null: this ecosystem is not there, and nothing is known. An empty list: it is, and nothing is known against the package.
   * @param ecosystem with its release where it has one: `Debian:12`
   * @param name as `normaliseName` writes it
   */
  lookUp(ecosystem: string, name: string): readonly PackageAdvisory[] | null;
  /** Is a CVE known to be exploited? */
  exploited(cve: string): KnownExploited | null;
  /** How likely is a CVE to be exploited soon? */
  predicted(cve: string): ExploitPrediction | null;
}
