import type { Format, Head } from '../format.ts';
import { readSpdx } from './read.ts';

/** @see https://spdx.github.io/spdx-spec/v2.3/ */
export const spdx: Format = {
  id: 'spdx',
  title: 'SPDX 2.1 to 2.3, JSON and tag-value',
  detect,
  read: readSpdx,
};

function detect(head: Head): number {
  if (head.syntax === 'text') return /^SPDXVersion:\s*SPDX-/m.test(head.text) ? 1 : 0;
  if (head.syntax !== 'json') return 0;
  if (/^SPDX-\d/.test(head.scalars.get('spdxVersion') ?? '')) return 1;
  return head.keys[1]?.has('spdxVersion') && head.keys[1].has('SPDXID') ? 0.9 : 0;
}
