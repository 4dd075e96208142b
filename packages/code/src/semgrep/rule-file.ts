import { unknownCalls } from './comparison.ts';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Severity } from '@stoa/model';
import type { LanguageId } from '../languages/language.ts';
import type { MatchOptions } from './bindings.ts';
import { isNewSyntax, toOldSyntax } from './new-syntax.ts';

/** A rule in Semgrep's language as far as it was understood. https://semgrep.dev/docs/writing-rules/rule-syntax */
export interface SemgrepRule {
  id: string;
  message: string;
  severity: Severity;
  languages: readonly (LanguageId | 'generic')[];
  mode: 'search' | 'taint';
  /** The operators of a search rule, as written. */
  formula: Formula | null;
  taint: TaintFormula | null;
  paths: { include: readonly string[]; exclude: readonly string[] };
  options: MatchOptions;
  taintOptions: TaintOptions;
  fix: string;
  fixRegex: { regex: string; replacement: string } | null;
  cwe: readonly number[];
  owasp: readonly string[];
  file: string;
  line: number;
}

export type Formula = Readonly<Record<string, unknown>>;

export interface TaintFormula {
  sources: readonly Formula[];
  sinks: readonly Formula[];
  sanitizers: readonly Formula[];
  propagators: readonly Formula[];
}

/** What is taken for clean although something tainted went in. */
export interface TaintOptions {
  /** Whatever functions give. */
  readonly functions: boolean;
  /** What is found by a tainted key. */
  readonly indexes: boolean;
  readonly booleans: boolean;
  readonly numbers: boolean;
  readonly comparisons: boolean;
  /** Whatever is made of something tainted: only what is given on as it is counts. */
  readonly made: boolean;
}

/** Something of a rule that cannot be followed. The rule is left out and named, the others go on. */
export interface RuleProblem {
  file: string;
  line: number;
  rule: string;
  message: string;
}

const languageNames: Readonly<Record<string, LanguageId | 'generic'>> = {
  js: 'javascript',
  javascript: 'javascript',
  ts: 'typescript',
  typescript: 'typescript',
  python: 'python',
  py: 'python',
  python2: 'python',
  python3: 'python',
  java: 'java',
  go: 'go',
  golang: 'go',
  c: 'c',
  cpp: 'cpp',
  'c++': 'cpp',
  csharp: 'csharp',
  'c#': 'csharp',
  php: 'php',
  ruby: 'ruby',
  rust: 'rust',
  kotlin: 'kotlin',
  kt: 'kotlin',
  bash: 'bash',
  sh: 'bash',
  generic: 'generic',
  regex: 'generic',
  none: 'generic',
};

const severities: Readonly<Record<string, Severity>> = {
  ERROR: 'high',
  WARNING: 'medium',
  INFO: 'low',
  INVENTORY: 'info',
  EXPERIMENT: 'info',
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
};

const known = new Set([
  'pattern',
  'patterns',
  'pattern-either',
  'pattern-inside',
  'pattern-not',
  'pattern-not-inside',
  'pattern-regex',
  'pattern-not-regex',
  'metavariable-regex',
  'metavariable-pattern',
  'metavariable-comparison',
  'metavariable-analysis',
  'metavariable-type',
  'focus-metavariable',
  'as',
]);
const unsupported = new Set(['join', 'extract', 'r2c-internal-project-depends-on', 'pattern-where-python']);

/** Reads a file of rules. Never throws: whatever is wrong is a problem with its line. */
export function readSemgrepRules(text: string, file: string): { rules: SemgrepRule[]; problems: RuleProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const rules: SemgrepRule[] = [];
  const problems: RuleProblem[] = [];
  for (const error of document.errors.slice(0, 5))
    problems.push({ file, line: lines.linePos(error.pos[0]).line, rule: '', message: error.message.split('\n')[0]! });
  if (problems.length > 0) return { rules, problems };
  const list = isMap(document.contents) ? document.contents.get('rules', true) : null;
  if (!isSeq(list))
    return { rules, problems: [{ file, line: 1, rule: '', message: 'there is no list "rules" at the top' }] };
  for (const item of list.items) {
    const at = (item as { range?: [number, number, number] }).range?.[0] ?? 0;
    const line = lines.linePos(at).line;
    const written: unknown = isMap(item) ? item.toJSON() : isScalar(item) ? item.value : null;
    try {
      rules.push(toRule(fieldsOf(written), file, line));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      const id = fieldsOf(written)['id'];
      problems.push({ file, line, rule: typeof id === 'string' ? id : '', message: error.message });
    }
  }
  return { rules, problems };
}

class RuleError extends Error {}

/** A rule from its fields. Throws where something of it cannot be followed. */
export function toRule(written: Record<string, unknown>, file: string, line: number): SemgrepRule {
  const rule = isNewSyntax(written) ? toOldSyntax(written) : written;
  const id = textOf(rule['id']);
  if (!id) throw new RuleError('it has no id');
  const languages = listOf(rule['languages']).flatMap((name) => languageNames[String(name).toLowerCase()] ?? []);
  if (languages.length === 0)
    throw new RuleError(`none of its languages is read: ${listOf(rule['languages']).join(', ') || 'none given'}`);
  const mode = rule['mode'] === 'taint' ? 'taint' : 'search';
  if (rule['mode'] !== undefined && rule['mode'] !== 'taint' && rule['mode'] !== 'search')
    throw new RuleError(`mode "${String(rule['mode'])}" is not supported`);
  for (const name of unsupported) if (name in rule) throw new RuleError(`"${name}" is not supported`);
  const formula = mode === 'search' ? pick(rule) : null;
  if (formula) check(formula);
  const taint = mode === 'taint' ? taintOf(rule) : null;
  const paths = fieldsOf(rule['paths']);
  const metadata = fieldsOf(rule['metadata']);
  const fixRegex = fieldsOf(rule['fix-regex']);
  return {
    id,
    message: textOf(rule['message']) || id,
    severity: severities[textOf(rule['severity']).toUpperCase()] ?? 'medium',
    languages,
    mode,
    formula,
    taint,
    paths: { include: listOf(paths['include']).map(String), exclude: listOf(paths['exclude']).map(String) },
    options: optionsOf(fieldsOf(rule['options'])),
    taintOptions: taintOptionsOf(fieldsOf(rule['options'])),
    fix: textOf(rule['fix']),
    fixRegex: fixRegex['regex']
      ? { regex: textOf(fixRegex['regex']), replacement: textOf(fixRegex['replacement']) }
      : null,
    cwe: listOf(metadata['cwe'])
      .flatMap((one) => /CWE-(\d+)/i.exec(String(one))?.[1] ?? [])
      .map(Number),
    owasp: listOf(metadata['owasp']).map(String),
    file,
    line,
  };
}

function optionsOf(written: Record<string, unknown>): MatchOptions {
  return {
    constants: written['constant_propagation'] !== false,
    values: written['symbolic_propagation'] === true,
    anyOrder: written['commutative_boolop'] === true,
    bitsInAnyOrder: written['ac_matching'] !== false,
    equalsInAnyOrder: written['commutative_compop'] === true,
    arrows: written['arrow_is_function'] !== false,
    letIsVar: written['let_is_var'] !== false,
    declarations: written['vardef_assign'] !== false,
    fields: written['flddef_assign'] !== false,
  };
}

function taintOptionsOf(written: Record<string, unknown>): TaintOptions {
  return {
    functions: written['taint_assume_safe_functions'] === true,
    indexes: written['taint_assume_safe_indexes'] === true,
    booleans: written['taint_assume_safe_booleans'] === true,
    numbers: written['taint_assume_safe_numbers'] === true,
    comparisons: written['taint_assume_safe_comparisons'] === true,
    made: written['taint_only_propagate_through_assignments'] === true,
  };
}

function pick(rule: Record<string, unknown>): Formula {
  const found = Object.fromEntries(Object.entries(rule).filter(([name]) => known.has(name)));
  if (Object.keys(found).length === 0) throw new RuleError('it has no pattern');
  return found;
}

function taintOf(rule: Record<string, unknown>): TaintFormula {
  const read = (name: string) =>
    listOf(rule[name]).map((one) => {
      const formula = fieldsOf(one);
      check(Object.fromEntries(Object.entries(formula).filter(([key]) => !taintOptions.has(key))));
      return formula;
    });
  const taint = {
    sources: read('pattern-sources'),
    sinks: read('pattern-sinks'),
    sanitizers: read('pattern-sanitizers'),
    propagators: read('pattern-propagators'),
  };
  if (taint.sources.length === 0 || taint.sinks.length === 0)
    throw new RuleError('a taint rule needs pattern-sources and pattern-sinks');
  return taint;
}

const taintOptions = new Set([
  'label',
  'requires',
  'by-side-effect',
  'exact',
  'control',
  'from',
  'to',
  'not_conflicting',
  'at-exit',
]);

/** The language another one is written in, inside a text; `undefined` where it is the rule's own. */
export function languageWithin(fields: Record<string, unknown>): LanguageId | 'generic' | undefined {
  const name = textOf(fields['language']);
  return name === '' ? undefined : languageNames[name.toLowerCase()];
}

/** Names every operator that is not followed. */
function check(formula: Formula): void {
  for (const [name, value] of Object.entries(formula)) {
    if (!known.has(name)) throw new RuleError(`"${name}" is not supported`);
    if (name === 'patterns' || name === 'pattern-either') {
      if (!Array.isArray(value)) throw new RuleError(`"${name}" needs a list`);
      for (const one of value) check(fieldsOf(one));
    } else if (
      (name === 'pattern-inside' || name === 'pattern-not' || name === 'pattern-not-inside') &&
      typeof value !== 'string'
    )
      check(fieldsOf(value));
    else if (name === 'metavariable-pattern') {
      const { metavariable: _, language, ...inner } = fieldsOf(value);
      if (language !== undefined && languageWithin(fieldsOf(value)) === undefined)
        throw new RuleError(`"${name}" with the language "${textOf(language)}" is not supported`);
      check(inner);
    } else if (name === 'metavariable-comparison') {
      const [call] = unknownCalls(textOf(fieldsOf(value)['comparison']));
      if (call) throw new RuleError(`"${call}()" in a comparison is not supported`);
    } else if (name === 'metavariable-analysis' && !['entropy', 'redos'].includes(textOf(fieldsOf(value)['analyzer'])))
      throw new RuleError(`the analyzer "${textOf(fieldsOf(value)['analyzer'])}" is not supported`);
  }
}

export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
