/** A package somebody wants to know the uses of. */
export interface WantedPackage {
  /** Whatever the caller calls it by. */
  key: string;
  /** The family of languages it is used from: `javascript`, `python`, `java`, `go`, `rust`. */
  family: string;
  /**
   * What it is imported as: a module and all below it. `lodash` is `lodash/fp` too, `golang.org/x/net` its packages,
   * `org.yaml.snakeyaml` its classes.
   */
  modules: readonly string[];
}

interface Place {
  path: string;
  line: number;
  /** In a test: nobody from outside gets there. */
  isTest: boolean;
}

export interface ImportUse extends Place {
  key: string;
  /** As it is written: `lodash/template`, `golang.org/x/net/html`. */
  module: string;
}

export interface CallUse extends Place {
  key: string;
  module: string;
  /** What is called: `template`, `Decoder.Decode`; `NewDecoder().Decode` on what another call gave. */
  member: string;
  /** The functions it is called in, from the outermost caller of the same file inwards. */
  within: string[];
}

/** What code does with packages, as far as it was read. */
export interface PackageUses {
  imports: ImportUse[];
  calls: CallUse[];
  /** The module itself is handed to something: what is called of it is not known. */
  escapes: ImportUse[];
  /** Places that name a package without importing it: a configuration, a text. */
  mentions: ImportUse[];
  /** How much was read of each family of languages; folders as `src/api`, the root's is `.`. */
  read: Map<string, { files: number; folders: Set<string>; unread: number; computed: number }>;
}
