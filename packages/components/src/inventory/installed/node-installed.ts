import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, textOf } from '../text/fields.ts';
import { parseJson } from '../text/json.ts';

/** What is installed for Node: the package.json of each folder of node_modules. */
export const nodeInstalled: LockfileReader = {
  id: 'node-installed',
  files: [/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@]+\/package\.json$/],
  origin: 'observed',
  *read(text, path) {
    const manifest = parseJson(text);
    const [name, version] = [textOf(manifest['name']), textOf(manifest['version'])];
    // A package.json may be there for its `type` alone.
    if (!name || !version) return;
    const licence = textOf(manifest['license']) ?? textOf(fieldOf(manifest['license'], 'type'));
    yield toPackage('npm', name, version, { path }, { licences: licence ? [licence.slice(0, 500)] : [] });
  },
};
