import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RepositoryFiles } from '@stoa/components';
import { isSkip, type FileTree } from '@stoa/model';

/** A repository's files as text, read when they are asked for: only those that the tree shows, so never outside of it. */
export async function readableFiles(
  root: string,
  tree: FileTree,
  maxBytes = 64 * 1024 * 1024,
): Promise<RepositoryFiles> {
  const sizes = new Map<string, number>();
  for await (const file of tree.files()) if (!isSkip(file)) sizes.set(file.path, file.size);
  const texts = new Map<string, string | null>();
  const read = (path: string): string | null => {
    if ((sizes.get(path) ?? Number.POSITIVE_INFINITY) > maxBytes) return null;
    try {
      // A text that does not come back as it was must not be written back.
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(join(root, path)));
    } catch {
      return null;
    }
  };
  return {
    read: (path) => {
      if (!texts.has(path)) texts.set(path, read(path));
      return texts.get(path) ?? null;
    },
    paths: () => sizes.keys(),
  };
}
