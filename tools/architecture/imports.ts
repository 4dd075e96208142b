import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  /** Path of the importing file below the root, POSIX separators. */
  from: string;
  /** As it is written. */
  specifier: string;
  line: number;
}

export interface Room {
  name: string;
  /** Below the root: `packages/model`. */
  folder: string;
  /** What its sources may use, and what its tests may use besides. */
  dependencies: string[];
  testDependencies: string[];
  exports: string[];
  files: string[];
}

const skippedFolders = new Set(['node_modules', 'dist', 'cases', 'fixtures']);

/** Every room below a root: the blueprint, the packages and the apps. */
export function readRooms(root: string): Room[] {
  const folders = ['blueprint', ...children(root, 'packages'), ...children(root, 'apps')];
  return folders.flatMap((folder) => {
    const manifest = readJson(join(root, folder, 'package.json'));
    if (!manifest) return [];
    return [
      {
        name: manifest.name.replace('@stoa/', ''),
        folder,
        dependencies: Object.keys(manifest.dependencies ?? {}),
        testDependencies: Object.keys(manifest.devDependencies ?? {}),
        exports: Object.keys(manifest.exports ?? {}),
        files: sources(join(root, folder)).map((file) => relative(root, file).replaceAll('\\', '/')),
      },
    ];
  });
}

/** Every import of a file: static, `export from`, dynamic with a literal, and the type `import('x').T`. */
export function readImports(root: string, file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (specifier: string, at: number) =>
    found.push({ from: file, specifier, line: text.slice(0, at).split('\n').length });
  for (const one of module.staticImports) add(one.moduleRequest.value, one.start);
  for (const one of module.staticExports) {
    for (const entry of one.entries) if (entry.moduleRequest) add(entry.moduleRequest.value, one.start);
  }
  for (const one of module.dynamicImports) {
    const written = text.slice(one.moduleRequest.start, one.moduleRequest.end);
    if (/^(['"`])[^$]*\1$/.test(written)) add(written.slice(1, -1), one.start);
  }
  // The parser's own list of imports leaves types out; a type ties two files together as much as a value does.
  new Visitor({ TSImportType: ({ source, start }) => add(source.value, start) }).visit(program);
  return found;
}

/** The file a relative import points at, below the root. */
export function resolveImport({ from, specifier }: Import): string {
  return join(dirname(from), specifier).replaceAll('\\', '/');
}

function children(root: string, folder: string): string[] {
  return entries(join(root, folder)).flatMap((entry) => (entry.isDirectory() ? [`${folder}/${entry.name}`] : []));
}

function sources(folder: string): string[] {
  return entries(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readJson(path: string) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as {
      name: string;
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
      exports?: Record<string, string>;
    };
  } catch {
    return null;
  }
}
