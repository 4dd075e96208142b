import type { Severity } from '@stoa/model';

/** One kind of secret, as data. */
export interface SecretRule {
  /** Stable, lower case with dashes. */
  id: string;
  /** What a person calls it: "GitHub token". */
  name: string;
  severity: Severity;
  /** Literals (ASCII, any case) without which the pattern cannot match: the file is searched for these first. */
  keywords: readonly string[];
  /**
   * Looked for around a keyword only. Quantifiers are bounded. The group named `secret` is the secret; without it the
   * whole match is.
   */
  pattern: RegExp;
  /** Bytes looked at before and after the keyword. */
  reach?: { before: number; after: number };
  /** Looks inside: how sure it is, 0 (it is none) to 1. Without it the pattern is enough: 0.9. */
  judge?: (secret: string, context: SecretContext) => number;
  /** Where the format is described. */
  source?: string;
  /** What a reader may see of it: a prefix that the issuer gives to every secret of this kind. */
  publicPrefix?: RegExp;
  /** What to do when it has leaked. */
  fix?: string;
  /** Texts that hold one. Built of parts, so that no scanner takes them for real. */
  examples: readonly string[];
  /** Texts that look alike and hold none. */
  counterExamples?: readonly string[];
}

export interface SecretContext {
  path: string;
  /** The line the secret begins in. */
  line: string;
}
