import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '@stoa/store';
import { storeContract } from './contract/store-contract.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

storeContract(
  'the embedded database',
  () => openStore({ directory: null }),
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'stoa-store-'));
    folders.push(directory);
    return { target: { directory }, open: () => openStore({ directory }) };
  },
);
