import { z } from 'zod';
import { Exception, Timestamp } from '@stoa/model';
import { PolicyError } from './error.ts';
import { names } from './exceptions.ts';
import { readYaml } from './yaml/document.ts';
import { readShape } from './yaml/shape.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** A day alone: an exception begins with its first moment and ends with its last one (UTC). */
function instant(time: string) {
  return z.preprocess(
    (value) => (typeof value === 'string' && day.test(value) ? `${value}T${time}Z` : value),
    Timestamp,
  );
}

/** `.stoa/exceptions.yaml`. */
const ExceptionsFile = z
  .object({
    exceptions: z
      .array(
        Exception.extend({
          approver: z.string().min(1).max(200).nullable().default(null),
          createdAt: instant('00:00:00'),
          expiresAt: instant('23:59:59.999'),
        }),
      )
      .max(10_000)
      .nullable()
      .default([]),
  })
  .nullable();

/**
 * The exceptions of an application, as people write them. No file, an empty file and an empty list are the same: none.
 * @throws {PolicyError} every mistake with file, line and column.
 */
export function parseExceptions(text: string, fileName: string): Exception[] {
  const file = readYaml(text, fileName);
  const exceptions = readShape(file, ExceptionsFile)?.exceptions ?? [];
  const problems = exceptions.flatMap(({ id, scope, createdAt, expiresAt }, index) => {
    const found = [];
    const first = exceptions.findIndex((other) => other.id === id);
    if (first < index) found.push(file.problemAt(['exceptions', index, 'id'], `a second exception is called "${id}"`));
    if (!names(scope)) {
      const message = 'a scope says what it covers: fingerprint, rule, purl, path, kind or criterion';
      found.push(file.problemAt(['exceptions', index, 'scope'], message));
    }
    if (expiresAt <= createdAt)
      found.push(file.problemAt(['exceptions', index, 'expiresAt'], 'it ends before it begins'));
    return found;
  });
  if (problems.length > 0) throw new PolicyError('wrong-shape', problems);
  return exceptions;
}
