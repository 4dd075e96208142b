import type { Format } from '../format.ts';
import { readSarif } from './read.ts';

export const sarif: Format = {
  id: 'sarif',
  title: 'SARIF 2.1.0',
  detect: (head, name) => {
    if (!/^\s*\{/.test(head)) return 0;
    if (/"\$schema"\s*:\s*"[^"]*sarif/i.test(head)) return 1;
    if (/"runs"\s*:\s*\[/.test(head) && /"(?:version|tool)"\s*:/.test(head)) return 0.9;
    return /\.sarif(\.json)?$/i.test(name) ? 0.8 : 0;
  },
  read: readSarif,
};
