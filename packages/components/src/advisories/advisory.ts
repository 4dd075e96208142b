/** When versions are affected: turning points in the order of versions. @see https://ossf.github.io/osv-schema/#affectedrangesevents-fields */
export interface RangeEvent {
  introduced?: string | undefined;
  fixed?: string | undefined;
  last_affected?: string | undefined;
  limit?: string | undefined;
}

export interface AffectedRange {
  type: string;
  events: RangeEvent[];
}

/** A part of a package that must be used for the vulnerability to matter. */
export interface NamedUse {
  /** The package or module it is imported as, where the advisory says: `golang.org/x/net/html`. */
  path?: string;
  /** Functions, methods, types in it; none: all of it. */
  symbols: string[];
}

/** Which versions of one package are affected, in one release of a distribution or everywhere. */
export interface AffectedVersions {
  name: string;
  /** `12` of `Debian:12`; null where the ecosystem has no releases or the source speaks of all. */
  release: string | null;
  ranges: AffectedRange[];
  /** Affected by name, beyond the ranges. */
  versions: string[];
  uses: NamedUse[];
}

/** What a source says of a vulnerability, but for the versions. */
export interface AdvisoryText {
  id: string;
  /** Who says it: `GitHub`, `Debian tracker`. */
  source: string;
  aliases: string[];
  summary: string;
  details: string;
  /** Of its CVSS vectors the one of the newest version that can be read, with its base score. */
  cvss: { score: number; vector: string } | null;
  /** How severe in the source's own word, where it gives no vector. */
  word: string | null;
  cwe: number[];
  url: string | null;
  modified: string;
  withdrawn: string | null;
}

/** One vulnerability as one source tells it: what every feed is turned into. */
export interface Advisory extends AdvisoryText {
  packages: AffectedVersions[];
}

/** One advisory as it concerns one package: enough to judge a version; the rest is read when it is asked for. */
export interface PackageAdvisory extends Omit<AffectedVersions, 'name'> {
  id: string;
  isWithdrawn: boolean;
  /** @throws {AdvisoryError} `corrupt` */
  text(): AdvisoryText;
}
