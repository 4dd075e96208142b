import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { attributeOf, childrenOf, parseXml } from '../text/xml.ts';

/** packages.config: every package, direct or not. @see https://learn.microsoft.com/nuget/reference/packages-config */
export const packagesConfig: LockfileReader = {
  id: 'packages-config',
  files: [/(?:^|\/)packages\.(?:[^/]+\.)?config$/],
  *read(text, path) {
    for (const element of childrenOf(parseXml(text), 'package')) {
      yield toPackage(
        'NuGet',
        attributeOf(element, 'id') ?? '',
        attributeOf(element, 'version') ?? '',
        { path, line: element.line },
        { scope: attributeOf(element, 'developmentDependency') === 'true' ? 'development' : 'required' },
      );
    }
  },
};
