import { watch } from 'node:fs';
import { print } from './terminal/output.ts';

/** Milliseconds of quiet after a save before the check runs. */
const quiet = 150;

/** Checks the work tree against HEAD each time a file is saved, until stopped. */
export async function watchAndCheck(root: string, run: (since: string) => Promise<unknown>): Promise<void> {
  print(`Watching ${root}: saving a file checks it. Ctrl-C ends it.`);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running
        .then(() => run('HEAD'))
        .catch((error: unknown) => print(error instanceof Error ? error.message : String(error)));
    }, quiet);
  };
  soon();
  for await (const path of savedFiles(root)) if (!/(^|[/\\])(\.git|node_modules|\.stoa)([/\\]|$)/.test(path)) soon();
}

async function* savedFiles(root: string): AsyncGenerator<string> {
  const waiting: string[] = [];
  let wake: () => void = () => undefined;
  const watcher = watch(root, { recursive: true }, (_, path) => {
    if (path === null) return;
    waiting.push(path);
    wake();
  });
  try {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    watcher.close();
  }
}
