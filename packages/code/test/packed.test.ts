import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openParsers } from '../src/edge/parsers.ts';
import { packModule } from '../src/ir/packed-module.ts';
import { printModule } from '../src/ir/print.ts';
import { languageOf } from '../src/languages/detect.ts';
import { families, familyOf } from '../src/languages/registry.ts';

const root = join(import.meta.dirname, '..');

describe('packed modules', () => {
  it('give back every body as it was, again and again', async () => {
    const parsers = await openParsers();
    let bodies = 0;
    // Our own sources and cases: more bodies than are kept unpacked at a time.
    for (const path of globSync(['src/**/*.ts', 'test/cases/**/*.{js,ts,py,java,go}'], { cwd: root })) {
      const language = languageOf(path);
      const family = language && (await families[familyOf(language) ?? '']?.());
      if (!family) continue;
      const tree = parsers.parse(path, readFileSync(join(root, path), 'utf8'), language);
      const plain = family.lower(tree);
      const packed = packModule(plain);
      for (let round = 0; round < 2; round += 1) {
        expect(packed.functions.map(({ blocks }) => blocks)).toEqual(plain.functions.map(({ blocks }) => blocks));
        expect(printModule(packed)).toBe(printModule(plain));
      }
      bodies += plain.functions.length;
    }
    expect(bodies).toBeGreaterThan(1000);
  });
});
