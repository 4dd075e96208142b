import { toRepository } from '../git-source.ts';
import type { LockfileReader } from '../reader.ts';
import { at, itemsOf, parseYaml } from '../text/yaml.ts';

/** .pre-commit-config.yaml: hooks, by the repositories they come from. @see https://pre-commit.com */
export const preCommit: LockfileReader = {
  id: 'pre-commit',
  files: [/(?:^|\/)\.pre-commit-config\.ya?ml$/],
  *read(text, path) {
    const [file] = parseYaml(text);
    // Before version 1 the list was the file.
    for (const one of itemsOf(file?.list ? file : at(file, 'repos'))) {
      const url = at(one, 'repo');
      // `local` and `meta` come from nowhere.
      if (!url?.text || !url.text.includes('/')) continue;
      const component = toRepository(
        url.text,
        at(one, 'rev')?.text ?? '',
        { path, line: url.line },
        { direct: true, scope: 'development' },
      );
      if (component) yield component;
    }
  },
};
