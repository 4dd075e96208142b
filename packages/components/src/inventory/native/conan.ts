import type { ComponentInput, ComponentScope } from '@stoa/model';
import { placeAt } from '../declared.ts';
import { beside } from '../nearby.ts';
import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, isRecord, textOf, textsOf, type Fields } from '../text/fields.ts';
import { parseJson, textLines } from '../text/json.ts';
import { numberedLines } from '../text/lines.ts';

/** conan.lock of Conan 1 (a graph of nodes) and 2 (lists of references). @see https://docs.conan.io/2/tutorial/versioning/lockfiles.html */
export const conan: LockfileReader = {
  id: 'conan',
  files: ['conan.lock'],
  *read(text, path) {
    const lock = parseJson(text);
    const nodes = fieldOf(lock['graph_lock'], 'nodes');
    if (isRecord(nodes)) yield* readGraph(nodes, text, path);
    else if (lock['version'] !== undefined) yield* readLists(lock, text, path);
    else throw new LockfileError('neither a graph nor a version: not a conan.lock');
  },
};

function* readGraph(nodes: Fields, text: string, path: string): Generator<ComponentInput> {
  const lineOf = textLines(text);
  const purlOfNode = (id: string) => {
    const reference = textOf(fieldOf(fieldOf(nodes, id), 'ref')) ?? '';
    return toReference(reference, { path })?.purl || [];
  };
  // A consumer without a reference, or with a path, is the project.
  const direct = new Set(
    Object.values(nodes).flatMap((node) =>
      (textOf(fieldOf(node, 'path')) ?? !textOf(fieldOf(node, 'ref'))) ? textsOf(fieldOf(node, 'requires')) : [],
    ),
  );
  for (const [id, node] of Object.entries(nodes)) {
    const reference = textOf(fieldOf(node, 'ref'));
    if (reference === undefined || textOf(fieldOf(node, 'path')) !== undefined) continue;
    const line = lineOf(JSON.stringify(reference));
    const component = toReference(reference, placeAt(path, line), {
      ...(direct.size > 0 && { direct: direct.has(id) }),
      scope: fieldOf(node, 'context') === 'build' ? 'development' : 'required',
      dependsOn: textsOf(fieldOf(node, 'requires')).flatMap(purlOfNode),
    });
    if (component) yield component;
  }
}

function* readLists(lock: Fields, text: string, path: string): Generator<ComponentInput> {
  for (const [list, scope] of [
    ['requires', 'required'],
    ['build_requires', 'development'],
    ['python_requires', 'development'],
  ] as const) {
    const lineOf = textLines(text);
    for (const reference of textsOf(lock[list])) {
      const line = lineOf(JSON.stringify(reference));
      const component = toReference(reference, placeAt(path, line), { scope });
      if (component) yield component;
    }
  }
}

/** `name/version@user/channel#revision%time`; a range `[>1.0]` is no version. */
function toReference(
  reference: string,
  location: ComponentInput['location'],
  more: Partial<ComponentInput> = {},
): ComponentInput | null {
  const match = /^([^/@#%\s]+)\/(\[[^\]]{0,200}\]|[^@#%\s]+)(?:@([^/#%]+)\/([^#%]+))?(?:#([^%\s]+))?/.exec(
    reference.trim(),
  );
  if (!match) return null;
  const [, name = '', version = '', user = '', channel = '', revision = ''] = match;
  const isRange = version.startsWith('[');
  const isOther = user !== '' && user !== '_';
  return toPackage('ConanCenter', isOther ? `${user}/${name}` : name, isRange ? '' : version, location, {
    ...more,
    ...(isRange && { requirement: version }),
    name,
    ecosystem: 'ConanCenter',
    qualifiers: {
      ...(isOther && { channel }),
      ...(/^[0-9a-f]{32,64}$/.test(revision) && { rrev: revision }),
    },
  });
}

/** conanfile.txt, and what a conanfile.py asks for in so many words. */
export const conanfile: LockfileReader = {
  id: 'conanfile',
  files: ['conanfile.txt', 'conanfile.py'],
  *read(text, path, nearby) {
    if (nearby.has(beside(path, 'conan.lock')!)) return;
    let section = '';
    for (const { row, line } of numberedLines(text)) {
      if (row.length > 2000 || /^\s*#/.test(row)) continue;
      const head = /^\[(\w+)\]/.exec(row);
      if (head) section = head[1]!;
      const [references, scope] = path.endsWith('.py') ? ofPython(row) : ofText(row, section);
      for (const reference of references) {
        const component = toReference(reference, { path, line }, { direct: true, scope });
        if (component) yield component;
      }
    }
  },
};

function ofText(row: string, section: string): [string[], ComponentScope] {
  const isOne = /^(?:requires|build_requires|tool_requires|test_requires)$/.test(section) && /^[\w.+-]+\//.test(row);
  return [isOne ? [row.replace(/\s+#.*$/, '')] : [], section === 'requires' ? 'required' : 'development'];
}

function ofPython(row: string): [string[], ComponentScope] {
  const call = /\b(?:self\.)?((?:build_|tool_|test_)?requires)\s*(?:\(|=)\s*(.*)$/.exec(row);
  const texts = [...(call?.[2] ?? '').matchAll(/["']([\w.+-]+\/[^"']+)["']/g)].map(([, one]) => one!);
  return [texts, call?.[1] === 'requires' ? 'required' : 'development'];
}
