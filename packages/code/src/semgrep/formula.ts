import type { LanguageId } from '../languages/language.ts';
import { matchesOf } from '../edge/users-expressions.ts';
import { compare } from './comparison.ts';
import { genericExpression } from './generic.ts';
import type { Binding, Bindings, Match, MatchOptions } from './bindings.ts';
import { matchPattern } from './match.ts';
import { typeFits } from './likeness.ts';
import { safeTest } from './safe-test.ts';
import { isPatternLanguage } from '../rules/pattern-rules.ts';
import { parsePattern, wordsOf, type ParsePattern, type Pattern } from './pattern.ts';
import { fieldsOf, listOf, textOf, type Formula } from './rule-file.ts';
import { textIn } from './shapes/kinds.ts';
import type { Target } from './target.ts';

/** Compiled patterns, by text. A pattern that does not parse is a problem of its rule. */
export class Patterns {
  readonly #parse: ParsePattern;
  readonly #known = new Map<string, Pattern>();
  readonly #words = new Map<string, string>();

  constructor(parse: ParsePattern) {
    this.#parse = parse;
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

interface Place {
  start: number;
  end: number;
}

/** What a formula is asked about. */
export interface Question {
  readonly target: Target;
  readonly language: LanguageId | 'generic';
  readonly patterns: Patterns;
  readonly options: MatchOptions;
  /** A part of the file; all of it where none is given. */
  readonly within?: Place;
}

/** Everything a formula finds in a file (or a part of it). */
export function evaluate(formula: Formula, question: Question): Match[] {
  const found: Match[] = [];
  for (const [name, value] of Object.entries(formula)) {
    if (name === 'pattern') found.push(...plain(textOf(value), question));
    else if (name === 'patterns') found.push(...all(listOf(value).map(fieldsOf), question));
    else if (name === 'pattern-either')
      for (const one of listOf(value)) found.push(...evaluate(fieldsOf(one), question));
    else if (name === 'pattern-regex') found.push(...expression(textOf(value), question));
    else if (name === 'pattern-inside') found.push(...nested(value, question));
  }
  const name = textOf(formula['as']).replace('$', '');
  if (name === '') return found;
  return found.map((one) => ({
    ...one,
    bindings: new Map(one.bindings).set(name, { start: one.start, end: one.end, node: 0 }),
  }));
}

function plain(text: string, question: Question): Match[] {
  const { target, language, patterns, within, options } = question;
  if (language === 'generic') return expression(genericExpression(text), question);
  // Where no import gives a thing another name, a pattern whose words are not in the file need not be tried.
  if (isPatternLanguage(language) && !target.has(patterns.lastWordOf(text, language))) return [];
  return matchPattern(patterns.of(text, language), target, within, options);
}

function nested(value: unknown, question: Question): Match[] {
  return typeof value === 'string' ? plain(value, question) : evaluate(fieldsOf(value), question);
}

/** `patterns`: what all of them say. */
function all(parts: readonly Formula[], question: Question): Match[] {
  let found: Match[] | undefined;
  const both = (next: readonly Match[]) => (found = found === undefined ? [...next] : intersect(found, next));
  // First what finds, then what narrows, then what takes away, then conditions.
  for (const part of parts) {
    if ('pattern' in part || 'pattern-either' in part || 'patterns' in part || 'pattern-regex' in part)
      both(evaluate(part, question));
  }
  for (const part of parts)
    if ('pattern-inside' in part) {
      const around = nested(part['pattern-inside'], question);
      found = found === undefined ? around : inside(found, around);
    }
  let left = found ?? [];
  for (const part of parts) {
    if ('pattern-not-inside' in part) left = notInside(left, nested(part['pattern-not-inside'], question));
    if ('pattern-not' in part) left = without(left, nested(part['pattern-not'], question));
    if ('pattern-not-regex' in part) {
      const bad = expression(textOf(part['pattern-not-regex']), question);
      left = left.filter((one) => !bad.some((other) => other.start < one.end && one.start < other.end));
    }
  }
  for (const part of parts)
    for (const [name, value] of Object.entries(part)) left = condition(name, value, left, question);
  const focus = parts.filter((part) => 'focus-metavariable' in part);
  return focus.length === 0 ? left : left.flatMap((match) => focused(match, focus));
}

function focused(match: Match, parts: readonly Formula[]): Match[] {
  const names = parts.flatMap((part) =>
    listOf(part['focus-metavariable']).map((name) => String(name).replace(/^\$(\.\.\.)?/, '')),
  );
  return names.flatMap((name) => {
    const binding = match.bindings.get(name);
    const isIn = binding && binding.start >= match.start && binding.end <= match.end;
    return isIn ? [{ start: binding.start, end: binding.end, bindings: match.bindings }] : [];
  });
}

/** Matches that lie in one another, with the same bindings: the inner one. */
function intersect(a: readonly Match[], b: readonly Match[]): Match[] {
  const found: Match[] = [];
  for (const one of a)
    for (const other of b) {
      const isIn = lies(one, other);
      if (!isIn && !lies(other, one)) continue;
      const bindings = unify(one.bindings, other.bindings);
      if (bindings) found.push({ ...(isIn ? one : other), bindings });
    }
  return unique(found);
}

function inside(matches: readonly Match[], around: readonly Match[]): Match[] {
  const found: Match[] = [];
  for (const one of matches)
    for (const other of around) {
      if (!lies(one, other)) continue;
      const bindings = unify(one.bindings, other.bindings);
      if (bindings) found.push({ ...one, bindings });
    }
  return unique(found);
}

function notInside(matches: readonly Match[], around: readonly Match[]): Match[] {
  return matches.filter(
    (one) => !around.some((other) => lies(one, other) && unify(one.bindings, other.bindings) !== null),
  );
}

function without(matches: readonly Match[], bad: readonly Match[]): Match[] {
  return matches.filter(
    (one) =>
      !bad.some(
        (other) => one.start === other.start && one.end === other.end && unify(one.bindings, other.bindings) !== null,
      ),
  );
}

function lies(inner: Place, outer: Place): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The target whose texts are compared. Set for the evaluation at hand. */
let comparing: Target | undefined;

function unify(a: Bindings, b: Bindings): Bindings | null {
  let joined: Map<string, Binding> | undefined;
  for (const [name, binding] of b) {
    const known = a.get(name);
    if (!known) {
      joined ??= new Map(a);
      joined.set(name, binding);
    } else if (comparing && !comparing.areSame(known, binding)) return null;
  }
  return joined ?? a;
}

function unique(matches: readonly Match[]): Match[] {
  const seen = new Set<string>();
  return matches.filter(({ start, end, bindings }) => {
    const key = `${start}:${end}:${[...bindings]
      .map(([name, one]) => `${name}${one.start}`)
      .sort()
      .join()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Texts are compared with this file's while `run` lasts. */
export function comparingIn<T>(target: Target, run: () => T): T {
  const before = comparing;
  comparing = target;
  try {
    return run();
  } finally {
    comparing = before;
  }
}

function condition(name: string, value: unknown, matches: Match[], question: Question): Match[] {
  const { target } = question;
  const fields = fieldsOf(value);
  const metavariable = textOf(fields['metavariable']).replace(/^\$(\.\.\.)?/, '');
  switch (name) {
    case 'metavariable-regex':
      return matches.filter(({ bindings }) => {
        const binding = bindings.get(metavariable);
        if (!binding) return false;
        const source = textOf(fields['regex']);
        const text = fields['constant-propagation'] === true ? knownText(target, binding) : target.textOf(binding);
        // A module goes by its own name, whatever it is called here.
        const texts = [text, ...(/^\w+$/.test(text) ? [target.names.resolve(text)] : [])];
        return texts.some((one) => safeTest(anchored(source), source.startsWith('(?i)') ? 'i' : '', one));
      });
    case 'metavariable-comparison':
      return matches.filter(({ bindings }) => {
        try {
          return compare(textOf(fields['comparison']), (asked) => {
            const binding = bindings.get(asked);
            return binding && writtenValue(target, binding);
          });
        } catch {
          return false;
        }
      });
    case 'metavariable-pattern': {
      const formula = Object.fromEntries(
        Object.entries(fields).filter(([key]) => key !== 'metavariable' && key !== 'language'),
      );
      const isText = /^(generic|regex)$/.test(textOf(fields['language']));
      return matches.flatMap((match) => {
        const binding = match.bindings.get(metavariable);
        if (!binding) return [];
        const within = { start: binding.start, end: binding.end };
        const hits = evaluate(formula, { ...question, ...(isText && { language: 'generic' as const }), within });
        return hits.flatMap((hit) => {
          const bindings = unify(match.bindings, hit.bindings);
          return bindings ? [{ ...match, bindings }] : [];
        });
      });
    }
    case 'metavariable-type':
      return matches.filter(({ bindings }) => {
        const binding = bindings.get(metavariable);
        return (
          binding !== undefined &&
          [...listOf(fields['type']), ...listOf(fields['types'])].some((type) => hasType(target, binding, String(type)))
        );
      });
    case 'metavariable-analysis':
      return matches.filter(({ bindings }) => {
        const binding = bindings.get(metavariable);
        if (!binding) return false;
        const text = textIn(target.textOf(binding));
        return textOf(fields['analyzer']) === 'entropy'
          ? entropyOf(text) > 3 && text.length >= 8
          : /\([^)]*[+*][^)]*\)[+*]/.test(text);
      });
    default:
      return matches;
  }
}

/** The text a binding always is, without its quotes; what stands there where it is not known. */
function knownText(target: Target, binding: Binding): string {
  const known = knownValue(target, binding);
  // Numbers as they are written: `0o777` says more than `511`.
  const isWritten = target.shapeAt(binding)?.kind === 'number';
  return known !== undefined && !isWritten ? String(known) : textIn(target.textOf(binding));
}

/** As comparisons read it: texts in quotes. */
function writtenValue(target: Target, binding: Binding): string {
  const known = knownValue(target, binding);
  if (typeof known === 'string') return JSON.stringify(known);
  return known === undefined ? target.textOf(binding) : String(known);
}

function knownValue(target: Target, binding: Binding): string | number | boolean | undefined {
  const shape = target.shapeAt(binding);
  const known = shape && binding.value === undefined ? target.constants.of(shape) : undefined;
  return known && 'value' in known ? known.value : undefined;
}

function hasType(target: Target, binding: Binding, type: string): boolean {
  const shape = target.shapeAt(binding);
  if (shape?.kind === 'new' && shape.parts[0]) return typeFits(target.textOf(shape.parts[0]), type, target.names);
  const isPlain = shape && /^(id|string|number|literal)$/.test(shape.kind);
  const known = isPlain ? target.constants.of(shape) : undefined;
  const actual =
    target.names.typeOf(target.textOf(binding), binding.start) ??
    (known && ('type' in known ? known.type : typeof known.value === 'number' ? 'int' : typeof known.value));
  return actual !== undefined && typeFits(actual, type, target.names);
}

/** Expressions of metavariables hold from the beginning of the text, as Python's `re.match` has it. */
function anchored(source: string): string {
  return `^(?:${source
    .replace(/^\(\?i\)/, '')
    .replace(/\\A/g, '^')
    .replace(/\\Z/g, '$')})`;
}

function expression(source: string, { target, within }: Question): Match[] {
  let compiled: RegExp;
  try {
    const flags = /^\(\?([ims]+)\)/.exec(source)?.[1] ?? '';
    compiled = new RegExp(
      source
        .replace(/^\(\?[ims]+\)/, '')
        .replace(/\\A/g, '^')
        .replace(/\\Z/g, '$')
        .replace(/\(\?P</g, '(?<'),
      `gm${flags.replace('m', '')}`,
    );
  } catch {
    return [];
  }
  const start = within?.start ?? 0;
  const text = target.tree.text.slice(start, within?.end ?? target.tree.text.length);
  const found: Match[] = [];
  for (const { index, groups, named } of matchesOf(compiled, text)) {
    const [whole = '', ...parts] = groups;
    if (whole === '' || found.length > 10_000) break;
    const at = start + index;
    const bindings = new Map<string, Binding>();
    parts.forEach((group, number) => {
      const offset = group === undefined ? -1 : whole.indexOf(group);
      if (offset >= 0)
        bindings.set(String(number + 1), { start: at + offset, end: at + offset + group!.length, node: 0 });
    });
    for (const [name, group] of Object.entries(named)) {
      const offset = group === undefined ? -1 : whole.indexOf(group);
      if (offset >= 0) bindings.set(name, { start: at + offset, end: at + offset + group!.length, node: 0 });
    }
    found.push({ start: at, end: at + whole.length, bindings });
  }
  return found;
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length);
  return sum;
}
