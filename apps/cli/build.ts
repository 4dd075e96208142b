import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleCheck, external } from './bundle-check.ts';
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
  external,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'linked',
  logLevel: 'warning',
});
await bundleCheck(out);
await cp(join(root, 'bin/start-check.mjs'), join(out, 'start-check.mjs'));
await writeFile(
  join(out, 'stoa.mjs'),
  `#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { isCheck, startCheck } from './start-check.mjs';

enableCompileCache?.();
if (isCheck) startCheck(import.meta.dirname);
else await import('./main.mjs');
`,
);
await cp(join(root, '../web/dist'), join(out, 'web'), { recursive: true }).catch(() =>
  console.warn('The pages are not built: run "npm run build:web" first to have them in the bundle.'),
);
