import { compare, literalOf } from './comparison.ts';
import type { Binding, Match } from './bindings.ts';
import type { LanguageId } from '../languages/language.ts';
import { comparingIn, unify } from './combining.ts';
import { typeFits } from './likeness.ts';
import type { Question } from './question.ts';
import { fieldsOf, languageWithin, listOf, textOf, type Formula } from './rule-file.ts';
import { safeTest } from './safe-test.ts';
import { Target } from './target.ts';
import { textIn } from './shapes/kinds.ts';

/** Those of the matches for which a condition on their metavariables holds; `evaluate` finds what another formula does. */
export function keepWhere(
  name: string,
  value: unknown,
  matches: Match[],
  question: Question,
  evaluate: Evaluate,
): Match[] {
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
            return binding && literalOf(writtenValue(target, binding), fields['strip'] === true);
          });
        } catch {
          return false;
        }
      });
    case 'metavariable-pattern': {
      const formula = Object.fromEntries(
        Object.entries(fields).filter(([key]) => key !== 'metavariable' && key !== 'language'),
      );
      const language = languageWithin(fields);
      return matches.flatMap((match) => {
        const binding = match.bindings.get(metavariable);
        if (!binding) return [];
        const within = { start: binding.start, end: binding.end };
        const hits =
          language === undefined || language === 'generic'
            ? evaluate(formula, { ...question, ...(language && { language }), within })
            : matchWithin(formula, binding, language, question, evaluate);
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
          ? entropyOf(text) > 3 && text.length >= 12 && !isWordy(text)
          : /\([^)]*[+*][^)]*\)[+*]/.test(text);
      });
    default:
      return matches;
  }
}

type Evaluate = (formula: Formula, question: Question) => Match[];

/** What a formula finds in a text that is a program of another language; its bindings keep their texts only. */
function matchWithin(
  formula: Formula,
  binding: Binding,
  language: LanguageId,
  question: Question,
  evaluate: Evaluate,
): Match[] {
  const tree = question.patterns.parse(textIn(question.target.textOf(binding)), language);
  const { start, end, node } = binding;
  const target = new Target(tree);
  const found = comparingIn(target, () => evaluate(formula, { ...question, language, target }));
  return found.map(({ bindings }) => ({
    start,
    end,
    bindings: new Map([...bindings].map(([name, one]) => [name, { start, end, node, value: target.textOf(one) }])),
  }));
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

/** Words with signs between them, addresses, one short word. */
function isWordy(text: string): boolean {
  return /^(?:[a-z]+:\/\/)?[A-Za-z]{1,12}(?:[ _*/:.-]+[A-Za-z]{1,12}|[ _*/:.-]+)*$|^\d+$/.test(text);
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length);
  return sum;
}
