import type { ApplicationManifest, Module, Workload } from '@stoa/model';

/** From the workload that is judged hardest to the one that is judged mildest. */
export const strictness: readonly Workload[] = ['service', 'web', 'infrastructure', 'batch', 'library', 'sample'];

/**
 * The modules of an application with one more for the rest of the repository where none has the path `''`.
 * Whatever no module holds must still be judged: as the strictest of them, and never as a sample.
 */
export function completeModules(manifest: Pick<ApplicationManifest, 'name' | 'modules'>): Module[] {
  const modules = manifest.modules.map((module) => ({ ...module, path: tidy(module.path) }));
  if (modules.some(({ path }) => path === '')) return modules;
  const workload = strictest(modules.map((module) => module.workload).filter((one) => one !== 'sample')) ?? 'service';
  const taken = new Set(modules.map(({ name }) => name));
  const name = taken.has(manifest.name) ? 'everything else' : manifest.name;
  return [...modules, { name, path: '', workload, exposure: 'internal', dataClasses: [] }];
}

/** The module with the longest path that holds this one. */
export function moduleOf<M extends Pick<Module, 'path'>>(path: string, modules: readonly M[]): M | undefined {
  let found: M | undefined;
  for (const module of modules) {
    if (isUnder(path, module.path) && (!found || module.path.length > found.path.length)) found = module;
  }
  return found;
}

function strictest(workloads: readonly Workload[]): Workload | undefined {
  return strictness.find((workload) => workloads.includes(workload));
}

/** Is `path` this prefix, or below it? `''` holds everything. */
export function isUnder(path: string, prefix: string): boolean {
  const clean = tidy(prefix);
  return clean === '' || path === clean || path.startsWith(`${clean}/`);
}

/** `./api/` is `api`, `.` is the whole repository. */
function tidy(path: string): string {
  return path
    .replace(/^(?:\.\/)+/, '')
    .replace(/^\.$/, '')
    .replace(/\/+$/, '');
}
