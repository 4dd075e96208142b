import type { SbomInput } from '../bom/packages.ts';
import { toDocument, type WrittenVersion } from './document.ts';

/**
 * An inventory as CycloneDX JSON. The same inventory gives the same document, in whatever order it comes.
 * @see https://cyclonedx.org/docs/1.7/json/
 */
export function writeCycloneDx(input: SbomInput, version: WrittenVersion = '1.6'): string {
  const document = {
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: version,
    ...toDocument(input, version),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
