import type { SbomInput } from '../bom/packages.ts';
import { toSpdx } from './document.ts';

/** An inventory as SPDX 2.3 JSON. @see https://spdx.github.io/spdx-spec/v2.3/ */
export function writeSpdx(input: SbomInput): string {
  return `${JSON.stringify(toSpdx(input), null, 2)}\n`;
}
