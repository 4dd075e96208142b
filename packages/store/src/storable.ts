/**
 * PostgreSQL's text holds neither NUL nor half a surrogate pair, and reports of real tools hold both. They are replaced
 * by U+FFFD, the sign for what could not be read, rather than failing a whole upload.
 * @see https://www.postgresql.org/docs/15/datatype-json.html#JSON-CONCEPTS
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

/** A value as JSON that PostgreSQL takes. `undefined` is null. */
export function json(value: unknown): string | null {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return mayBeUnstorable(text) ? JSON.stringify(cleaned(value)) : text;
}

/** The value as it will come back; the same value where nothing has to change. */
export function storable<T>(value: T): T {
  return mayBeUnstorable(JSON.stringify(value)) ? (cleaned(value) as T) : value;
}

/** JSON escapes both; the same characters written out as text pass as well, and are then left as they are. */
function mayBeUnstorable(json: string): boolean {
  return /\\u(?:0000|d[89a-f])/i.test(json);
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storableText(key), cleaned(member)]));
}
