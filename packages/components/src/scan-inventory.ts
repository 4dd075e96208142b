import { Component, isSkip, type FileTree, type Scan, type Skip } from '@stoa/model';
import { lockfileReaders } from './inventory/index.ts';
import { LockfileError } from './inventory/reader.ts';

export const inventoryTool = 'stoa-inventory';

export interface InventoryOptions {
  /** Larger lock files are skipped, and counted: 64 MiB. */
  maxFileBytes?: number;
  /** Of one lock file: a million. */
  maxComponents?: number;
}

/** Lists every package that a tree's lock files name. Runs none of the project's tools. */
export async function* scanInventory(tree: FileTree, options: InventoryOptions = {}): Scan {
  const { maxFileBytes = 64 * 1024 * 1024, maxComponents = 1_000_000 } = options;
  const skipped: Skip[] = [];
  const roots: string[] = [];
  for await (const file of tree.files()) {
    if (isSkip(file)) {
      skipped.push(file);
      continue;
    }
    const name = file.path.split('/').at(-1) ?? '';
    const reader = lockfileReaders.find((one) => one.matches(name));
    if (!reader) continue;
    if (file.size > maxFileBytes) {
      skipped.push({
        place: file.path,
        reason: 'too-large',
        detail: `${file.size} bytes, the limit is ${maxFileBytes}`,
      });
      continue;
    }
    try {
      const text = new TextDecoder('utf-8').decode(await file.read());
      const components: Component[] = [];
      for (const one of reader.read(text, file.path)) {
        if (components.length >= maxComponents) throw new LockfileError(`more than ${maxComponents} packages`);
        const parsed = Component.safeParse(one);
        if (parsed.success) components.push(parsed.data);
        else
          skipped.push({
            place: `${file.path}#${String(one.name).slice(0, 200)}`,
            reason: 'malformed',
            detail: 'an entry that is no package',
          });
      }
      roots.push(file.path);
      // Only whole files count: half of a broken one would look as if the rest had gone.
      for (const component of components) yield { type: 'component', component };
      yield { type: 'progress', done: roots.length };
    } catch (error) {
      skipped.push({
        place: file.path,
        reason: error instanceof LockfileError ? 'malformed' : 'vanished',
        detail: error instanceof Error ? error.message.slice(0, 300) : '',
      });
    }
  }
  return {
    tool: { name: inventoryTool, version: '1' },
    completeness: 'complete',
    coverage: {
      kinds: [],
      roots,
      rules: 'all',
      looked: roots.length,
      skipped: skipped.slice(0, 1000),
      skippedTotal: skipped.length,
    },
  };
}
