import type { Connection, QueryResult, Row } from './driver.ts';
import { storableText } from './storable.ts';

/** A statement or a part of one, with its values kept apart from its text. */
export interface Sql {
  readonly parts: readonly string[];
  readonly values: readonly unknown[];
}

/**
 * Writes SQL as it is read; every `${value}` becomes a parameter, every `${sql`…`}` is woven in. Text never comes
 * from outside: there is no way to put a string into the statement itself.
 *
 * @example
 * await run(tx, sql`select name from applications where organisation = ${tx.organisation}`);
 */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const parts: string[] = [strings[0] ?? ''];
  const flat: unknown[] = [];
  values.forEach((value, index) => {
    const after = strings[index + 1] ?? '';
    if (isSql(value)) {
      parts[parts.length - 1] += value.parts[0] ?? '';
      parts.push(...value.parts.slice(1));
      flat.push(...value.values);
      parts[parts.length - 1] += after;
    } else {
      flat.push(value);
      parts.push(after);
    }
  });
  return { parts, values: flat };
}

/** Joins conditions; of none: `true`. */
export function all(conditions: readonly (Sql | null | false | undefined)[]): Sql {
  const given = conditions.filter((one): one is Sql => Boolean(one));
  return given.reduce((left, right) => sql`${left} and ${right}`, sql`true`);
}

/** `column = any (…)` for any number of values, as one parameter: PostgreSQL hashes it, however many there are. */
export function isOneOf(column: Sql, values: readonly string[], type: Sql = sql`text`): Sql {
  const literal = `{${values.map(quoteElement).join(',')}}`;
  return sql`${column} = any(${literal}::${type}[])`;
}

/** @see https://www.postgresql.org/docs/15/arrays.html#ARRAYS-IO */
function quoteElement(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Runs a statement. */
export function run<R = Row>(connection: Connection, statement: Sql): Promise<QueryResult<R>> {
  const text = statement.parts.reduce((left, right, index) => `${left}$${index}${right}`);
  const values = statement.values.map((value) => (typeof value === 'string' ? storableText(value) : value));
  return connection.query<R>(text, values);
}

/** The rows of a statement. */
export async function rowsOf<R = Row>(connection: Connection, statement: Sql): Promise<R[]> {
  return (await run<R>(connection, statement)).rows;
}

/** The one row of a statement, or null. */
export async function rowOf<R = Row>(connection: Connection, statement: Sql): Promise<R | null> {
  return (await rowsOf<R>(connection, statement))[0] ?? null;
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && 'parts' in value && 'values' in value;
}
