import { hexHash } from '../hashes.ts';
import { purlOf, toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { at, entriesOf, itemsOf, parseYaml, type Yaml } from '../text/yaml.ts';

/** Podfile.lock. Subspecs (`Pod/Part`) are parts of one pod. @see https://guides.cocoapods.org/using/using-cocoapods.html */
export const cocoapods: LockfileReader = {
  id: 'cocoapods',
  files: ['Podfile.lock'],
  *read(text, path) {
    const [lock] = parseYaml(text);
    if (!at(lock, 'PODS')) throw new LockfileError('no PODS: not a Podfile.lock');
    const pods = itemsOf(at(lock, 'PODS')).flatMap(toPod);
    const versions = new Map(pods.map(({ name, version }) => [name, version]));
    const direct = new Map(
      itemsOf(at(lock, 'DEPENDENCIES')).flatMap((one) => {
        const match = /^([^\s/(]+)(?:\/\S+)?(?:\s+\(([^)]*)\))?/.exec(one.text ?? '');
        return match ? [[match[1]!, match[2] ?? ''] as const] : [];
      }),
    );
    const sums = at(lock, 'SPEC CHECKSUMS');
    // A path, a branch or a podspec of one's own instead of a release.
    const local = new Set(
      [...entriesOf(at(lock, 'EXTERNAL SOURCES'))].flatMap(([name, about]) => (at(about, ':path') ? [name] : [])),
    );
    for (const { name, version, line, needs } of pods) {
      if (local.has(name)) continue;
      const requirement = direct.get(name);
      yield toPackage(
        'CocoaPods',
        name,
        version,
        { path, line },
        {
          direct: requirement !== undefined,
          ...(requirement && /^[\d=<>~]/.test(requirement) && { requirement }),
          hashes: hexHash(at(sums, name)?.text),
          dependsOn: needs.flatMap((other) => {
            const one = other === name ? undefined : versions.get(other);
            return one === undefined ? [] : purlOf('CocoaPods', other, one) || [];
          }),
        },
      );
    }
  },
};

/** `Name/Part (1.0)`, alone or as the key of the list of what it needs. */
function toPod(item: Yaml) {
  const [entry] = [...entriesOf(item)];
  const match = /^([^\s/(]+)(?:\/\S+)?\s+\(([^)]+)\)/.exec(entry?.[0] ?? item.text ?? '');
  if (!match) return [];
  const needs = itemsOf(entry?.[1]).flatMap((one) => /^[^\s/(]+/.exec(one.text ?? '')?.[0] ?? []);
  return [{ name: match[1]!, version: match[2]!, line: item.line, needs }];
}
