/** Where package managers would look packages up. The machine is behind it: `edge/registries/`. */
export interface Registry {
  /** Every version that was ever published, in any order. @throws {RegistryError} */
  releases(name: string): Promise<readonly Release[]>;
  /** What one version needs, and which files it is. @throws {RegistryError} */
  describe(name: string, version: string): Promise<PublishedVersion>;
  /** When one version was published, where the list does not tell. @throws {RegistryError} */
  publishedAt?(name: string, version: string): Promise<string | undefined>;
  /** What a lock file keeps of a version's content, where that is a question of its own. @throws {RegistryError} */
  checksums?(name: string, version: string): Promise<Readonly<Record<string, string>>>;
}

export interface Release {
  version: string;
  /** ISO 8601; missing where the registry does not tell. */
  publishedAt?: string;
  /** Taken back by its authors (yanked, deprecated, retracted): never chosen anew. */
  withdrawn?: boolean;
  /** Versions of the language it runs on, as the package manager writes ranges: `>=3.9`. */
  runtime?: string;
}

export interface PublishedVersion {
  requirements: readonly Requirement[];
  files: readonly PublishedFile[];
  /** What the registry says in its own words, for lock files that copy some of it. */
  fields: Readonly<Record<string, unknown>>;
}

export interface PublishedFile {
  name: string;
  url: string;
  /** Hexadecimal, by algorithm: `sha256`. */
  hashes: Readonly<Record<string, string>>;
  /** Bytes. */
  size?: number;
}

/** One package's wish for another. */
export interface Requirement {
  name: string;
  /** As the package manager writes it; empty means any version. */
  range: string;
  kind: 'required' | 'optional' | 'peer' | 'optional-peer';
  /** The name it is imported by, where that is another one. */
  as?: string;
  /** Parts of it that are switched on; undefined: what is on by default. */
  features?: readonly string[];
}

export type RegistryErrorCode =
  | 'not-configured'
  | 'offline'
  | 'not-found'
  | 'refused'
  | 'unreachable'
  | 'slow'
  | 'too-large'
  | 'bad-answer';

/** What a registry could not tell; the message has no password in it and says what to do. */
export class RegistryError extends Error {
  override name = 'RegistryError';
  readonly code: RegistryErrorCode;
  constructor(code: RegistryErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
