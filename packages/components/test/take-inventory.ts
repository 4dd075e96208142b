import { drain, type Component, type FileTree } from '@stoa/model';
import { scanInventory, type InventoryOptions } from '@stoa/components';

type Files = Readonly<Record<string, string | Uint8Array>>;

export function treeOf(files: Files, executable: (path: string) => boolean = () => false): FileTree {
  return {
    name: 'shop',
    files: async function* () {
      for (const [path, content] of Object.entries(files)) {
        const bytes = typeof content === 'string' ? Buffer.from(content) : content;
        yield { path, size: bytes.length, executable: executable(path), read: async () => bytes };
      }
    },
  };
}

export async function takeInventory(files: Files, options: InventoryOptions = {}) {
  const components: Component[] = [];
  const summary = await drain(
    scanInventory(
      treeOf(files, () => true),
      options,
    ),
    (item) => {
      if (item.type === 'component') components.push(item.component);
    },
  );
  return { components, coverage: summary.coverage };
}
