import { ApplicationManifest } from '@stoa/model';
import { PolicyError } from './error.ts';
import { readYaml } from './yaml/document.ts';
import { readShape } from './yaml/shape.ts';

/**
 * `stoa.yaml`: what the application is and what it is made of.
 *
 * @example
 * parseManifest('name: shop\nmodules:\n  - { name: api, path: api, workload: service }\n', 'stoa.yaml').modules[0].exposure // 'internal'
 * @throws {PolicyError} every mistake with file, line and column.
 */
export function parseManifest(text: string, fileName: string): ApplicationManifest {
  const file = readYaml(text, fileName);
  const manifest = readShape(file, ApplicationManifest);
  const problems = manifest.modules.flatMap(({ name, path }, index) => {
    const first = manifest.modules.findIndex((other) => other.name === name || other.path === path);
    return first < index
      ? [file.problemAt(['modules', index], `module "${name}" has the name or the path of an earlier one`)]
      : [];
  });
  if (problems.length > 0) throw new PolicyError('wrong-shape', problems);
  return manifest;
}
