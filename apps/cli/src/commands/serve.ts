import { openContext, startJobs, startServer } from '@stoa/server';
import { CommandError } from '../failure.ts';
import { startOptions } from '../server-options.ts';
import { print, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';
import { untilStopped } from '../until-stopped.ts';

export async function serve(options: OutputOptions & { host?: string; port?: string }): Promise<void> {
  const progress = createProgress(options);
  const log = { write: (line: string) => void process.stderr.write(line) };
  const server = await startServer({ ...startOptions(options), log, onProgress: progress.step });
  progress.end();
  print(`Stoa answers at ${server.url}`);
  print(`Sign in once, within 15 minutes: ${server.url}${await server.signInLink()}`);
  await untilStopped();
  print('Stopping …');
  await server.stop();
}

export async function worker(options: OutputOptions): Promise<void> {
  if (!process.env['DATABASE_URL'])
    throw new CommandError(
      'A worker beside a server needs PostgreSQL: set DATABASE_URL. With the embedded database "stoa serve" does the jobs itself.',
    );
  const context = await openContext(startOptions({}));
  const stop = startJobs(context, (job, error) =>
    process.stderr.write(`stoa: job ${job} failed: ${(error as Error).message}\n`),
  );
  if (!options.quiet) print('The worker does the jobs. Ctrl-C ends it.');
  await untilStopped();
  await stop();
  await context.store.close();
}
