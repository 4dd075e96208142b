import type { Severity } from '@stoa/model';
import type { Assignment } from './assignment.ts';

/** One kind of secret, as data. */
export interface SecretRule {
  /** Stable, lower case with dashes. */
  id: string;
  /** What a person calls it: "GitHub token". */
  name: string;
  severity: Severity;
  /**
   * Literals (ASCII, any case) without which the pattern cannot match: the file is searched for these first. With
   * none, the pattern looks at the whole file: dear, and for users' rules only.
   */
  keywords: readonly string[];
  /**
   * Looked for around a keyword only. Quantifiers are bounded. The group named `secret` is the secret; without it the
   * whole match is.
   */
  pattern: RegExp;
  /**
   * What the pattern is held against: `around`, the bytes around the keyword (if not said otherwise); `named`, what
   * stands shortly after the keyword, which is a name of a service, and is introduced by a word for credentials;
   * `assigned`, the whole value that is given to a name with the keyword in it; `path`, the path of the file, which is
   * itself the secret.
   */
  where?: 'around' | 'named' | 'assigned' | 'path';
  /** Bytes looked at before and after the keyword. */
  reach?: { before: number; after: number };
  /** The secret has so many characters of tokens (letters, digits, `+/=_.~$-`) in a row: without them nothing is tried. */
  run?: number;
  /** The keyword is the beginning of the secret, so that the run begins with it. */
  isPrefix?: boolean;
  /** This sign comes after the keyword in any match: where it does not, the pattern is not tried. */
  follows?: string;
  /** One of these must be somewhere in the file as well. */
  gate?: readonly string[];
  /** Only in files with such a path. */
  onPath?: RegExp;
  /** Of users' rules: the group that is the secret; 0 for the first that is not empty, or else the whole match. */
  secretGroup?: number;
  /** A user's: windows that touch are looked at as one. */
  users?: boolean;
  /** The pattern may backtrack: it is run with a limit of time. */
  timed?: boolean;
  /** Looks inside: how sure it is, 0 (it is none) to 1. Without it the pattern is enough: 0.9. */
  judge?: (secret: string, context: SecretContext) => number;
  /** A sentence that the secret tells of whose it is; nothing of it may stand in it. */
  tells?: (secret: string) => string | undefined;
  /** Where the format is described. */
  source?: string;
  /** What to do when it has leaked. */
  fix?: string;
  /** Texts that hold one. Built of parts, so that no scanner takes them for real. */
  examples: readonly string[];
  /** Texts that look alike and hold none. */
  counterExamples?: readonly string[];
}

export interface SecretContext {
  path: string;
  /** The line the secret begins in, its first 2,000 characters. */
  line: string;
  /** The whole of what the pattern matched. */
  match: string;
  /** What stands before the secret, its last 200 characters. */
  before: string;
  /** What stands after it, the first 100 characters. */
  after: string;
  /** Of rules whose `where` is `assigned`. */
  assignment?: Assignment;
}
