import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * In the published bundle the code of worker threads stands beside the command: the database's in `worker.mjs`, the one
 * that reads code in `code-worker.mjs`. In a checkout they are found by themselves.
 */
export function workerUrl(name: 'worker' | 'code-worker' = 'worker'): { workerUrl?: URL } {
  const path = join(import.meta.dirname, `${name}.mjs`);
  return existsSync(path) ? { workerUrl: pathToFileURL(path) } : {};
}
