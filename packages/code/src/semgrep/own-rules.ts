import type { Parsers } from '../edge/parsers.ts';
import type { FlowFinding } from '../flow/finding.ts';
import { lineAt, type Place } from '../flow/place.ts';
import type { LanguageId } from '../languages/language.ts';
import { patternRulesOf } from '../rules/pattern-rules.ts';
import type { PatternRule } from '../rules/rule.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { toRule } from './rule-file.ts';
import { SemgrepRules } from './rule-set.ts';

/** Our own pattern rules, with what is said of them. */
export class OwnPatterns {
  readonly #set: SemgrepRules;
  readonly #rules: ReadonlyMap<string, PatternRule>;

  private constructor(set: SemgrepRules, rules: ReadonlyMap<string, PatternRule>) {
    this.#set = set;
    this.#rules = rules;
  }

  /** Those of these languages; `null` where there are none. */
  static async of(languages: Iterable<LanguageId>, parsers: Parsers): Promise<OwnPatterns | null> {
    const rules = await patternRulesOf(languages);
    if (rules.length === 0) return null;
    const compiled = rules.map(({ id, languages: own, title, formula }) =>
      toRule({ ...formula, id, languages: own, message: title }, id, 1),
    );
    return new OwnPatterns(SemgrepRules.ready(compiled, parsers), new Map(rules.map((rule) => [rule.id, rule])));
  }

  /** What they find in one file; rules that take too long on it are told to `tooSlow`. */
  match(tree: SyntaxTree, language: LanguageId, tooSlow: (rule: string, error: Error) => void): FlowFinding[] {
    const found = this.#set.match(tree, language, ({ id }, error) => tooSlow(id, error));
    return found.map(({ rule: { id }, match: { start, end, source } }) => {
      const rule = this.#rules.get(id)!;
      const place = placeOf(tree, start, end);
      const steps = source
        ? [
            { place: placeOf(tree, source.start, source.end), note: 'data comes in here' },
            { place, note: 'and does harm here' },
          ]
        : [];
      return { rule, place, steps, confidence: rule.confidence };
    });
  }
}

function placeOf(tree: SyntaxTree, start: number, end: number): Place {
  return {
    path: tree.path,
    key: `${tree.path}:${start}`,
    number: start,
    location: () => {
      const from = tree.position(start);
      const to = tree.position(end);
      return {
        path: tree.path,
        startLine: from.line,
        startColumn: from.column,
        endLine: to.line,
        endColumn: to.column,
      };
    },
    excerpt: () => lineAt(tree.text, start),
  };
}
