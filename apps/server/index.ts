export { defaultPort } from './src/config.ts';
export type { ServerContext } from './src/context.ts';
export { hashSecret, newSecret } from './src/http/caller.ts';
export { createServer, type LogTarget } from './src/http/server.ts';
export { startJobs } from './src/jobs.ts';
export { createSignInLink, ensureAdministrator } from './src/links.ts';
export { loadSigningKey } from './src/signing-key.ts';
export { openContext, PortTakenError, startServer, type RunningServer, type StartOptions } from './src/start.ts';
