import type { Criterion, Policy } from '@stoa/model';
import { caret, PolicyError, type Problem } from '../error.ts';
import { didYouMean } from '../suggest.ts';
import { languageOf, types, variables } from './language.ts';
import { objectionTo, type Objection } from './rules.ts';

/** Asks one expression of one thing. Throws what CEL throws at run time, such as an index out of range. */
type Question = (context: Record<string, unknown>) => boolean;

export interface CompiledCriterion {
  criterion: Criterion;
  /** Is it about this one? */
  applies: Question;
  /** Does this one speak against the release? */
  fails: Question;
}

export interface CompiledPolicy {
  policy: Policy;
  criteria: readonly CompiledCriterion[];
}

/** A mistake in one expression of a policy. */
export interface ExpressionProblem extends Objection {
  criterion: number;
  field: 'when' | 'fail' | 'pass';
  expression: string;
}

const compiled = new WeakMap<Policy, CompiledPolicy>();

/**
 * Reads every expression of a policy. A policy object is compiled once; do not change it afterwards.
 * @throws {PolicyError} `bad-expression`, naming criterion, field and column of each mistake.
 */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const known = compiled.get(policy);
  if (known) return known;
  const problems: ExpressionProblem[] = [];
  const result = compileCriteria(policy, problems);
  if (problems.length > 0)
    throw new PolicyError(
      'bad-expression',
      problems.map((one) => inPolicy(policy, one)),
    );
  compiled.set(policy, result);
  return result;
}

/** As `compilePolicy`, for a caller that knows better places to name: mistakes are added to `problems`. */
export function compileCriteria(policy: Policy, problems: ExpressionProblem[]): CompiledPolicy {
  const criteria = policy.criteria.map((criterion, index): CompiledCriterion => {
    const ask = (field: ExpressionProblem['field'], otherwise: boolean): Question => {
      const expression = criterion[field];
      if (expression === undefined) return () => otherwise;
      const question = compileExpression(expression, criterion.over);
      if (typeof question === 'function') return question;
      problems.push({ criterion: index, field, expression, ...question });
      return () => otherwise;
    };
    const applies = ask('when', true);
    if (criterion.fail !== undefined) return { criterion, applies, fails: ask('fail', false) };
    const passes = ask('pass', true);
    return { criterion, applies, fails: (context) => !passes(context) };
  });
  return { policy, criteria };
}

function compileExpression(expression: string, over: Criterion['over']): Question | Objection {
  const language = languageOf(over);
  try {
    const parsed = language.parse(expression);
    const objection = objectionTo(parsed.ast, over === 'application' ? 2 : 1);
    if (objection) return objection;
    const checked = parsed.check();
    if (!checked.valid) return explainError(checked.error, expression, over);
    if (String(checked.type) !== 'bool')
      return { offset: 0, message: `must be true or false, and is of type ${String(checked.type)}` };
    return (context) => parsed(context) === true;
  } catch (error) {
    return explainError(error, expression, over);
  }
}

function explainError(error: unknown, expression: string, over: Criterion['over']): Objection {
  const { code, range, summary, message } = error as {
    code?: string;
    range?: { start: number; end: number };
    summary?: string;
    message?: string;
  };
  const offset = range?.start ?? 0;
  const word = range ? expression.slice(range.start, range.end) : '';
  switch (code) {
    case 'unknown_variable': {
      const known = Object.keys(variables[over]);
      return {
        offset,
        message: `nothing is called "${word}" here${didYouMean(word, known) || `; there is ${known.join(', ')}`}`,
      };
    }
    case 'no_such_key': {
      const fields = new Set(Object.values(types).flatMap((type) => Object.keys(type)));
      return { offset, message: `there is no field "${word}"${didYouMean(word, fields)}` };
    }
    case 'no_such_overload':
      return {
        offset,
        message: /double|int/.test(summary ?? '')
          ? `${summary}; ages and confidence are decimals (write 3.0), counts are whole (write 3)`
          : (summary ?? 'these two types do not go together'),
      };
    default:
      return { offset, message: (summary ?? message ?? 'not a CEL expression').split('\n')[0] ?? '' };
  }
}

/** The caret's place in the expression itself, for policies that are no file. */
function inPolicy(policy: Policy, { criterion, field, expression, offset, message }: ExpressionProblem): Problem {
  const before = expression.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return {
    file: `policy ${policy.id}, criterion ${policy.criteria[criterion]?.id ?? criterion}, ${field}`,
    line: before.length,
    column,
    message,
    excerpt: caret(expression.split('\n')[before.length - 1] ?? '', column),
  };
}
