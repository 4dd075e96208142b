import { placeAt } from '../declared.ts';
import { integrityHashes } from '../hashes.ts';
import { purlOf, toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, textOf } from '../text/fields.ts';
import { keyLines, parseJsonc } from '../text/json.ts';

/** packages.lock.json: the packages of each target framework. @see https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies */
export const packagesLock: LockfileReader = {
  id: 'nuget',
  files: ['packages.lock.json', /(?:^|\/)packages\.[^/]+\.lock\.json$/],
  *read(text, path) {
    const lock = parseJsonc(text);
    if (!isRecord(lock['dependencies'])) throw new LockfileError('no dependencies: not a packages.lock.json');
    const lineOf = keyLines(text);
    for (const [framework, packages] of Object.entries(lock['dependencies'])) {
      lineOf(framework);
      const versions = new Map(
        Object.entries(fieldsOf(packages)).map(([name, about]) => [name.toLowerCase(), { name, about }] as const),
      );
      for (const [name, about] of Object.entries(fieldsOf(packages))) {
        const line = lineOf(name);
        const [type, version] = [textOf(fieldOf(about, 'type')), textOf(fieldOf(about, 'resolved'))];
        // A project of the same solution.
        if (!version || type === 'Project') continue;
        const requirement = textOf(fieldOf(about, 'requested'));
        const hash = textOf(fieldOf(about, 'contentHash'));
        yield toPackage('NuGet', name, version, placeAt(path, line), {
          direct: type === 'Direct',
          ...(type === 'Direct' && requirement && { requirement }),
          hashes: hash ? integrityHashes(`sha512-${hash}`) : {},
          dependsOn: Object.keys(fieldsOf(fieldOf(about, 'dependencies'))).flatMap((other) => {
            const found = versions.get(other.toLowerCase());
            const resolved = textOf(fieldOf(found?.about, 'resolved'));
            return found && resolved ? purlOf('NuGet', found.name, resolved) || [] : [];
          }),
        });
      }
    }
  },
};
