import { families } from '@stoa/code';
import { openParsers } from '../packages/code/src/edge/parsers.ts';
import type { MemoryCase } from './memory-programs.ts';

/** What our own analysis says of the programs: file → weaknesses. */
export async function inspectC(
  cases: readonly MemoryCase[],
): Promise<{ said: Map<string, Set<string>>; milliseconds: number }> {
  const family = await families['c']!();
  const parsers = await openParsers(['c']);
  const said = new Map<string, Set<string>>();
  const started = performance.now();
  for (const { files } of cases) {
    const modules = [...files].map(([name, text]) => family.lower(parsers.parse(name, text, 'c')));
    for (const { rule, place } of family.inspect!(modules))
      said.set(place.path, (said.get(place.path) ?? new Set()).add(rule.weakness));
  }
  return { said, milliseconds: Math.round(performance.now() - started) };
}
