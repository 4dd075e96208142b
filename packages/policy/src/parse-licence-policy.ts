import { LicencePolicy } from '@stoa/model';
import { readYaml } from './yaml/document.ts';
import { readShape } from './yaml/shape.ts';

/**
 * `.stoa/licences.yaml`: what may be used where, as far as a team decides otherwise than the default.
 *
 * @example
 * parseLicencePolicy('workloads: { service: { strong-copyleft: allow } }\nlicences: { SSPL-1.0: deny }', 'licences.yaml')
 * @throws {PolicyError} every mistake with file, line and column.
 */
export function parseLicencePolicy(text: string, fileName: string): LicencePolicy {
  return readShape(readYaml(text, fileName), LicencePolicy.nullable()) ?? LicencePolicy.parse({});
}
