import type { LanguageId } from '../languages/language.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { parsePattern, wordsOf, type ParsePattern, type Pattern } from './pattern.ts';

/** Compiled patterns, by text. A pattern that does not parse is a problem of its rule. */
export class Patterns {
  readonly #parse: ParsePattern;
  readonly #known = new Map<string, Pattern>();
  readonly #words = new Map<string, string>();

  constructor(parse: ParsePattern) {
    this.#parse = parse;
  }

  /** A text as a program. */
  parse(text: string, language: LanguageId): SyntaxTree {
    return this.#parse(text, language);
  }

  of(text: string, language: LanguageId): Pattern {
    const key = `${language} ${text}`;
    let pattern = this.#known.get(key);
    if (!pattern) {
      pattern = this.#read(text, language);
      this.#known.set(key, pattern);
    }
    return pattern;
  }

  /** The last word that stands in whatever a pattern matches; `''` where it has none. */
  lastWordOf(text: string, language: LanguageId): string {
    const key = `${language} ${text}`;
    let word = this.#words.get(key);
    if (word === undefined) {
      word = wordsOf(text.trim(), language).at(-1) ?? '';
      this.#words.set(key, word);
    }
    return word;
  }

  /** Rules for TypeScript are asked about JavaScript, too, and may use what only TypeScript has. */
  #read(text: string, language: LanguageId): Pattern {
    try {
      return parsePattern(text, language, this.#parse);
    } catch (error) {
      if (language !== 'javascript' || !(error instanceof SyntaxError)) throw error;
      return parsePattern(text, 'typescript', this.#parse);
    }
  }
}
