import { VexError, type VexContent } from './claim.ts';
import { readCsafVex } from './csaf-vex.ts';
import { readCycloneDxVex } from './cyclonedx-vex.ts';
import { readOpenVex } from './openvex.ts';

/**
 * What a VEX document states: OpenVEX, CSAF or CycloneDX, in JSON.
 * @param name of the file, for people
 * @throws {VexError}
 */
export function readVex(text: string, name: string): VexContent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new VexError(`${name} is no JSON: VEX is read as OpenVEX, CSAF or CycloneDX in JSON.`);
  }
  if (typeof value === 'object' && value !== null) {
    if ('bomFormat' in value) return readCycloneDxVex(value, name);
    if ('document' in value) return readCsafVex(value, name);
    if ('statements' in value) return readOpenVex(value, name);
  }
  throw new VexError(`${name} is no VEX document: OpenVEX, CSAF and CycloneDX in JSON are read.`);
}
