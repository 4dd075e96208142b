import { StoreError } from './error.ts';

/** A page of a list; `next` is the cursor of the following one, null at the end. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

/** Where a page ended: the values it was sorted by. Opaque outside; whatever somebody makes up is refused. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What a position is made of. Whatever passes is a value that the database takes as well. */
export type CursorValue = 'string' | 'integer' | 'time' | 'uuid';

/** @throws {StoreError} `invalid-cursor` */
export function decodeCursor(cursor: string, shape: readonly CursorValue[]): (string | number)[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    values = null;
  }
  const fits =
    Array.isArray(values) && values.length === shape.length && values.every((one, at) => is(one, shape[at]!));
  if (!fits) throw new StoreError('invalid-cursor', 'The cursor is not one of ours: begin again without it.');
  return values as (string | number)[];
}

function is(value: unknown, kind: CursorValue): boolean {
  if (kind === 'integer') return Number.isSafeInteger(value);
  if (typeof value !== 'string') return false;
  switch (kind) {
    case 'string':
      return true;
    case 'time':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value));
    case 'uuid':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
  }
}

/** Cuts the one row that was read too many, and says where the page ends. */
export function toPage<R>(rows: R[], limit: number, positionOf: (row: R) => readonly (string | number)[]): Page<R> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(positionOf(last)) : null };
}
