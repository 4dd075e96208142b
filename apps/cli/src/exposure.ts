import { dirname } from 'node:path/posix';
import { exposures, type ApplicationManifest, type Exposure } from '@stoa/model';

/**
 * How exposed the code is that uses what a lock file names: the most exposed of the modules that hold the file, and of
 * those below its folder. Undefined where `stoa.yaml` says nothing of them.
 */
export function exposureOf(manifest: Pick<ApplicationManifest, 'modules'>): (path: string) => Exposure | undefined {
  const modules = manifest.modules.map(({ path, exposure }) => ({
    path: path.replace(/^(?:\.\/)+|\/+$/g, ''),
    exposure,
  }));
  return (path) => {
    const folder = dirname(path);
    const using = modules.filter((module) => isUnder(path, module.path) || isUnder(module.path, folder));
    return using
      .map(({ exposure }) => exposure)
      .sort((a, b) => exposures.indexOf(a) - exposures.indexOf(b))
      .at(0);
  };
}

function isUnder(path: string, prefix: string): boolean {
  return prefix === '' || prefix === '.' || path === prefix || path.startsWith(`${prefix}/`);
}
