import { isPatternLanguage } from '../rules/pattern-rules.ts';
import type { Match } from './bindings.ts';
import { inside, intersect, notInside, without } from './combining.ts';
import { keepWhere } from './conditions.ts';
import { findExpression } from './expressions.ts';
import { genericExpression } from './generic.ts';
import { matchPattern } from './match.ts';
import type { Question } from './question.ts';
import { fieldsOf, listOf, textOf, type Formula } from './rule-file.ts';

/** Everything a formula finds in a file (or a part of it). */
export function evaluate(formula: Formula, question: Question): Match[] {
  const found: Match[] = [];
  for (const [name, value] of Object.entries(formula)) {
    if (name === 'pattern') found.push(...plain(textOf(value), question));
    else if (name === 'patterns') found.push(...all(listOf(value).map(fieldsOf), question));
    else if (name === 'pattern-either')
      for (const one of listOf(value)) found.push(...evaluate(fieldsOf(one), question));
    else if (name === 'pattern-regex') found.push(...findExpression(textOf(value), question));
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
  if (language === 'generic') return findExpression(genericExpression(text), question);
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
  // Of a part of the file all is meant where nothing else is asked for.
  let left = found ?? (question.within ? [{ ...question.within, bindings: new Map() }] : []);
  for (const part of parts) {
    if ('pattern-not-inside' in part) left = notInside(left, nested(part['pattern-not-inside'], question));
    if ('pattern-not' in part) left = without(left, nested(part['pattern-not'], question));
    if ('pattern-not-regex' in part) {
      const bad = findExpression(textOf(part['pattern-not-regex']), question);
      left = left.filter((one) => !bad.some((other) => other.start < one.end && one.start < other.end));
    }
  }
  for (const part of parts)
    for (const [name, value] of Object.entries(part)) left = keepWhere(name, value, left, question, evaluate);
  const focus = parts.filter((part) => 'focus-metavariable' in part);
  return left.flatMap((match) =>
    focus.reduce<Match[]>((kept, part) => kept.flatMap((one) => focused(one, part)), [match]),
  );
}

/** What the metavariables of one list stand for, each by itself; several lists narrow each other. */
function focused(match: Match, part: Formula): Match[] {
  const names = listOf(part['focus-metavariable']).map((name) => String(name).replace(/^\$(\.\.\.)?/, ''));
  return names.flatMap((name) => {
    const binding = match.bindings.get(name);
    const isIn = binding && binding.start >= match.start && binding.end <= match.end;
    return isIn ? [{ start: binding.start, end: binding.end, bindings: match.bindings }] : [];
  });
}
