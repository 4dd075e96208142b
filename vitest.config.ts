import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const wider = ['**/test/conformance/**', '**/test/postgres/**', '**/test/browser/**', '**/test/slow/**'];

/** `unit` needs Node only; the others need a corpus, PostgreSQL, a browser, or patience, and run in `.ci/run`. */
export default defineConfig({
  test: {
    reporters: ['default', './tools/vitest-reporter.ts'],
    pool: 'threads',
    // Many tests wait for a process of their own: two at a time on small machines, too.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project('unit', ['{blueprint,packages/*,apps/*,tools}/test/**/*.test.{ts,tsx}'], wider),
      project('postgres', ['{packages,apps}/*/test/postgres/**/*.test.ts']),
      project('browser', ['apps/*/test/browser/**/*.test.ts']),
      project('conformance', ['packages/*/test/conformance/**/*.test.ts']),
      project('slow', ['{packages,apps}/*/test/slow/**/*.test.ts']),
    ],
  },
});

function project(name: string, include: string[], exclude: string[] = []) {
  return {
    test: {
      name,
      include,
      exclude: ['**/node_modules/**', '**/dist/**', ...exclude],
      testTimeout: name === 'unit' ? 30_000 : 180_000,
      hookTimeout: 60_000,
      isolate: false,
    },
  };
}
