import { createClient, type Client } from '@stoa/api';
import { CommandError } from './failure.ts';

export interface ServerOptions {
  server?: string;
  token?: string;
}

/** A client for `--server` (or `STOA_SERVER`), or null when none is named. The token comes from `STOA_TOKEN`. */
export function clientFor(options: ServerOptions): Client | null {
  const server = options.server ?? process.env['STOA_SERVER'];
  if (!server) return null;
  if (!/^https?:\/\//.test(server))
    throw new CommandError(`--server takes an address such as https://stoa.example, not "${server}".`);
  const token = options.token ?? process.env['STOA_TOKEN'];
  if (!token)
    throw new CommandError('A server needs a token: make one under Settings → Tokens and put it into STOA_TOKEN.');
  return createClient({ baseUrl: server.replace(/\/+$/, ''), token, fetch: friendlyFetch(server) });
}

function friendlyFetch(server: string): typeof fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (error) {
      throw new CommandError(
        `${server} does not answer (${(error as { cause?: { code?: string } }).cause?.code ?? 'no connection'}). Is Stoa running there?`,
      );
    }
  };
}
