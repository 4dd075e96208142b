import { Component, type FileTree, type Scan, type Skip, type SourceFile } from '@stoa/model';
import { lockfileReaders } from './inventory/index.ts';
import { Sightings } from './inventory/merge-sightings.ts';
import { keepFiles } from './inventory/kept-files.ts';
import { decodeText, type Nearby } from './inventory/nearby.ts';
import { LockfileError, type Components, type LockfileReader } from './inventory/reader.ts';

export const inventoryTool = 'stoa-inventory';

export interface InventoryOptions {
  /** Larger files are skipped, and counted; each reader's own limit where nothing is said, mostly 64 MiB. */
  maxFileBytes?: number;
  /** Of one file: a million. */
  maxComponents?: number;
}

/**
 * Lists every package that a tree's lock files, manifests, package databases and binaries name. Runs none of the
 * project's tools. One file's packages are held until it is read whole, so memory is bounded by the limits above.
 */
export async function* scanInventory(tree: FileTree, options: InventoryOptions = {}): Scan {
  const { maxComponents = 1_000_000 } = options;
  const kept = await keepFiles(tree, lockfileReaders);
  const skipped: Skip[] = kept.skipped;
  const roots: string[] = [];
  for (const { file, reader } of kept.own) {
    const maxBytes = options.maxFileBytes ?? reader.maxBytes ?? 64 * 1024 * 1024;
    if (file.size > maxBytes) {
      skipped.push({ place: file.path, reason: 'too-large', detail: `${file.size} bytes, the limit is ${maxBytes}` });
      continue;
    }
    const sightings = new Sightings();
    try {
      const components = await openFile(reader, file, kept);
      if (components === null) continue;
      for await (const one of components) {
        sightings.add(one);
        if (sightings.size > maxComponents) throw new LockfileError(`more than ${maxComponents} packages`);
      }
    } catch (error) {
      skipped.push({
        place: file.path,
        reason: error instanceof LockfileError ? 'malformed' : 'vanished',
        detail: error instanceof Error ? error.message.slice(0, 300) : '',
      });
      continue;
    }
    roots.push(file.path);
    // Only whole files count: half of a broken one would look as if the rest had gone.
    for (const one of sightings.take()) {
      const parsed = Component.safeParse({ source: reader.id, origin: reader.origin ?? 'declared', ...one });
      if (parsed.success) yield { type: 'component', component: parsed.data };
      else skipped.push(toSkip(file.path, one.name));
    }
    yield { type: 'progress', done: roots.length, total: kept.own.length };
  }
  return {
    tool: { name: inventoryTool, version: '2' },
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

async function openFile(reader: LockfileReader, file: SourceFile, nearby: Nearby): Promise<Components | null> {
  const bytes = await file.read();
  return 'readBytes' in reader
    ? reader.readBytes(bytes, file.path, nearby)
    : reader.read(decodeText(bytes), file.path, nearby);
}

function toSkip(path: string, name: unknown): Skip {
  return {
    place: `${path}#${String(name).slice(0, 200)}`,
    reason: 'malformed',
    detail: 'an entry that is no package',
  };
}
