import type { PackageAdvisory } from './osv.ts';

export interface EcosystemStatus {
  name: string;
  advisories: number;
  /** When it was fetched. */
  asOf: string;
}

/** Where matching looks advisories up. */
export interface AdvisoryIndex {
  readonly ecosystems: readonly EcosystemStatus[];
  /** The oldest of the ecosystems'. */
  readonly asOf: string;
  /** Null: this ecosystem is not there, and nothing is known. An empty list: it is, and nothing is known against the package. */
  lookUp(ecosystem: string, name: string): readonly PackageAdvisory[] | null;
}
