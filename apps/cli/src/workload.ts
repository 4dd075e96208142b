import type { ApplicationManifest, Workload } from '@stoa/model';
import { completeModules, moduleOf } from '@stoa/policy';

/** What the module is that holds a path. */
export function workloadOf(manifest: Pick<ApplicationManifest, 'name' | 'modules'>): (path: string) => Workload {
  const modules = completeModules(manifest);
  return (path) => moduleOf(path, modules)!.workload;
}
