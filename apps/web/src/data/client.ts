import { createClient } from '@stoa/api';

let csrf: string | null = null;

/** The session's value that every change sends along; kept in memory only. */
export function rememberCsrf(value: string | null): void {
  csrf = value;
}

/** The published API, and nothing else. */
export const stoa = createClient({ baseUrl: '', csrf: () => csrf });
