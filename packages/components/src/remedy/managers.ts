import type { Manager } from './manager.ts';
import { cargoManager } from './cargo/cargo.ts';
import { goManager } from './go/go.ts';
import { githubActions, gradle, gradleCatalogue, gradleLockfile, nuget } from './listed/kinds.ts';
import { listedManager } from './listed/listed.ts';
import { bundlerManager } from './ruby/bundler.ts';
import { mavenManager } from './maven/maven.ts';
import { npmManager } from './npm/npm.ts';
import { pnpmManager } from './pnpm/pnpm.ts';
import { pipenvManager } from './python/pipenv.ts';
import { poetryManager } from './python/poetry.ts';
import { uvManager } from './python/uv.ts';
import { requirementsManager } from './python/requirements-file.ts';
import { yarnManager } from './yarn/yarn.ts';

/** Every package manager whose files we change. */
export const managers: readonly Manager[] = [
  npmManager,
  yarnManager,
  pnpmManager,
  poetryManager,
  uvManager,
  pipenvManager,
  requirementsManager,
  goManager,
  cargoManager,
  mavenManager,
  bundlerManager,
  ...[gradle, gradleLockfile, gradleCatalogue, nuget, githubActions].map(listedManager),
];
