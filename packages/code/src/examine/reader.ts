import type { ObservationInput, Skip } from '@stoa/model';
import { openParsers, type Parsers } from '../edge/parsers.ts';
import type { Lowered } from '../ir/lowered-bytes.ts';
import type { LanguageFamily } from '../languages/family.ts';
import { lowerPacked } from '../languages/lower.ts';
import { families } from '../languages/registry.ts';
import { toObservation } from '../observe.ts';
import type { Source } from '../read-sources.ts';
import { OwnPatterns } from '../semgrep/own-rules.ts';
import type { GrammarNames } from '../syntax/grammar.ts';
import { SemgrepRules, toObservation as toSemgrepObservation } from '../semgrep/rule-set.ts';
import { tooMuch } from './too-much.ts';

export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

/** One file, read: what it has become, or why it has not. */
export type Read = {
  readonly found: readonly ObservationInput[];
  /** Rules that were given up on it. */
  readonly slow: readonly Skip[];
} & (Lowered | { readonly skip: Skip });

/** Reads the files of one family of languages one by one. */
export class Reader {
  readonly #family: LanguageFamily | undefined;
  readonly #rules: SemgrepRules | null;
  readonly #patterns: OwnPatterns | null;
  readonly #parsers: Parsers;

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
  ): Promise<Reader> {
    const parsers = await openParsers(languages);
    return new Reader(
      await families[family]?.(),
      rules.length > 0 ? await SemgrepRules.read(rules, parsers) : null,
      await OwnPatterns.of(languages, parsers),
      parsers,
    );
  }

  /** The names in the trees of what is read. */
  grammars(): GrammarNames[] {
    return this.#parsers.grammars();
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
}
