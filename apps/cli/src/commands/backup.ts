import { createWriteStream, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openStore, restoreBackup, verifyBackup } from '@stoa/store';
import { stoaHome } from '../home.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { workerUrl } from '../worker-url.ts';
import { print, printJson, type OutputOptions } from '../terminal/output.ts';

/** Of the database here, or, with --server, of a running one. */
export async function backup(file: string | undefined, options: OutputOptions & ServerOptions): Promise<void> {
  const home = stoaHome();
  const path =
    file ?? join(home, 'backups', `stoa-${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.ndjson.gz`);
  const client = clientFor(options);
  if (client) {
    const answer = await client.backup();
    await pipeline(
      Readable.fromWeb(answer.body as never),
      createWriteStream(`${path}.part`, { mode: 0o600, flush: true }),
    );
    await verifyBackup(`${path}.part`).catch(async (error: unknown) => {
      await rm(`${path}.part`, { force: true });
      throw error;
    });
    await rename(`${path}.part`, path);
  } else {
    const url = process.env['DATABASE_URL'];
    const store = await openStore({ ...(url ? { url } : { directory: home }), ...workerUrl() });
    await store.backup(path).finally(() => store.close());
  }
  const bytes = statSync(path).size;
  if (options.json) printJson({ path, bytes });
  else print(`${path} (${(bytes / 1e6).toFixed(1)} MB)`);
}

export async function restore(file: string, options: OutputOptions): Promise<void> {
  const url = process.env['DATABASE_URL'];
  const rows = await restoreBackup(file, url ? { url } : { directory: stoaHome(), ...workerUrl() });
  if (options.json) printJson({ rows });
  else print(`${rows} rows are back. Start with "stoa serve".`);
}
