import { toRepository } from '../git-source.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';

/** Cartfile.resolved: repositories at a tag. Binaries (`binary "https://…"`) have no package URL. */
export const carthage: LockfileReader = {
  id: 'carthage',
  files: ['Cartfile.resolved'],
  *read(text, path) {
    for (const { row, line } of numberedLines(text)) {
      const match = /^\s*(github|git)\s+"([^"]+)"\s+"([^"]+)"/.exec(row.slice(0, 2000));
      if (!match) continue;
      const [, kind, place = '', version = ''] = match;
      const url = kind === 'github' && !place.includes('://') ? `https://github.com/${place}` : place;
      const component = toRepository(url, version, { path, line });
      if (component) yield component;
    }
  },
};
