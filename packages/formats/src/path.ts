/**
 * An address or path of a report as a path of the repository: POSIX separators, no drive, no scheme, never above the
 * root. Reports written on a build machine carry its absolute paths; those keep their parts without the leading slash.
 */
export function toRepositoryPath(uri: string, base = ''): string | null {
  let path = uri.replaceAll('\\', '/');
  path = path.replace(/^file:\/{0,2}(?=\/|[A-Za-z]:)/i, '').replace(/^file:/i, '');
  if (/%[0-9a-f]{2}/i.test(path)) {
    try {
      path = decodeURIComponent(path);
    } catch {
      // A percent sign that means itself.
    }
  }
  path = path.replace(/^\/?[A-Za-z]:\//, '/').split(/[\0]/)[0]!;
  if (base && path.startsWith(base)) path = path.slice(base.length);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.length > 0 ? parts.join('/').slice(0, 4096) : null;
}
