/** A package whose uses are asked for, in words the code engine understands. */
export interface AskedPackage {
  /** `PyPI:pyyaml` */
  key: string;
  /** Family of languages it is used from. */
  family: 'javascript' | 'python' | 'java' | 'go' | 'rust';
  /** What it is imported as. */
  modules: string[];
}

interface Use {
  key: string;
  module: string;
  path: string;
  line: number;
  isTest: boolean;
}

/**
 * What the project's own code does with packages. This room knows no code: whoever brings the two together fills this.
 */
export interface CodeUses {
  imports: readonly Use[];
  /** `member` as it is called: `template`, `Decoder.Decode`; `within` the functions it is called in, outermost first. */
  calls: readonly (Use & { member: string; within: readonly string[] })[];
  /** The module itself is handed to something. */
  escapes: readonly Use[];
  /** The package is named and not imported: in a configuration, in a script. */
  mentions: readonly Use[];
  /**
   * By family: files that were read and the folders they are in, files that could not be, imports whose name is only known
   * when they run.
   */
  read: ReadonlyMap<string, { files: number; folders: ReadonlySet<string>; unread: number; computed: number }>;
}
