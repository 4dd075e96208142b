import { requirementOf } from '../declared.ts';
import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { at, itemsOf, parseYaml, type Yaml } from '../text/yaml.ts';
import { parseRequirement } from './requirement.ts';

/**
 * environment.yml: packages of conda, and of PyPI under `pip`.
 * @see https://docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html
 */
export const conda: LockfileReader = {
  id: 'conda',
  files: [/(?:^|\/)environment(?:[-_.][\w.-]+)?\.ya?ml$/],
  *read(text, path) {
    const [file] = parseYaml(text);
    const dependencies = at(file, 'dependencies');
    if (!file?.map) throw new LockfileError('not a mapping: no environment of conda');
    for (const one of itemsOf(dependencies)) {
      if (one.text !== undefined) yield* fromConda(one.text, path, one.line);
      for (const inner of itemsOf(at(one, 'pip'))) yield* fromPip(inner, path);
    }
  },
};

/** `channel::name=1.0=build`, `name>=1.0`, `name 1.0.*`. One `=` is a prefix, two are exact. */
function* fromConda(text: string, path: string, line: number) {
  const match = /^(?:([\w./-]+)::)?([\w.-]+)\s*(.*)$/.exec(text.trim().replace(/\[.*\]$/, ''));
  if (!match) return;
  const [, channel, name = '', range = ''] = match;
  const exact = /^={1,2}\s*([\w.!+]+)(?:=([\w*]+))?$/.exec(range);
  yield toPackage(
    'conda',
    name,
    exact && !exact[1]!.includes('*') ? exact[1]! : '',
    { path, line },
    {
      direct: true,
      ...requirementOf(range),
      qualifiers: {
        ...(channel && { channel }),
        ...(exact?.[2] && !exact[2].includes('*') && { build: exact[2] }),
      },
    },
  );
}

function* fromPip({ text = '', line }: Yaml, path: string) {
  const requirement = text.startsWith('-') ? null : parseRequirement(text);
  if (!requirement || requirement.url) return;
  const { name, version, range } = requirement;
  yield toPackage('PyPI', name, version, { path, line }, { direct: true, ...requirementOf(range) });
}
