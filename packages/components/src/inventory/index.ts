import { cargo } from './cargo.ts';
import { go } from './go.ts';
import { npm } from './npm.ts';
import { pnpm } from './pnpm.ts';
import { pipfile, pythonToml, requirements } from './python.ts';
import type { LockfileReader } from './reader.ts';
import { yarn } from './yarn.ts';

/** Every kind of lock file we read. */
export const lockfileReaders: readonly LockfileReader[] = [
  npm,
  pnpm,
  yarn,
  requirements,
  pythonToml,
  pipfile,
  go,
  cargo,
];
