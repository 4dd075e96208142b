import { placeAt } from '../declared.ts';
import { toRepository } from '../git-source.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, textOf } from '../text/fields.ts';
import { keyLines, parseJson } from '../text/json.ts';

/** flake.lock: the repositories a Nix flake is made of, at a commit. */
export const flake: LockfileReader = {
  id: 'nix',
  files: ['flake.lock'],
  *read(text, path) {
    const lock = parseJson(text);
    if (!isRecord(lock['nodes'])) throw new LockfileError('no nodes: not a flake.lock');
    const root = fieldsOf(fieldOf(fieldOf(lock['nodes'], textOf(lock['root']) ?? 'root'), 'inputs'));
    const direct = new Set(Object.values(root));
    const lineOf = keyLines(text);
    for (const [key, node] of Object.entries(lock['nodes'])) {
      const line = lineOf(key);
      const locked = fieldsOf(fieldOf(node, 'locked'));
      const [owner, repository] = [textOf(locked['owner']), textOf(locked['repo'])];
      const host = textOf(locked['host']) ?? (locked['type'] === 'gitlab' ? 'gitlab.com' : 'github.com');
      const url = owner && repository ? `https://${host}/${owner}/${repository}` : (textOf(locked['url']) ?? '');
      const component = toRepository(url, textOf(locked['rev']) ?? '', placeAt(path, line), {
        direct: direct.has(key),
        scope: 'development',
      });
      if (component && locked['type'] !== 'path' && locked['type'] !== 'tarball') yield component;
    }
  },
};
