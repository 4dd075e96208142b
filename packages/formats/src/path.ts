/**
 * What a report says of a place, as a path below the root: POSIX separators, percent-decoded, no `.`, never out of the
 * root. `undefined` where it points nowhere in the target.
 *
 * - `src/a.ts`, `./src/a.ts`, `src\a.cs` stay what they are, written our way
 * - `file:///home/ci/project/src/a.ts`, `C:\project\src\a.cs` lose the roots, longest first; else only what is no name
 * - `https://shop.example/login?x` is a place of a running target: `shop.example/login`
 */
export function toPath(uri: string, roots: readonly string[] = []): string | undefined {
  const web = /^https?:\/\/([^/?#]{1,300})([^?#]{0,4000})/i.exec(uri);
  if (web) return below(`${withoutUser(web[1]!)}${web[2]!}`);
  if (/^[a-z][a-z0-9+.-]+:/i.test(uri) && !/^file:/i.test(uri)) return undefined;
  const path = toSlashes(uri);
  const ways = path.startsWith('/') ? roots.map(toSlashes).filter((root) => root !== '' && root !== '/') : [];
  ways.sort((a, b) => b.length - a.length);
  for (const root of ways) {
    const prefix = root.endsWith('/') ? root : `${root}/`;
    if (path.startsWith(prefix)) return below(path.slice(prefix.length));
  }
  return below(path.replace(/^\/[A-Za-z]:\//, '/'));
}

/** An absolute place starts with a slash afterwards: `file:///a`, `/a`, `C:\a` (as `/C:/a`). */
export function toSlashes(uri: string): string {
  const isUri = /^file:/i.test(uri);
  let path = isUri ? uri.replace(/^file:(\/\/[^/\\]*)?/i, '') : uri;
  path = path.replaceAll('\\', '/');
  if (/^[A-Za-z]:\//.test(path)) path = `/${path}`;
  return decoded(path);
}

function below(path: string): string | undefined {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (steps.length === 0) return undefined;
      steps.pop();
    } else steps.push(step);
  }
  const joined = steps.join('/');
  return joined === '' || joined.length > 4096 ? undefined : joined;
}

function decoded(path: string): string {
  if (!path.includes('%')) return clean(path);
  try {
    return clean(decodeURIComponent(path));
  } catch {
    return clean(path); // a name with a percent sign that nobody encoded
  }
}

function clean(path: string): string {
  // oxlint-disable-next-line no-control-regex -- no name of a file that we could show or store has them
  return path.replace(/[\u0000-\u001f\u007f]/g, '').toWellFormed();
}

/** A user and password in front of a host are nobody's place. */
function withoutUser(host: string): string {
  return host.slice(host.lastIndexOf('@') + 1);
}
