/** Published packages: what callers hand to their exported functions may be anything. */

/** Folder (with a slash at its end, or `''`) → is the package in it published? */
export type Packages = ReadonlyMap<string, boolean>;

export async function readPackages(files: {
  list(): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array | null>;
}): Promise<Packages> {
  const packages = new Map<string, boolean>();
  for (const path of await files.list()) {
    if (!isManifest(path) || path.includes('node_modules/') || packages.size >= 500) continue;
    const bytes = await files.read(path);
    if (bytes) packages.set(folderOf(path), isPublic(bytes));
  }
  return packages;
}

export function isManifest(path: string): boolean {
  return path === 'package.json' || path.endsWith('/package.json');
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Has it a name, and nothing that keeps it from being published? */
export function isPublic(manifest: Uint8Array): boolean {
  try {
    const { name, private: isPrivate } = JSON.parse(new TextDecoder().decode(manifest)) as {
      name?: unknown;
      private?: unknown;
    };
    return typeof name === 'string' && isPrivate !== true;
  } catch {
    return false;
  }
}

const notShipped = /(^|\/)(tests?|__tests__|specs?|examples?|bench(marks?)?|docs?|scripts|fixtures|demos?)\//;

/** Is the innermost package around a file a published one, and the file part of what is shipped? */
export function isPublished(packages: Packages, path: string): boolean {
  if (notShipped.test(path)) return false;
  for (let end = path.lastIndexOf('/') + 1; ; end = path.lastIndexOf('/', end - 2) + 1) {
    const known = packages.get(path.slice(0, end));
    if (known !== undefined) return known;
    if (end <= 0) return false;
  }
}
