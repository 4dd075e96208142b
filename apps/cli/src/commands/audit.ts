import { findOrganisation, openStore, verifyAudit } from '@stoa/store';
import { stoaHome } from '../home.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { workerUrl } from '../worker-url.ts';
import { print, printJson, type OutputOptions } from '../terminal/output.ts';

/** Exit code 1 when the chain is broken. */
export async function verify(options: OutputOptions & ServerOptions): Promise<void> {
  const client = clientFor(options);
  const result = client ? await client.verifyAudit() : await verifyHere();
  if (options.json) printJson(result);
  else if (!result) print('There is no audit log yet.');
  else if (result.ok)
    print(`pass          ${result.entries} entries, the chain holds. Its head: ${result.head ?? 'none'}`);
  else print(`fail          Entry ${result.brokenAt}: ${result.why}`);
  if (result && !result.ok) process.exitCode = 1;
}

async function verifyHere() {
  const url = process.env['DATABASE_URL'];
  const store = await openStore({ ...(url ? { url } : { directory: stoaHome() }), ...workerUrl() });
  try {
    const organisation = await store.asOwner(findOrganisation);
    return organisation && (await store.within(organisation.id, verifyAudit));
  } finally {
    await store.close();
  }
}
