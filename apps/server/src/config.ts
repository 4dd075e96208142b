/** How a server is set up; read from the environment at the edge, never in the middle. */
export interface ServerConfig {
  host: string;
  port: number;
  /** Where people reach it, when that is not the address it listens on: behind a proxy, with https. */
  publicUrl: string | null;
  /** More host names it answers to. */
  allowedHosts: readonly string[];
  /** Folder with the built pages, or null. */
  webFolder: string | null;
  /** Folder for what is uploaded while it is read. */
  temporaryFolder: string;
  version: string;
  /** Requests a minute from one address, all routes together. */
  requestsPerMinute: number;
}

export const defaultPort = 7317;

/** Is the page reached over https? Then cookies are for https alone. */
export function isSecure(config: Pick<ServerConfig, 'publicUrl'>): boolean {
  return config.publicUrl?.startsWith('https://') ?? false;
}
