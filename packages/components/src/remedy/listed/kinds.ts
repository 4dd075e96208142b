import { folderOf, type RepositoryFiles } from '../manager.ts';
import type { ListedKind, ListedPlace } from './listed.ts';

/** Groups of a match with where they stand. */
function* matches(
  text: string,
  pattern: RegExp,
): Generator<{ groups: Record<string, string>; indices: Record<string, [number, number]> }> {
  for (const match of text.matchAll(new RegExp(pattern, `${pattern.flags.replaceAll(/[gd]/g, '')}gd`))) {
    if (match.groups && match.indices?.groups)
      yield { groups: match.groups, indices: match.indices.groups as Record<string, [number, number]> };
  }
}

/** Comments of a file as blanks, so that offsets stay. */
function blank(text: string, comments: RegExp): string {
  return text.replaceAll(comments, (one) => one.replaceAll(/[^\n]/g, ' '));
}

function above(files: RepositoryFiles, path: string, name: string): string | null {
  const all = new Set(files.paths());
  for (let folder = folderOf(path); ; folder = folderOf(folder.slice(0, -1))) {
    if (all.has(`${folder}${name}`)) return `${folder}${name}`;
    if (folder === '') return null;
  }
}

const exact = /^\d[\w.+-]*$/;

/** build.gradle, build.gradle.kts: coordinates that are written out, and variables of the same file. */
export const gradle: ListedKind = {
  id: 'gradle',
  ecosystem: 'Maven',
  owns: (name) => /\.gradle(?:\.kts)?$/.test(name),
  places: (files, path) => {
    const text = blank(files.read(path) ?? '', /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm);
    const places: ListedPlace[] = [];
    for (const { groups, indices } of matches(text, /["'](?<name>[\w.-]+:[\w.-]+):(?<version>[^"':\s]+)["']/)) {
      const [start, end] = indices['version']!;
      const variable = /^\$\{?(\w+)\}?$/.exec(groups['version']!)?.[1];
      if (variable === undefined) {
        if (exact.test(groups['version']!))
          places.push({ name: groups['name']!, version: groups['version']!, path, start, end });
        continue;
      }
      const defined = [
        ...matches(text, new RegExp(`\\b${variable}\\s*(?::\\s*String\\s*)?=\\s*["'](?<version>[^"'$]+)["']`)),
      ][0];
      if (defined)
        places.push({
          name: groups['name']!,
          version: defined.groups['version']!,
          path,
          start: defined.indices['version']![0],
          end: defined.indices['version']![1],
        });
    }
    return places;
  },
};

/** gradle.lockfile: Gradle takes what stands there, and says no where the build asks for more. */
export const gradleLockfile: ListedKind = {
  id: 'gradle-lock',
  ecosystem: 'Maven',
  owns: (name) => name.endsWith('.lockfile'),
  places: (files, path) => {
    const text = files.read(path) ?? '';
    return [...matches(text, /^(?<name>[^:=#\s]+:[^:=\s]+):(?<version>[^:=\s]+)(?==|$)/m)].map(
      ({ groups, indices }) => ({
        name: groups['name']!,
        version: groups['version']!,
        path,
        start: indices['version']![0],
        end: indices['version']![1],
      }),
    );
  },
  commands: () => ['gradle dependencies --write-locks'],
};

/** A version catalogue, `[versions]` and what refers to them. */
export const gradleCatalogue: ListedKind = {
  id: 'gradle-catalogue',
  ecosystem: 'Maven',
  owns: (name) => name.endsWith('.versions.toml'),
  places: (files, path) => {
    const text = blank(files.read(path) ?? '', /(?<=^|\s)#.*$/gm);
    const places: ListedPlace[] = [];
    const versions = new Map(
      [...matches(text, /^\s*(?<key>[\w-]+)\s*=\s*["'](?<version>[^"']+)["']\s*$/m)].map((one) => [
        one.groups['key']!,
        one,
      ]),
    );
    for (const { groups, indices } of matches(
      text,
      /module\s*=\s*["'](?<name>[\w.-]+:[\w.-]+)["'][^}\n]*?version(?<isRef>\.ref)?\s*=\s*["'](?<version>[^"']+)["']/,
    )) {
      const target = groups['isRef'] ? versions.get(groups['version']!) : { groups, indices };
      if (target)
        places.push({
          name: groups['name']!,
          version: target.groups['version']!,
          path,
          start: target.indices['version']![0],
          end: target.indices['version']![1],
        });
    }
    for (const { groups, indices } of matches(text, /=\s*["'](?<name>[\w.-]+:[\w.-]+):(?<version>[\w.-]+)["']/)) {
      places.push({
        name: groups['name']!,
        version: groups['version']!,
        path,
        start: indices['version']![0],
        end: indices['version']![1],
      });
    }
    return places;
  },
};

/** Project files of MSBuild and central versions. */
export const nuget: ListedKind = {
  id: 'nuget',
  ecosystem: 'NuGet',
  owns: (name) => /\.(?:cs|fs|vb)proj$|^Directory\.(?:Packages|Build)\.(?:props|targets)$/.test(name),
  places: (files, path) => {
    const central = above(files, path, 'Directory.Packages.props');
    return [path, ...(central !== null && central !== path ? [central] : [])].flatMap((at) => {
      const text = blank(files.read(at) ?? '', /<!--[\s\S]*?-->/g);
      const inline =
        /<(?:PackageReference|PackageVersion|GlobalPackageReference)\b[^>]*?\b(?:Include|Update)="(?<name>[^"]+)"[^>]*?\bVersion="\[?(?<version>[^"\]]+)\]?"/;
      const nested =
        /<PackageReference\b[^>]*?\bInclude="(?<name>[^"]+)"[^/>]*>\s*<Version>\s*\[?(?<version>[^<\]\s]+)\]?\s*<\/Version>/;
      return [...matches(text, inline), ...matches(text, nested)].flatMap(({ groups, indices }) =>
        exact.test(groups['version']!)
          ? [
              {
                name: groups['name']!,
                version: groups['version']!,
                path: at,
                start: indices['version']![0],
                end: indices['version']![1],
              },
            ]
          : [],
      );
    });
  },
  commands: (files, folder) =>
    files.read(`${folder}packages.lock.json`) === null ? [] : ['dotnet restore --force-evaluate'],
};

/** Actions that a workflow uses, by tag: a commit can be looked up nowhere here, so what is pinned to one stays. */
export const githubActions: ListedKind = {
  id: 'github-actions',
  ecosystem: 'GitHub Actions',
  owns: (name, path) =>
    /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(path) || /^action\.ya?ml$/.test(name),
  places: (files, path) =>
    [
      ...matches(
        files.read(path) ?? '',
        /^\s*(?:-\s+)?uses:\s*["']?(?<name>[\w.-]+\/[\w.-]+)(?:\/[\w./-]+)?@(?<version>v?\d+(?:\.\d+)*)(?=["'\s#]|$)/m,
      ),
    ].map(({ groups, indices }) => ({
      name: groups['name']!,
      version: groups['version']!,
      path,
      start: indices['version']![0],
      end: indices['version']![1],
    })),
  write: (old, version) => (old.startsWith('v') && !version.startsWith('v') ? `v${version}` : version),
};
