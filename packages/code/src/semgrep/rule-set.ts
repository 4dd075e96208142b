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
import { wordsOf } from './pattern.ts';
import {
  fieldsOf,
  languageWithin,
  listOf,
  readSemgrepRules,
  type Formula,
  type RuleProblem,
  type SemgrepRule,
} from './rule-file.ts';
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

/** The grammars a rule asks for: those of its languages, and of others it looks for in texts. */
function grammarsOf(rule: SemgrepRule): LanguageId[] {
  return [...rule.languages, ...patternsOf(rule).map(({ within }) => within)].filter(
    (one): one is LanguageId => one !== undefined && one !== 'generic',
  );
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

/** Every pattern must parse in every language of its rule. */
function firstWrongPattern(rule: SemgrepRule, patterns: Patterns): string | null {
  if (rule.taint && rule.languages.some((one) => one !== 'generic' && isPatternLanguage(one))) {
    const { sources, sinks, sanitizers, propagators } = rule.taint;
    if (propagators.length > 0) return 'propagators are not followed in its language';
    if ([...sources, ...sinks, ...sanitizers].some((one) => 'label' in one || 'requires' in one))
      return 'labels are not followed in its language';
  }
  for (const language of rule.languages) {
    if (language === 'generic') continue;
    for (const { text, within } of patternsOf(rule))
      try {
        if (within !== 'generic') patterns.of(text, within ?? language);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return error.message;
      }
  }
  return null;
}

/** All patterns, those for other languages inside of texts with the language. */
function patternsOf(rule: SemgrepRule): { text: string; within: LanguageId | 'generic' | undefined }[] {
  const found: { text: string; within: LanguageId | 'generic' | undefined }[] = [];
  const visit = (formula: Record<string, unknown>, within?: LanguageId | 'generic'): void => {
    for (const [name, value] of Object.entries(formula)) {
      if (/^pattern(-inside|-not|-not-inside)?$/.test(name) && typeof value === 'string')
        found.push({ text: value, within });
      else if (name === 'metavariable-pattern') visit(fieldsOf(value), languageWithin(fieldsOf(value)) ?? within);
      else if (name.startsWith('pattern')) for (const one of listOf(value)) visit(fieldsOf(one), within);
    }
  };
  for (const formula of formulasOf(rule)) visit(formula);
  return found;
}

function formulasOf({ formula, taint }: SemgrepRule): Record<string, unknown>[] {
  return formula
    ? [formula]
    : [...(taint?.sources ?? []), ...(taint?.sinks ?? []), ...(taint?.sanitizers ?? []), ...(taint?.propagators ?? [])];
}

/** Lists of words: in a file that matches, all words of at least one list stand. */
type Alternatives = readonly (readonly string[])[];

/** Words without which a rule finds nothing; what cannot be told is left out. A flow needs its source and its sink. */
function wordsNeeded(rule: SemgrepRule): Alternatives[] {
  const language = rule.languages[0]!;
  if (language === 'generic') return [];
  const anyOf = (formulas: readonly Formula[]) => alternativesOf({ 'pattern-either': formulas }, language);
  const needed = rule.formula
    ? [alternativesOf(rule.formula, language)]
    : rule.taint
      ? [anyOf(rule.taint.sources), anyOf(rule.taint.sinks)]
      : [];
  return needed.filter((one): one is string[][] => one !== null && one.every((words) => words.length > 0));
}

function alternativesOf(formula: Formula, language: LanguageId): string[][] | null {
  if (typeof formula['pattern'] === 'string')
    return [lastOf(wordsOf(formula['pattern'].trim(), language).map((word) => word.slice(0, 80)))];
  if (Array.isArray(formula['pattern-either'])) {
    const all = formula['pattern-either'].map((one) => alternativesOf(fieldsOf(one), language));
    return all.some((one) => one === null) ? null : all.flatMap((one) => one ?? []);
  }
  if (Array.isArray(formula['patterns']))
    for (const one of formula['patterns']) {
      const part = fieldsOf(one);
      if ('pattern' in part || 'pattern-either' in part) return alternativesOf(part, language);
    }
  return null;
}

/** Imports may hide all but the last name of a path. */
function lastOf(words: readonly string[]): string[] {
  return words.slice(-1);
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
