import type { LockfileReader } from '../reader.ts';
import { at, entriesOf, parseYaml } from '../text/yaml.ts';
import { toImage, withVariables } from './image.ts';

const noVariables: ReadonlyMap<string, string> = new Map();

/** Images of a compose file. What a service builds itself is the project's own. @see https://compose-spec.io */
export const compose: LockfileReader = {
  id: 'compose',
  files: [/(?:^|\/)(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/],
  *read(text, path) {
    for (const [, service] of entriesOf(at(parseYaml(text)[0], 'services'))) {
      const image = at(service, 'image');
      if (image?.text === undefined || at(service, 'build')) continue;
      const component = toImage(withVariables(image.text, noVariables), { path, line: image.line });
      if (component) yield component;
    }
  },
};
