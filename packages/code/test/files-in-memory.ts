import type { FileTree } from '@stoa/model';

/** A tree of files that are not on a disk. */
export function treeOf(files: Record<string, string | Uint8Array>): FileTree {
  return {
    name: 'memory',
    async *files() {
      for (const [path, content] of Object.entries(files)) {
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        yield { path, size: bytes.length, executable: false, read: async () => bytes };
      }
    },
  };
}
