import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openAdvisories, updateAdvisories } from '@stoa/components';

const records = 4_000;

/** A mirror in which every package is affected in one and the same version. */
function writeMirror(folder: string, version: string): void {
  const files = Array.from({ length: records }, (_, at) => {
    const record = {
      id: `MADE-${at}`,
      details: 'x'.repeat(1000),
      affected: [{ package: { ecosystem: 'npm', name: `p-${at}` }, versions: [version] }],
    };
    return [`MADE-${at}.json`, Buffer.from(JSON.stringify(record))] as const;
  });
  mkdirSync(join(folder, 'npm'), { recursive: true });
  writeFileSync(join(folder, 'npm', 'all.zip'), zipSync(Object.fromEntries(files), { level: 0 }));
}

async function waitForHalf(index: string): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 1) {
    if (readdirSync(index).some((name) => name.endsWith('.part'))) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

test('whenever an update is killed, the advisories in use are all of one version', { timeout: 170_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-killed-'));
  const index = join(folder, 'index');
  const mirror = join(folder, 'mirror');
  const program = `
    const { updateAdvisories } = await import(${JSON.stringify(import.meta.resolve('@stoa/components'))});
    for (;;) await updateAdvisories({ sources: { osv: ${JSON.stringify(mirror)} }, folder: ${JSON.stringify(index)}, ecosystems: ['npm'], force: true });`;
  try {
    writeMirror(mirror, '1.0.0');
    await updateAdvisories({ sources: { osv: mirror }, folder: index, ecosystems: ['npm'] });
    const seen = new Set<string>();
    let leftovers = 0;
    for (let round = 1; round <= 12; round += 1) {
      writeMirror(mirror, `${round}.0.0`);
      const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'ignore' });
      // At whatever it is doing after it has started; every second time while it writes.
      await new Promise((resolve) => setTimeout(resolve, 600 + Math.random() * 1800));
      if (round % 2 === 0) await waitForHalf(index);
      child.kill('SIGKILL');
      await once(child, 'exit');
      leftovers += readdirSync(index).filter((name) => name.endsWith('.part')).length;
      const opened = openAdvisories(index);
      expect(opened?.sources.map(({ problem }) => problem)).toEqual([undefined]);
      const versions = new Set(
        Array.from({ length: records }, (_, at) => opened?.lookUp('npm', `p-${at}`)?.[0]?.versions.join()),
      );
      opened?.close();
      expect(versions.size).toBe(1);
      seen.add([...versions][0]!);
    }
    expect(leftovers).toBeGreaterThan(0);
    console.log(`killed 12 times, ${seen.size} versions seen, ${leftovers} halves left behind`);
    // What was left behind goes with the next update that is not killed.
    for (const name of readdirSync(index)) utimesSync(join(index, name), 0, 0);
    await updateAdvisories({ sources: { osv: mirror }, folder: index, ecosystems: ['npm'], force: true });
    expect(readdirSync(index).filter((name) => name.endsWith('.part'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
