import type { Skip } from '@stoa/model';
import { ParseTimeout } from '../syntax/parse-timeout.ts';

/** A file that takes too long or is nested too deep is left out, and said so; any other error is ours. */
export function tooMuch(path: string, error: unknown): Skip {
  if (error instanceof ParseTimeout) return { place: path, reason: 'limit-reached', detail: error.message };
  if (error instanceof RangeError) return { place: path, reason: 'limit-reached', detail: 'it is nested too deep' };
  throw error;
}
