/** The files of a project at one moment, by path. */
export interface SourceSnapshot {
  list(): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array | null>;
  /** Files in which one of the words stands. */
  containing(words: readonly string[]): Promise<readonly string[]>;
}
