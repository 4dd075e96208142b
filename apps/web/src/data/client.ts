import { createClient } from '@stoa/api';

let csrf: string | null = null;
let onSignedOut: () => void = () => undefined;

/** The session's value that every change sends along; kept in memory only. */
export function rememberCsrf(value: string | null): void {
  csrf = value;
}

/** What to do when the server no longer knows the session, whatever was asked for. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** The published API, and nothing else. */
export const stoa = createClient({
  baseUrl: '',
  csrf: () => csrf,
  fetch: async (...request) => {
    const response = await fetch(...request);
    if (response.status === 401) onSignedOut();
    return response;
  },
});
