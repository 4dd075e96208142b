import type { ComponentInput } from '@stoa/model';
import { toImage } from '../containers/image.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { at, entriesOf, itemsOf, parseYaml, type Yaml } from '../text/yaml.ts';

/**
 * Pipelines of GitLab: projects and components they include, and the images their jobs run in.
 * @see https://docs.gitlab.com/ci/yaml/
 */
export const gitlabCi: LockfileReader = {
  id: 'gitlab-ci',
  files: [/(?:^|\/)(?:[\w.-]+)?\.gitlab-ci\.ya?ml$/, /(?:^|\/)\.gitlab\/ci\/[\w./-]+\.ya?ml$/],
  *read(text, path) {
    // A `spec:` may stand before, as a document of its own.
    for (const file of parseYaml(text)) {
      const include = at(file, 'include');
      for (const one of include?.list ?? (include ? [include] : [])) {
        const component = toInclude(one, path);
        if (component) yield component;
      }
      for (const image of imagesOf(file)) {
        const component =
          image.text === undefined ? null : toImage(image.text, { path, line: image.line }, { scope: 'development' });
        if (component) yield component;
      }
    }
  },
};

function* imagesOf(file: Yaml): Generator<Yaml> {
  for (const part of [file, ...[...entriesOf(file)].map(([, job]) => job)]) {
    const image = at(part, 'image', 'name') ?? at(part, 'image');
    if (image) yield image;
    for (const service of itemsOf(at(part, 'services'))) yield at(service, 'name') ?? service;
  }
}

/** `project: group/name` at `ref`, or `component: host/group/name/part@version`. Local files and templates are none. */
function toInclude(one: Yaml, path: string): ComponentInput | null {
  const [project, component] = [at(one, 'project'), at(one, 'component')];
  if (project?.text !== undefined) {
    const reference = at(one, 'ref')?.text ?? '';
    return toPackage(
      'GitLab',
      project.text,
      reference,
      { path, line: project.line },
      { direct: true, scope: 'development' },
    );
  }
  const match = /^[^/]+\/(.+)\/[^/@]+@(\S+)$/.exec(component?.text?.slice(0, 1000) ?? '');
  if (!match || !component) return null;
  return toPackage(
    'GitLab',
    match[1]!,
    match[2]!,
    { path, line: component.line },
    { direct: true, scope: 'development' },
  );
}
