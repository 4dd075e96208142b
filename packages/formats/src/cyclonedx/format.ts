import type { Format, Head } from '../format.ts';
import { readCycloneDx } from './read.ts';

/** @see https://cyclonedx.org/specification/overview/ */
export const cyclonedx: Format = {
  id: 'cyclonedx',
  title: 'CycloneDX 1.0 to 1.7',
  detect,
  read: readCycloneDx,
};

function detect(head: Head, name = ''): number {
  if (head.syntax === 'xml') {
    return head.rootName === 'bom' && /cyclonedx\.org\/schema\/bom/.test(head.rootAttributes ?? '') ? 1 : 0;
  }
  if (head.syntax !== 'json') return 0;
  if (head.scalars.get('bomFormat') === 'CycloneDX') return 1;
  if (/cyclonedx\.org\/schema\/bom/.test(head.scalars.get('$schema') ?? '')) return 0.95;
  if (head.keys[1]?.has('bomFormat') && head.keys[1].has('specVersion')) return 0.9;
  return /(^|[./])(bom|cdx)\.json$/i.test(name) ? 0.6 : 0;
}
