import { listApplications, sweepExpired } from '@stoa/store';
import type { ServerContext } from './context.ts';
import { refreshEvidence } from './evidence/refresh.ts';

interface Job {
  name: string;
  everyMs: number;
  run(context: ServerContext): Promise<void>;
}

const hour = 3_600_000;

/** What has to be done from time to time, whatever people do. Each may run anywhere and twice without harm. */
const jobs: readonly Job[] = [
  {
    name: 'sweep-expired',
    everyMs: hour,
    run: ({ store, organisation }) => store.within(organisation.id, sweepExpired),
  },
  {
    // Evidence ends by itself: what still holds is found out anew before it does.
    name: 'refresh-evidence',
    everyMs: 6 * hour,
    run: async (context) => {
      const { store, organisation } = context;
      const all = await store.within(organisation.id, (tx) => listApplications(tx));
      for (const { name } of all) await store.within(organisation.id, (tx) => refreshEvidence(context, tx, name));
    },
  },
];

/** Runs every job now and then again in its rhythm. @returns stops, after what is running has ended. */
export function startJobs(
  context: ServerContext,
  onFailure: (job: string, error: unknown) => void,
): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const start = (job: Job) => {
    const work: Promise<void> = job
      .run(context)
      .catch((error: unknown) => onFailure(job.name, error))
      .finally(() => running.delete(work));
    running.add(work);
  };
  const timers = jobs.map((job) => {
    start(job);
    return setInterval(() => start(job), job.everyMs).unref();
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
}
