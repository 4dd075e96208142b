import { hexHash } from '../hashes.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { at, itemsOf, parseYaml } from '../text/yaml.ts';

/** cabal.project.freeze: `any.aeson ==2.0.3.0`. */
export const cabal: LockfileReader = {
  id: 'cabal',
  files: [/(?:^|\/)cabal\.project(?:\.[\w-]+)?\.freeze$/],
  *read(text, path) {
    for (const { row, line } of numberedLines(text)) {
      if (row.length > 2000 || /^\s*--/.test(row)) continue;
      for (const [, name, version] of row.matchAll(/(?:any\.)?([A-Za-z][\w-]*)\s*==\s*(\d[\d.]*)/g)) {
        yield toPackage('Hackage', name!, version!, { path, line });
      }
    }
  },
};

/** stack.yaml.lock: packages besides those of the snapshot. @see https://docs.haskellstack.org/en/stable/topics/lock_files/ */
export const stack: LockfileReader = {
  id: 'stack',
  files: [/(?:^|\/)stack(?:[-_.][\w-]+)?\.yaml\.lock$/],
  *read(text, path) {
    const [lock] = parseYaml(text);
    for (const one of itemsOf(at(lock, 'packages'))) {
      const hackage = at(one, 'completed', 'hackage') ?? at(one, 'original', 'hackage');
      const match = /^(.+)-(\d[\d.]*)(?:@(?:sha256:([0-9a-f]{64}))?.*)?$/.exec(hackage?.text ?? '');
      if (match) {
        yield toPackage('Hackage', match[1]!, match[2]!, { path, line: hackage!.line }, { hashes: hexHash(match[3]) });
      }
    }
  },
};
