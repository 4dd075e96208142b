import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/**
 * Each command reads what it uses, and no more:
 *
 * - what comes from one of our packages comes from the file it is in, not from an index that brings all others along;
 * - of Zod come the parts that are named: `import { z }` would hold on to its messages in fifty languages.
 */
export const leanImports: Plugin = {
  name: 'lean-imports',
  setup({ onLoad }) {
    const indexes = new Map<string, ReadonlyMap<string, string>>();
    const indexOf = (name: string) => {
      const known = indexes.get(name) ?? readIndex(fileURLToPath(import.meta.resolve(name)));
      indexes.set(name, known);
      return known;
    };
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8'))
        .replace(/^import \{ z \} from 'zod';/m, "import * as z from 'zod';")
        .replaceAll(/^import \{([^}]*)\} from '(@stoa\/[^']+)';/gm, (_, names: string, from: string) =>
          listed(names)
            .map((one) => `import { ${one} } from ${JSON.stringify(indexOf(from).get(firstWord(one)) ?? from)};`)
            .join(' '),
        ),
    }));
  },
};

/** Exported name → the file it is in. What is not found here is found through the index. */
function readIndex(index: string): Map<string, string> {
  const files = new Map<string, string>();
  const text = readFileSync(index, 'utf8');
  for (const [, names, file] of text.matchAll(/^export \{([^}]*)\} from '(\.[^']+)';/gm))
    for (const one of listed(names!)) if (!one.includes(' as ')) files.set(one, resolve(dirname(index), file!));
  for (const [, file] of text.matchAll(/^export \* from '(\.[^']+)';/gm)) {
    const path = resolve(dirname(index), file!);
    const exported = /^export (?:async )?(?:const|function\*?|class) (\w+)/gm;
    for (const [, name] of readFileSync(path, 'utf8').matchAll(exported)) files.set(name!, path);
  }
  return files;
}

/** The values of an import; types are gone when it runs. */
function listed(names: string): string[] {
  return names
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('type '));
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0]!;
}
