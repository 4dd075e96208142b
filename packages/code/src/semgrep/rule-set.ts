import type { ObservationInput } from '@stoa/model';
import type { Parsers } from '../edge/parsers.ts';
import { ExpressionTimeout, matchesOf } from '../edge/users-expressions.ts';
import { lineAt } from '../flow/place.ts';
import type { LanguageId } from '../languages/language.ts';
import type { LanguageFamily } from '../languages/family.ts';
import { familyOf, families } from '../languages/registry.ts';
import { isPatternLanguage } from '../rules/pattern-rules.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { comparingIn } from './combining.ts';
import { evaluate } from './formula.ts';
import { Patterns } from './patterns.ts';
import type { Match } from './bindings.ts';
import { Target } from './target.ts';
import { readSemgrepRules, type RuleProblem, type SemgrepRule } from './rule-file.ts';
import { firstWrongPattern, grammarsOf } from './rule-patterns.ts';
import { wordsNeeded, type Alternatives } from './rule-words.ts';
import { matchTaintInSyntax, TooManySteps } from './syntax-taint.ts';
import { matchTaint } from './taint.ts';

/** Users' rules, ready to be asked about files: only those whose words stand in a file are tried on it. */
export class SemgrepRules {
  readonly rules: readonly SemgrepRule[];
  readonly problems: RuleProblem[];
  readonly #patterns: Patterns;
  readonly #words = new Map<SemgrepRule, readonly Alternatives[]>();
  readonly #families = new Map<string, LanguageFamily>();

  private constructor(rules: readonly SemgrepRule[], problems: RuleProblem[], patterns: Patterns) {
    this.rules = rules;
    this.problems = problems;
    this.#patterns = patterns;
  }

  /** Reads files of rules and compiles every pattern; what does not parse leaves its rule out, and is named. */
  static async read(files: readonly { path: string; text: string }[], parsers: Parsers): Promise<SemgrepRules> {
    const problems: RuleProblem[] = [];
    const rules: SemgrepRule[] = [];
    const patterns = patternsWith(parsers);
    for (const { path, text } of files) {
      const read = readSemgrepRules(text, path);
      problems.push(...read.problems);
      await parsers.load(new Set(read.rules.flatMap(grammarsOf)));
      for (const rule of read.rules) {
        const wrong = firstWrongPattern(rule, patterns);
        if (wrong === null) rules.push(rule);
        else problems.push({ file: path, line: rule.line, rule: rule.id, message: wrong });
      }
    }
    const made = new SemgrepRules(rules, problems, patterns);
    for (const rule of rules) made.#words.set(rule, wordsNeeded(rule));
    for (const language of new Set(rules.flatMap(({ languages }) => languages))) {
      const name = language === 'generic' ? undefined : familyOf(language);
      if (name && !made.#families.has(name)) made.#families.set(name, await families[name]!());
    }
    return made;
  }

  /** Rules that are known to be right: their patterns are compiled when a file first needs them. */
  static ready(rules: readonly SemgrepRule[], parsers: Parsers): SemgrepRules {
    const made = new SemgrepRules(rules, [], patternsWith(parsers));
    for (const rule of rules) made.#words.set(rule, wordsNeeded(rule));
    return made;
  }

  /** What the rules find in one file; those that take too long on it are told to `tooSlow`. */
  match(
    tree: SyntaxTree,
    language: LanguageId,
    tooSlow: (rule: SemgrepRule, error: Error) => void = () => undefined,
  ): { rule: SemgrepRule; match: Match; target: Target }[] {
    const candidates = this.rules.filter((rule) => this.#concerns(rule, tree, language));
    if (candidates.length === 0) return [];
    const name = familyOf(language);
    const family = name === undefined ? undefined : this.#families.get(name);
    const target = new Target(tree, family ? (one) => family.lower(one) : null);
    return comparingIn(target, () =>
      candidates.flatMap((rule) => {
        const found = this.#ask(rule, target, language, tooSlow);
        const seen = new Set<string>();
        return found
          .filter(({ start, end }) => !seen.has(`${start}:${end}`) && seen.add(`${start}:${end}`))
          .sort((a, b) => a.start - b.start)
          .map((match) => ({ rule, match, target }));
      }),
    );
  }

  #ask(
    rule: SemgrepRule,
    target: Target,
    language: LanguageId,
    tooSlow: (rule: SemgrepRule, error: Error) => void,
  ): Match[] {
    const own = rule.languages.find((one) => isSame(one, language)) ?? 'generic';
    target.cut = null;
    try {
      const found = rule.formula
        ? evaluate(rule.formula, {
            target,
            language: own === 'generic' ? own : language,
            patterns: this.#patterns,
            options: rule.options,
          })
        : this.#taint(rule, target, language);
      if (target.cut !== null) tooSlow(rule, new Error(target.cut));
      return found;
    } catch (error) {
      if (!(error instanceof ExpressionTimeout || error instanceof TooManySteps)) throw error;
      tooSlow(rule, error);
      return [];
    }
  }

  #taint(rule: SemgrepRule, target: Target, language: LanguageId): Match[] {
    if (!rule.taint) return [];
    const question = { target, language, patterns: this.#patterns, options: rule.options };
    if (isPatternLanguage(language)) return matchTaintInSyntax(rule.taint, question);
    return matchTaint(rule.taint, rule.taintOptions, question);
  }

  #concerns(rule: SemgrepRule, { path, text }: SyntaxTree, language: LanguageId): boolean {
    if (!rule.languages.some((one) => one === 'generic' || isSame(one, language))) return false;
    const { include, exclude } = rule.paths;
    if (include.length > 0 && !include.some((glob) => fits(glob, path))) return false;
    if (exclude.some((glob) => fits(glob, path))) return false;
    return (this.#words.get(rule) ?? []).every((alternatives) =>
      alternatives.some((words) => words.every((word) => text.includes(word))),
    );
  }
}

function isSame(rule: LanguageId | 'generic', file: LanguageId): boolean {
  return (
    rule === file ||
    (rule === 'javascript' && file === 'typescript') ||
    (rule === 'typescript' && file === 'javascript') ||
    (rule === 'c' && file === 'cpp')
  );
}

function patternsWith(parsers: Parsers): Patterns {
  return new Patterns((text, language) =>
    parsers.parse(language === 'typescript' ? 'pattern.tsx' : 'pattern', text, language),
  );
}

/** `tests/`, `*.py`, `src/**\/x.js`: as gitignore has it. */
function fits(glob: string, path: string): boolean {
  const source = glob
    .replace(/^\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?/g, '\u0001')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replaceAll('\u0001', '(?:.*/)?');
  return new RegExp(`(^|/)${source.replace(/\/$/, '')}(/|$)`).test(path);
}

/** A match as the rest of the house knows it. */
export function toObservation({
  rule,
  match,
  target,
}: {
  rule: SemgrepRule;
  match: Match;
  target: Target;
}): ObservationInput {
  const { tree } = target;
  const start = tree.position(match.start);
  const end = tree.position(match.end);
  const message = fill(rule.message, match, target).trim();
  return {
    kind: 'code',
    rule: { id: rule.id, cwe: [...rule.cwe].slice(0, 50) },
    title: (message.split(/(?<=[.!?])\s|\n/)[0] || rule.id).slice(0, 500),
    description: message.slice(0, 20_000),
    severity: rule.severity,
    location: {
      path: tree.path,
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    },
    excerpt: lineAt(tree.text, match.start) || rule.id,
    tags: rule.owasp.map((one) => `OWASP-${one}`.slice(0, 100)).slice(0, 50),
    ...(fixOf(rule, match, target) && { fix: `Write: ${fixOf(rule, match, target)}`.slice(0, 4000) }),
  };
}

/** What the rule would put in the place of the match; `''` where it says nothing. */
export function fixOf(rule: SemgrepRule, match: Match, target: Target): string {
  if (rule.fix) return fill(rule.fix, match, target);
  if (!rule.fixRegex) return '';
  try {
    const expression = new RegExp(rule.fixRegex.regex, 'g');
    const text = target.textOf(match);
    // What takes too long to find is not replaced either.
    if (matchesOf(expression, text).length === 0) return text;
    return text.replace(expression, rule.fixRegex.replacement.replace(/\\(\d)/g, '$$$1'));
  } catch {
    return '';
  }
}

/** `$X` in a message is what it stands for. */
function fill(text: string, { bindings }: Match, target: Target): string {
  return text.replace(/\$(?:\.\.\.)?([A-Z_][A-Z_0-9]*|\d)/g, (whole, name: string) => {
    const binding = bindings.get(name);
    return binding ? target.textOf(binding).slice(0, 200) : whole;
  });
}
