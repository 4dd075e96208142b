import { Policy } from '@stoa/model';
import { compileCriteria, type ExpressionProblem } from './cel/compile.ts';
import { PolicyError } from './error.ts';
import { readYaml } from './yaml/document.ts';
import { readShape } from './yaml/shape.ts';

/**
 * A policy as people write it. Its shape and every expression are checked here, so that a mistake is found when
 * the file is read and not on the day of a release.
 *
 * @example
 * parsePolicy(await readFile('.stoa/policies/release.yaml', 'utf8'), '.stoa/policies/release.yaml')
 * @throws {PolicyError} every mistake with file, line and column.
 */
export function parsePolicy(text: string, fileName: string): Policy {
  const file = readYaml(text, fileName);
  const policy = readShape(file, Policy);
  const problems: ExpressionProblem[] = [];
  compileCriteria(policy, problems);
  if (problems.length > 0) {
    throw new PolicyError(
      'bad-expression',
      problems.map(({ criterion, field, expression, offset, message }) =>
        file.problemInText(
          ['criteria', criterion, field],
          offset + leading(file.value, criterion, field, expression),
          message,
        ),
      ),
    );
  }
  return policy;
}

/** White space that the schema trimmed off the front of an expression. */
function leading(value: unknown, criterion: number, field: string, expression: string): number {
  const written = (value as { criteria: Record<string, string>[] }).criteria[criterion]?.[field] ?? '';
  return Math.max(0, written.indexOf(expression));
}
