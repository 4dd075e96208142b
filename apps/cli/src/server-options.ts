import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPort, type StartOptions } from '@stoa/server';
import { CommandError } from './failure.ts';
import { stoaHome } from './home.ts';
import { version } from './version.ts';
import { workerUrl } from './worker-url.ts';

/** How a server is started, from options and environment. */
export function startOptions(options: { host?: string; port?: string }): StartOptions {
  const environment = process.env;
  const publicUrl = environment['STOA_PUBLIC_URL'] || null;
  if (publicUrl && !URL.canParse(publicUrl)) throw new CommandError(`STOA_PUBLIC_URL is no address: ${publicUrl}`);
  return {
    home: stoaHome(),
    databaseUrl: environment['DATABASE_URL'] || undefined,
    host: options.host ?? environment['STOA_HOST'],
    port: portOf(options.port ?? environment['STOA_PORT']),
    publicUrl,
    allowedHosts: (environment['STOA_ALLOWED_HOSTS'] ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter(Boolean),
    webFolder: webFolder(),
    signingKeyFile: environment['STOA_SIGNING_KEY_FILE'] || undefined,
    version,
    ...workerUrl(),
  };
}

function portOf(text: string | undefined): number {
  if (text === undefined) return defaultPort;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CommandError(`"${text}" is no port: 1 to 65535, or 0 for any.`);
  return port;
}

/** Beside the command in the bundle, in the neighbouring room of a checkout. */
function webFolder(): string | null {
  const places = [join(import.meta.dirname, 'web'), join(import.meta.dirname, '..', '..', 'web', 'dist')];
  return places.find((folder) => existsSync(join(folder, 'index.html'))) ?? null;
}
