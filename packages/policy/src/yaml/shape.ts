import type { z } from 'zod';
import { PolicyError, type Problem } from '../error.ts';
import { didYouMean } from '../suggest.ts';
import type { Path, YamlFile } from './document.ts';

/** A schema's insides, as far as walking it needs. */
interface Inside {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  out?: z.core.$ZodType;
}

/**
 * The file's value in the shape of the schema. A key that the schema does not know is an error: a misspelt
 * `enforcment` must not quietly mean the default.
 * @throws {PolicyError} `wrong-shape`, every mistake with line and column.
 */
export function readShape<S extends z.ZodType>(file: YamlFile, schema: S): z.infer<S> {
  const problems = [...unknownKeys(file, schema, file.value, [])];
  const result = schema.safeParse(file.value);
  if (!result.success) problems.push(...result.error.issues.map((issue) => toProblem(file, issue)));
  if (problems.length > 0) {
    problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    throw new PolicyError('wrong-shape', problems);
  }
  return result.data as z.infer<S>;
}

function* unknownKeys(file: YamlFile, schema: z.core.$ZodType, value: unknown, path: Path): Generator<Problem> {
  const inside = schema._zod.def as unknown as Inside;
  const inner = inside.innerType ?? inside.in;
  if (inner) {
    yield* unknownKeys(file, inner, value, path);
    // A preprocessed shape has its object on the way out.
    if (inside.out && inside.in) yield* unknownKeys(file, inside.out, value, path);
  } else if (inside.element && Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* unknownKeys(file, inside.element, one, [...path, index]);
  } else if (inside.shape && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const known = Object.keys(inside.shape);
    for (const [key, member] of Object.entries(value)) {
      const at = [...path, key];
      const next = Object.hasOwn(inside.shape, key) ? inside.shape[key] : undefined;
      if (next) yield* unknownKeys(file, next, member, at);
      else
        yield file.problemAt(
          at,
          `nothing here is called "${key}"${didYouMean(key, known) || `; there is ${known.join(', ')}`}`,
          'key',
        );
    }
  }
}

function toProblem(file: YamlFile, issue: z.core.$ZodIssue): Problem {
  const name = issue.path.length > 0 ? nameOf(issue.path) : 'the file';
  const value = valueAt(file.value, issue.path);
  if (
    value === undefined &&
    issue.path.length > 0 &&
    (issue.code === 'invalid_type' || issue.code === 'invalid_value')
  ) {
    const wanted = issue.code === 'invalid_type' ? article(issue.expected) : `one of ${issue.values.join(', ')}`;
    return file.problemAt(issue.path.slice(0, -1), `${name} is missing: ${wanted}`);
  }
  return file.problemAt(issue.path, messageOf(issue, name, value));
}

function messageOf(issue: z.core.$ZodIssue, name: string, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${name} must be ${article(issue.expected)}, and is ${describe(value)}`;
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const known = typeof value === 'string' ? didYouMean(value, allowed) : '';
      return `${name} is ${describe(value)}${known || ','} and must be one of ${allowed.join(', ')}`.replace(
        '?, and',
        '? and',
      );
    }
    case 'too_big':
      return `${name} is too long or too large: ${issue.maximum} at most`;
    case 'too_small':
      return `${name} is too short or too small: ${issue.minimum} at least`;
    case 'invalid_format':
      return issue.format === 'datetime'
        ? `${name} must be a day (2026-03-31) or an instant (2026-03-31T18:00:00Z)`
        : `${name}: ${issue.message}`;
    case 'custom':
      return issue.message;
    default:
      return `${name}: ${issue.message}`;
  }
}

function article(type: string): string {
  switch (type) {
    case 'array':
      return 'a list';
    case 'object':
      return 'a map of names and values';
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    case 'int':
    case 'number':
      return 'a number';
    default:
      return type;
  }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map of names and values';
  if (typeof value === 'string') return value.length <= 40 ? `"${value}"` : 'text';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
}

/** `criteria[2].fail` */
function nameOf(path: Path): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[part];
  }
  return at;
}
