import { expect, test } from 'vitest';
import { drain } from '@stoa/model';
import { scanCode } from '@stoa/code';
import { treeOf } from './files-in-memory.ts';

// Threads share out the files; what they find together is what one alone finds.

async function found(files: Record<string, string>, jobs: number): Promise<string[]> {
  const all: string[] = [];
  await drain(scanCode(treeOf(files), { jobs, today: '2026-01-01' }), (item) => {
    if (item.type === 'observation') {
      const { rule, location, confidence, trace } = item.observation;
      all.push(`${rule.id} ${location?.path}:${location?.startLine} ${confidence} ${trace?.length ?? 0}`);
    }
  });
  return all;
}

const files = {
  'app.js': `
const { fingerprint } = require('./helper.spec.js');
const { list } = require('./shell.js');
fingerprint('a');
list(process.argv[2]);
`,
  'helper.spec.js': `
const test = require('node:test');
const { createHash } = require('crypto');
exports.fingerprint = (text) => createHash('md5').update(text).digest('hex');
test('it', () => exports.fingerprint('b'));
`,
  'shell.js': `
const { exec } = require('child_process');
const { createHash } = require('crypto');
exports.list = (folder) => exec('ls ' + folder);
exports.key = (password) => createHash('md5').update(password).digest('hex');
`,
};

test('two threads find what one finds, and nothing in tests', async () => {
  const alone = await found(files, 1);
  expect(alone.some((one) => one.includes('shell.js'))).toBe(true);
  expect(alone.some((one) => one.includes('helper.spec.js'))).toBe(false);
  expect(await found(files, 2)).toEqual(alone);
});
