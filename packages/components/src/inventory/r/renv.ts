import { placeAt } from '../declared.ts';
import { hexHash } from '../hashes.ts';
import { toRepository } from '../git-source.ts';
import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, textOf } from '../text/fields.ts';
import { keyLines, parseJson } from '../text/json.ts';

/** renv.lock: packages of CRAN, Bioconductor and repositories. @see https://rstudio.github.io/renv/articles/lockfile.html */
export const renv: LockfileReader = {
  id: 'renv',
  files: ['renv.lock'],
  *read(text, path) {
    const lock = parseJson(text);
    if (!isRecord(lock['Packages'])) throw new LockfileError('no Packages: not a renv.lock');
    const lineOf = keyLines(text);
    lineOf('Packages');
    for (const [key, about] of Object.entries(lock['Packages'])) {
      const line = lineOf(key);
      const [name, version] = [textOf(fieldOf(about, 'Package')) ?? key, textOf(fieldOf(about, 'Version')) ?? ''];
      const location = placeAt(path, line);
      const source = textOf(fieldOf(about, 'Source')) ?? '';
      const hashes = hexHash(fieldOf(about, 'Hash'));
      if (source === 'GitHub') {
        const { RemoteUsername: owner, RemoteRepo: repository, RemoteSha: commit } = fieldsOf(about);
        const component = toRepository(
          `https://github.com/${textOf(owner)}/${textOf(repository)}`,
          textOf(commit) ?? '',
          location,
        );
        if (component) yield component;
      } else yield toPackage(source === 'Bioconductor' ? 'Bioconductor' : 'CRAN', name, version, location, { hashes });
    }
  },
};
