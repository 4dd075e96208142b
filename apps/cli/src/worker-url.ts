import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** In the published bundle the code of the database's worker thread stands beside the command; in a checkout it is found by itself. */
export function workerUrl(): { workerUrl?: URL } {
  const path = join(import.meta.dirname, 'worker.mjs');
  return existsSync(path) ? { workerUrl: pathToFileURL(path) } : {};
}
