/** What is wrong with a file that people write; callers switch on it. */
export type PolicyErrorCode =
  /** The file is bigger than any person writes. */
  | 'too-large'
  /** Not YAML, or YAML that unfolds without end. */
  | 'not-yaml'
  /** YAML, but not of the shape that is asked for. */
  | 'wrong-shape'
  /** A CEL expression that does not parse, does not type-check, or asks for more than is allowed. */
  | 'bad-expression';

/** One thing to put right, with its place. Lines and columns count from 1. */
export interface Problem {
  file: string;
  line?: number;
  column?: number;
  /** One sentence: what is wrong, what is allowed. */
  message: string;
  /** The line of the file (or the expression) and a caret below it. */
  excerpt?: string;
}

const shown = 10;

/** Every problem of one file at once, so that a person needs one round, not one for each. */
export class PolicyError extends Error {
  readonly code: PolicyErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: PolicyErrorCode, problems: readonly Problem[]) {
    super(describe(problems));
    this.name = 'PolicyError';
    this.code = code;
    this.problems = problems;
  }
}

function describe(problems: readonly Problem[]): string {
  const lines = problems.slice(0, shown).map(describeProblem);
  if (problems.length > shown) lines.push(`and ${problems.length - shown} more`);
  return lines.join('\n');
}

function describeProblem({ file, line, column, message, excerpt }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${message}${excerpt ? `\n${excerpt}` : ''}`;
}

/** The line `text` with a caret under `column` (from 1); long lines are cut around it. */
export function caret(text: string, column: number): string {
  const from = Math.max(0, column - 1 - 60);
  const line = text.slice(from, from + 120).replaceAll('\t', ' ');
  return `    ${line}\n    ${' '.repeat(column - 1 - from)}^`;
}
