import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';

/** rebar.lock: `{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0}`, the last number being how deep it stands. */
export const rebar: LockfileReader = {
  id: 'rebar',
  files: ['rebar.lock'],
  *read(text, path) {
    for (const { row, line } of numberedLines(text)) {
      const match = /\{<<"[^"]+">>,\s*\{pkg,<<"([^"]+)">>,<<"([^"]+)">>[^}]*\},\s*(\d+)\}/.exec(row.slice(0, 5000));
      if (match) yield toPackage('Hex', match[1]!, match[2]!, { path, line }, { direct: match[3] === '0' });
    }
  },
};
