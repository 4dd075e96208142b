import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { leanImports } from './lean-imports.ts';

/** Bundles the command for publishing into `dist/`: the command, the worker threads beside it, and the pages. */
const root = import.meta.dirname;
const out = join(root, 'dist');
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: {
    main: join(root, 'src/main.ts'),
    worker: join(root, '../../packages/store/src/pglite/worker.ts'),
    'code-worker': join(root, '../../packages/code/src/edge/worker.ts'),
  },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  minifySyntax: true,
  plugins: [leanImports],
  outExtension: { '.js': '.mjs' },
  // Native or WebAssembly packages find their files by themselves.
  external: [
    '@electric-sql/pglite',
    '@node-rs/argon2',
    'pg-native',
    'web-tree-sitter',
    'tree-sitter-*',
    '@tree-sitter-grammars/*',
    'scslre',
  ],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'linked',
  logLevel: 'warning',
});
// What V8 has compiled once is kept between runs: a check in a hook begins a tenth of a second sooner.
await writeFile(
  join(out, 'stoa.mjs'),
  "#!/usr/bin/env node\nimport { enableCompileCache } from 'node:module';\n\nenableCompileCache?.();\nawait import('./main.mjs');\n",
);
// What is kept between runs is of one build only.
const digest = createHash('sha256');
for (const name of (await readdir(out)).filter((one) => one.endsWith('.mjs')).sort())
  digest.update(name).update(await readFile(join(out, name)));
await writeFile(join(out, 'build-id'), digest.digest('hex').slice(0, 16));
await cp(join(root, '../web/dist'), join(out, 'web'), { recursive: true }).catch(() =>
  console.warn('The pages are not built: run "npm run build:web" first to have them in the bundle.'),
);
