import type { AddressInfo } from 'node:net';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openAdvisories } from '@stoa/components';
import { ensureOrganisation, openStore, type Store } from '@stoa/store';
import { defaultPort, type ServerConfig } from './config.ts';
import type { ServerContext } from './context.ts';
import { createServer, type LogTarget } from './http/server.ts';
import { startJobs } from './jobs.ts';
import { createSignInLink, ensureAdministrator } from './links.ts';
import { loadSigningKey } from './signing-key.ts';

export interface StartOptions {
  /** Data directory: database, keys, advisories. */
  home: string;
  databaseUrl?: string | undefined;
  host?: string | undefined;
  /** 0 takes any free one. */
  port?: number | undefined;
  /** Take the next free port when this one is taken. */
  anyPort?: boolean;
  publicUrl?: string | null;
  allowedHosts?: readonly string[];
  webFolder?: string | null;
  version: string;
  signingKeyFile?: string | undefined;
  log?: LogTarget | undefined;
  workerUrl?: URL | undefined;
  onProgress?: (text: string) => void;
}

export interface RunningServer {
  url: string;
  context: ServerContext;
  /** A fresh one-time link for the administrator: a path behind the address. */
  signInLink(): Promise<string>;
  stop(): Promise<void>;
}

/** The port is taken, and another was not asked for. */
export class PortTakenError extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken. Is Stoa running already? Stop it, or choose another with --port.`);
    this.name = 'PortTakenError';
  }
}

/** Opens the store and what stands beside it, without listening: for the server, the worker, and local commands. */
export async function openContext(options: StartOptions): Promise<ServerContext> {
  const { home } = options;
  const temporaryFolder = join(home, 'tmp');
  mkdirSync(temporaryFolder, { recursive: true, mode: 0o700 });
  const store: Store = await openStore({
    ...(options.databaseUrl ? { url: options.databaseUrl } : { directory: home }),
    ...(options.workerUrl && { workerUrl: options.workerUrl }),
    ...(options.onProgress && { onProgress: options.onProgress }),
  });
  try {
    const config: ServerConfig = {
      host: options.host ?? '127.0.0.1',
      port: options.port ?? defaultPort,
      publicUrl: options.publicUrl ?? null,
      allowedHosts: (options.allowedHosts ?? []).map((host) => host.toLowerCase()),
      webFolder: options.webFolder ?? null,
      temporaryFolder,
      version: options.version,
      requestsPerMinute: 1_200,
    };
    return {
      store,
      config,
      signingKey: loadSigningKey(home, options.signingKeyFile),
      organisation: await store.asOwner((owner) => ensureOrganisation(owner, 'Home')),
      advisories: () => readAdvisoryStatus(join(home, 'advisories')),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

export async function startServer(options: StartOptions): Promise<RunningServer> {
  const context = await openContext(options);
  const { store, config, organisation } = context;
  try {
    const server = await createServer(context, options.log);
    const tries = options.anyPort ? 20 : 1;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await server.listen({ host: config.host, port: config.port === 0 ? 0 : config.port + attempt });
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
        if (attempt + 1 >= tries) throw new PortTakenError(config.port);
      }
    }
    const stopJobs = startJobs(context, (job, error) =>
      server.log.error({ job, name: (error as Error).name }, 'a job failed'),
    );
    const { port } = server.server.address() as AddressInfo;
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    return {
      url: config.publicUrl ?? `http://${host === '0.0.0.0' || host === '[::]' ? 'localhost' : host}:${port}`,
      context,
      signInLink: () =>
        store.within(
          organisation.id,
          async (tx) => (await createSignInLink(tx, await ensureAdministrator(tx), 0.25)).path,
        ),
      stop: async () => {
        await server.close();
        await stopJobs();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function readAdvisoryStatus(folder: string): ReturnType<ServerContext['advisories']> {
  try {
    const index = openAdvisories(folder);
    index?.close();
    return index;
  } catch {
    return null; // damaged: the command that fetches them says so
  }
}
