import type { Format } from '../format.ts';
import { readHead } from '../read-text.ts';
import { readCycloneDx } from './read.ts';

export const cyclonedx: Format = {
  id: 'cyclonedx',
  title: 'CycloneDX 1.4–1.7',
  detect: (head) => {
    if (/"bomFormat"\s*:\s*"CycloneDX"/.test(head)) return 1;
    if (/^\s*</.test(head) && /<(?:\w+:)?bom[\s>]/.test(head) && /cyclonedx\.org\/schema\/bom/.test(head)) return 1;
    return /^\s*\{/.test(head) && /cyclonedx/i.test(head.slice(0, 500)) ? 0.7 : 0;
  },
  read: async (source, options) => readCycloneDx(source, options, /^\s*</.test(await readHead(source, 64))),
};
