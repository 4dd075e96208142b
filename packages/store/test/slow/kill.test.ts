import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOrganisation, listFindings, listRuns, openStore, readSightingsOf } from '@stoa/store';

const kills = 22;

/** Lets a real process write, kills it at a random moment, and gives what it had acknowledged. */
async function writeUntilKilled(directory: string, start: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'recorder.ts'), directory, String(start)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const first = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      resolve();
    });
    child.once('exit', () => reject(new Error('it ended by itself')));
  });
  await first;
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 600));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  // The last line may have been cut off while it was written: then nobody was told.
  return said.split('\n').slice(0, -1);
}

test(`kill -9 of a real process at ${kills} random moments loses nothing that was acknowledged`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'stoa-kill-'));
  const acknowledged: string[] = [];
  try {
    for (let round = 0; round < kills; round += 1)
      acknowledged.push(...(await writeUntilKilled(directory, 1 + round * 1000)));
    const store = await openStore({ directory });
    const organisation = await store.asOwner(findOrganisation);
    const kept = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await store.within(organisation!.id, (tx) => listRuns(tx, { limit: 200, cursor }));
      for (const { run } of page.items) kept.add(run.id);
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(kills);
    // One run at most per kill was committed and not yet told.
    expect(kept.size - acknowledged.length).toBeLessThanOrEqual(kills);
    // State and history agree: every finding stands on its sightings.
    const { items } = await store.within(organisation!.id, (tx) => listFindings(tx, { limit: 200, sort: 'title' }));
    for (const finding of items) {
      const sightings = await store.within(organisation!.id, (tx) =>
        readSightingsOf(tx, finding.application, finding.fingerprint.value),
      );
      expect(finding.state).toBe(sightings.some(({ absentSince }) => absentSince === null) ? 'open' : 'fixed');
    }
    console.log(`kill -9: ${kills} kills, ${acknowledged.length} runs acknowledged, 0 lost`);
    await store.close();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

test('of two processes on one data directory the second is told who has it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'stoa-lock-'));
  const store = await openStore({ directory });
  const second = spawn(process.execPath, [join(import.meta.dirname, 'recorder.ts'), directory, '1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await new Promise((resolve) => second.once('close', resolve));
  expect(said).toContain(`in use by process ${process.pid}`);
  await store.close();
  await rm(directory, { recursive: true, force: true });
});
