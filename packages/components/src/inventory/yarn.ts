import type { ComponentInput } from '@stoa/model';
import { toPurl } from '../purl.ts';
import { integrityHashes, LockfileError, type LockfileReader } from './reader.ts';

/**
 * yarn.lock, classic and berry, read line by line as yarn writes it. The file does not say what is direct.
 * @see https://classic.yarnpkg.com/lang/en/docs/yarn-lock/
 */
export const yarn: LockfileReader = {
  id: 'yarn',
  files: ['yarn.lock'],
  read: readYarn,
};

function* readYarn(text: string, path: string): Generator<ComponentInput> {
  if (!/^# yarn lockfile v1|^__metadata:/m.test(text))
    throw new LockfileError('neither of yarn 1 nor of yarn 2 and later');
  let name = '';
  let line = 0;
  let startLine = 0;
  let version = '';
  let local = false;
  let integrity = '';
  const finish = function* (): Generator<ComponentInput> {
    if (!name || !version || local) return;
    yield {
      purl: toPurl('npm', name, version),
      name,
      version,
      ecosystem: 'npm',
      hashes: integrityHashes(integrity),
      location: { path, line: startLine },
    };
  };
  for (const row of text.split('\n')) {
    line += 1;
    if (/^[^\s#].*:\s*$/.test(row)) {
      yield* finish();
      const first = row.replace(/^"/, '').split(/"?,\s|"?:\s*$/, 1)[0] ?? '';
      const match = /^((?:@[^/]+\/)?[^@]+)@(?:npm:((?:@[^/]+\/)?[a-zA-Z][^@]*)@)?/.exec(first);
      name = row.startsWith('__metadata') ? '' : (match?.[2] ?? match?.[1] ?? '');
      [startLine, version, integrity, local] = [line, '', '', /@(?:workspace|link|portal|file):/.test(first)];
      continue;
    }
    const field = /^ {2}"?(version|integrity|resolution)"?:?\s+"?([^"\s]+)"?/.exec(row);
    if (field?.[1] === 'version') version = field[2]!;
    else if (field?.[1] === 'integrity') integrity = field[2]!;
    else if (field?.[1] === 'resolution') local ||= /@(?:workspace|link|portal|file):/.test(field[2]!);
  }
  yield* finish();
}
