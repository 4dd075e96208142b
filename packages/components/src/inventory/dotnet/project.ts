import type { ComponentInput, ComponentScope } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { beside, type Nearby } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { attributeOf, childText, parseXml, type Xml } from '../text/xml.ts';

/**
 * Project files of MSBuild, and properties files that give packages to all projects below: `PackageReference`, with
 * central versions and properties of the files above. A packages.lock.json beside it counts instead.
 * @see https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files
 */
export const msbuild: LockfileReader = {
  id: 'msbuild',
  files: [
    /\.(?:cs|fs|vb|vcx|sql)proj$/,
    'Directory.Build.props',
    'Directory.Build.targets',
    'Directory.Packages.props',
  ],
  async *read(text, path, nearby) {
    const project = parseProject(text);
    if (path.endsWith('proj') && nearby.has(beside(path, 'packages.lock.json')!)) return;
    yield* toComponents(project, path, nearby);
  },
};

interface Reference {
  name: string;
  version: string;
  /** Replaces a central version. */
  override: string;
  scope: ComponentScope;
  line: number;
}

interface Project {
  properties: ReadonlyMap<string, string>;
  references: readonly Reference[];
  /** Central versions, by the name in lower case. */
  central: ReadonlyMap<string, string>;
}

function parseProject(text: string): Project {
  const properties = new Map<string, string>();
  const references: Reference[] = [];
  const central = new Map<string, string>();
  for (const group of parseXml(text).children) {
    if (group.name === 'PropertyGroup') {
      for (const { name, text: value } of group.children) properties.set(name.toLowerCase(), value);
    }
    if (group.name !== 'ItemGroup') continue;
    for (const item of group.children) {
      const name = attributeOf(item, 'Include') ?? attributeOf(item, 'Update');
      if (name === undefined) continue;
      const version = attributeOf(item, 'Version') ?? childText(item, 'Version') ?? '';
      if (item.name === 'PackageVersion') central.set(name.toLowerCase(), version);
      if (item.name !== 'PackageReference' && item.name !== 'GlobalPackageReference') continue;
      const override = attributeOf(item, 'VersionOverride') ?? childText(item, 'VersionOverride') ?? '';
      references.push({ name, version, override, scope: scopeOf(item), line: item.line });
    }
  }
  return { properties, references, central };
}

/** What a project keeps to itself is for its build: analysers, generators. */
function scopeOf(item: Xml): ComponentScope {
  const kept = attributeOf(item, 'PrivateAssets') ?? childText(item, 'PrivateAssets') ?? '';
  return /\ball\b/i.test(kept) || item.name === 'GlobalPackageReference' ? 'development' : 'required';
}

async function* toComponents(project: Project, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const properties = new Map(project.properties);
  const central = new Map(project.central);
  for (const name of ['Directory.Build.props', 'Directory.Packages.props']) {
    const above = nearby.above(path, name);
    const props = above === null || above === path ? null : await nearby.parsed(above, parseProject);
    for (const [key, value] of props?.properties ?? []) if (!properties.has(key)) properties.set(key, value);
    for (const [key, value] of props?.central ?? []) if (!central.has(key)) central.set(key, value);
  }
  const resolve = (text: string) => {
    let value = text;
    for (let round = 0; round < 5 && value.includes('$(') && value.length < 1000; round += 1) {
      value = value.replaceAll(
        /\$\(([\w.]{1,100})\)/g,
        (whole, name: string) => properties.get(name.toLowerCase()) ?? whole,
      );
    }
    return value;
  };
  const isTest = project.references.some(({ name }) =>
    /^(?:microsoft\.net\.test\.sdk|xunit|nunit|mstest\.testframework)$/i.test(name),
  );
  for (const { name, version, override, scope, line } of project.references) {
    if (name.includes('$(')) continue;
    const asked = resolve(override || version || (central.get(name.toLowerCase()) ?? ''));
    yield toPackage(
      'NuGet',
      name,
      exactNuget(asked),
      { path, line },
      {
        direct: true,
        scope: isTest ? 'development' : scope,
        ...requirementOf(asked),
      },
    );
  }
}

/** A bare version is the lowest that will do, and what NuGet takes; `[1.0]` is exact. */
export function exactNuget(asked: string): string {
  const exact = /^\[([^,[\]()]+)\]$/.exec(asked.trim())?.[1] ?? asked.trim();
  return /^\d[\w.+-]*$/.test(exact) ? exact : '';
}
