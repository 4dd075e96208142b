import type { PackageAdvisory } from './advisories/advisory.ts';

/** An advisory that speaks of a component's version. */
export interface Held {
  advisory: PackageAdvisory;
  /** The version that was compared: the package's, or that of the source package it was built from. */
  version: string;
  /** False for one that was withdrawn: it is shown, and finds nothing by itself. */
  isHit: boolean;
}
