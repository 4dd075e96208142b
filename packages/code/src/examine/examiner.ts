import type { ObservationInput, Skip } from '@stoa/model';
import { Analysis } from '../analyze.ts';
import { openParsers, type Parsers } from '../edge/parsers.ts';
import type { Module } from '../ir/ir.ts';
import type { Lowered } from '../ir/lowered-bytes.ts';
import type { LanguageFamily } from '../languages/family.ts';
import { lowerPacked } from '../languages/lower.ts';
import { families } from '../languages/registry.ts';
import { toObservation } from '../observe.ts';
import { isPublished } from '../published.ts';
import type { Source } from '../read-sources.ts';
import { OwnPatterns } from '../semgrep/own-rules.ts';
import { SemgrepRules, toObservation as toSemgrepObservation } from '../semgrep/rule-set.ts';
import type { NodeArrays, SyntaxTree } from '../syntax/syntax-tree.ts';
import { tooMuch } from './too-much.ts';

export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

/** What is known of a project beside its sources. */
export interface ProjectFacts {
  /** What its `.properties` files say. */
  readonly properties: ReadonlyMap<string, string>;
  /** Folders with a `package.json`: is the package published? */
  readonly packages: ReadonlyMap<string, boolean>;
}

/** One file, read: what it has become, or why it has not. */
export type Read = {
  readonly found: readonly ObservationInput[];
  /** Rules that were given up on it. */
  readonly slow: readonly Skip[];
} & (Lowered | { readonly skip: Skip });

/** Looks at the files of one family of languages: reads them one by one, then judges the program they make. */
export class Examiner {
  readonly #family: LanguageFamily | undefined;
  readonly #rules: SemgrepRules | null;
  readonly #patterns: OwnPatterns | null;
  readonly #parsers: Parsers;
  #analysis: Analysis | undefined;

  private constructor(
    family: LanguageFamily | undefined,
    rules: SemgrepRules | null,
    patterns: OwnPatterns | null,
    parsers: Parsers,
  ) {
    this.#family = family;
    this.#rules = rules;
    this.#patterns = patterns;
    this.#parsers = parsers;
  }

  /** @param family one of {@link families}, or a language for which only patterns speak: ours and users'. */
  static async open(
    family: string,
    languages: ReadonlySet<Source['language']> | readonly Source['language'][],
    rules: readonly RuleFile[],
  ): Promise<Examiner> {
    const parsers = await openParsers(languages);
    return new Examiner(
      await families[family]?.(),
      rules.length > 0 ? await SemgrepRules.read(rules, parsers) : null,
      await OwnPatterns.of(languages, parsers),
      parsers,
    );
  }

  /** Parses and lowers a file, and asks the rules that look at one file at a time: our patterns and users' rules. */
  read({ path, text, language }: Source): Read {
    try {
      const tree = this.#parsers.parse(path, text, language);
      const slow: Skip[] = [];
      const tooSlow = (rule: string, { message }: Error) =>
        slow.push({
          place: path,
          reason: 'limit-reached',
          detail: `rule ${rule} was not followed to its end: ${message}`,
        });
      const own = this.#patterns?.match(tree, language, tooSlow) ?? [];
      const users = this.#rules?.match(tree, language, (rule, error) => tooSlow(rule.id, error)) ?? [];
      const module = this.#family ? lowerPacked(this.#family, tree) : null;
      return { tree, module, found: [...own.map(toObservation), ...users.map(toSemgrepObservation)], slow };
    } catch (error) {
      return { skip: tooMuch(path, error), found: [], slow: [] };
    }
  }

  /** The tree another thread has read. */
  adopt({ path, text, language }: Source, nodes: NodeArrays): SyntaxTree {
    return this.#parsers.adopt(path, text, language, nodes);
  }

  /** Makes a program of files that were read, here or elsewhere; gives those that were nested too deep for it. */
  link(files: Iterable<Lowered>, { properties, packages }: ProjectFacts): Skip[] {
    const skipped: Skip[] = [];
    if (!this.#family) return skipped;
    const modules: Module[] = [];
    for (const { tree, module } of files)
      try {
        modules.push(module ?? this.#family.lower(tree));
      } catch (error) {
        skipped.push(tooMuch(tree.path, error));
      }
    this.#analysis = new Analysis(this.#family, modules, {
      property: (key) => properties.get(key),
      isLibrary: (path) => isPublished(packages, path),
    });
    return skipped;
  }

  /** What our own rules find in the linked program, in these files or in all; and what they find in tests, by name. */
  judge(paths?: ReadonlySet<string>): { found: ObservationInput[]; inTests: string[] } {
    const found = this.#analysis?.run(paths).map(toObservation) ?? [];
    return { found, inTests: this.#analysis?.inTests ?? [] };
  }
}
