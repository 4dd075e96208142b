import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openParsers } from '../src/edge/parsers.ts';
import { readLowered, writeLowered } from '../src/ir/lowered-bytes.ts';
import { packModule } from '../src/ir/packed-module.ts';
import { printModule } from '../src/ir/print.ts';
import { languageOf } from '../src/languages/detect.ts';
import { families, familyOf } from '../src/languages/registry.ts';
import type { RestingNodes } from '../src/syntax/resting-nodes.ts';
import { SyntaxTree } from '../src/syntax/syntax-tree.ts';

const root = join(import.meta.dirname, '..');

describe('packed modules', () => {
  it('are the same when they have been bytes: on a disk, or where threads share them', async () => {
    const parsers = await openParsers(['typescript']);
    const family = await families['javascript']!();
    for (const name of ['flow/engine.ts', 'semgrep/match.ts', 'languages/family.ts']) {
      const text = readFileSync(join(root, 'src', name), 'utf8');
      const tree = parsers.parse(name, text, 'typescript');
      const module = packModule(family.lower(tree));
      const adopt = (nodes: RestingNodes) => new SyntaxTree(name, text, tree.grammar, nodes);
      const shared = writeLowered(tree, module, (bytes) => new SharedArrayBuffer(bytes));
      const aside = Buffer.concat([Buffer.alloc(3), writeLowered(tree, module)]).subarray(3);
      for (const bytes of [shared, aside]) {
        const read = readLowered(bytes, adopt);
        expect(printModule(read.module!)).toBe(printModule(module));
        expect(read.module!.exports).toEqual(module.exports);
        expect([...read.tree.after]).toEqual([...tree.after]);
        expect([...read.tree.kind]).toEqual([...tree.kind]);
        expect([...read.tree.flags]).toEqual([...tree.flags]);
      }
      expect(readLowered(writeLowered(tree, null), adopt).module, 'a tree alone').toBeNull();
    }
  });

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
