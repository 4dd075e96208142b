/** Where the code of the database's worker thread is in the published bundle; in a checkout it is found by itself. */
export function workerUrl(): { workerUrl?: URL } {
  const url = process.env['STOA_WORKER_URL'];
  return url ? { workerUrl: new URL(url) } : {};
}
