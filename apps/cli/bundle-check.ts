import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { leanImports } from './lean-imports.ts';

const root = resolve(import.meta.dirname, '../..');

/** Native and WebAssembly packages find their files by themselves. */
export const external = [
  '@electric-sql/pglite',
  '@node-rs/argon2',
  'pg-native',
  'web-tree-sitter',
  'tree-sitter-*',
  '@tree-sitter-grammars/*',
  'scslre',
];

/**
 * Bundles `stoa check` into one file, for `bin/start-check.mjs`: as a script rather than a module, since of scripts V8
 * gives away what it has compiled while they ran. Beside it stands what it was made of.
 */
export async function bundleCheck(folder: string): Promise<void> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'apps/cli/src/check-main.ts')],
    outfile: join(folder, 'check.cjs'),
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22.18',
    // A script that was compiled before has nobody who would import for it.
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    plugins: [leanImports],
    external,
    define: { 'import.meta.url': '__url', 'import.meta.dirname': '__dirname' },
    banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
    absWorkingDir: root,
    legalComments: 'linked',
    logLevel: 'warning',
  });
  await mkdir(folder, { recursive: true });
  for (const { path, text } of outputFiles) await replace(path, path.endsWith('.cjs') ? toAscii(text) : text);
  // What is kept between runs is of one build only, with one set of parsers.
  const digest = createHash('sha256').update(await readFile(join(root, 'package-lock.json')));
  for (const { contents } of outputFiles) digest.update(contents);
  for (const name of await readdir(folder)) if (name.endsWith('.compiled')) await rm(join(folder, name));
  await replace(join(folder, 'build-id'), digest.digest('hex').slice(0, 16));
  const own = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/'));
  const inputs: Record<string, number> = {};
  for (const path of [...own, 'package-lock.json'].sort()) inputs[path] = (await stat(join(root, path))).mtimeMs;
  await replace(join(folder, 'check.inputs.json'), JSON.stringify(inputs));
}

/** V8 reads twice as fast what has one byte a character. What is left for us are regular expressions. */
function toAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whoever runs it meanwhile sees the old file or the new one. */
async function replace(path: string, contents: string | Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

if (process.argv[1] && relative(process.argv[1], import.meta.filename) === '')
  await bundleCheck(join(import.meta.dirname, 'dist'));
