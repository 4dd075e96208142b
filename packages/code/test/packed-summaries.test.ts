import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { engineFor } from '../src/analyze.ts';
import { openParsers } from '../src/edge/parsers.ts';
import { digestSummary } from '../src/flow/digest.ts';
import { SummaryStore } from '../src/flow/summary-store.ts';
import type { Summary } from '../src/flow/summary.ts';
import { stepsOf } from '../src/flow/taint.ts';
import { lowerPacked } from '../src/languages/lower.ts';
import { families } from '../src/languages/registry.ts';

const root = join(import.meta.dirname, '../src');

it('gives back what is known of a function as it was, with the ways data takes', async () => {
  // Few enough of our own sources for the engine to have packed none itself.
  const parsers = await openParsers(['typescript']);
  const family = await families['javascript']!();
  const modules = globSync('{examine,edge,semgrep}/*.ts', { cwd: root }).map((path) =>
    lowerPacked(family, parsers.parse(path, readFileSync(join(root, path), 'utf8'), 'typescript'))!,
  );
  const engine = engineFor(family, modules, { isLibrary: () => true });
  engine.run();
  const { program, origins } = engine;
  const store = new SummaryStore(program, origins, 5);
  const all = (summary: Summary) =>
    JSON.stringify([
      digestSummary(engine, summary),
      summary.sinks.map(({ mark, place }) => [place.key, stepsOf(mark.step).map((one) => [one.place.key, one.note])]),
    ]);
  for (const { id } of program.functions) store.set(id, engine.summaryOf(id));
  let ways = 0;
  for (const { id } of program.functions) {
    const summary = engine.summaryOf(id);
    const again = store.get(id)!;
    expect(all(again)).toBe(all(summary));
    if (again !== summary) ways += summary.sinks.length;
  }
  expect(program.functions.length).toBeLessThan(1000);
  expect(ways).toBeGreaterThan(20);
});
