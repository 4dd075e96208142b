import { expect, test } from 'vitest';
import { drain } from '@stoa/model';
import { scanCode } from '@stoa/code';
import { treeOf } from './files-in-memory.ts';

const dangerous = "import { createHash } from 'node:crypto';\ncreateHash('md5');\n";

test.each([
  ['test/hash.js', `import test from 'node:test';\n${dangerous}`, 0],
  ['src/hash.test.ts', `${dangerous}describe('hash', () => {});\n`, 0],
  ['test/hash.js', dangerous, 1],
  ['src/latest.ts', dangerous, 1],
  ['test_hash.py', 'import pytest\nimport hashlib\nhashlib.md5()\n', 0],
  ['testcode/hash.py', 'import hashlib\nhashlib.md5()\n', 1],
  ['hash_test.go', 'package a\n\nimport "crypto/md5"\n\nfunc f() { md5.New() }\n', 0],
  [
    'HashTest.java',
    'import java.security.MessageDigest;\nclass A { void a() throws Exception { MessageDigest.getInstance("MD5"); } }\n',
    1,
  ],
])('in %s, a test is known by what it imports', async (path, text, findings) => {
  let found = 0;
  const { reason } = await drain(
    scanCode(treeOf({ [path]: text })),
    (item) => void (found += Number(item.type === 'observation')),
  );
  expect(found).toBe(findings);
  expect(reason?.startsWith('1 findings in tests are left out') ?? false).toBe(findings === 0);
});
