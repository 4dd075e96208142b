/** `src/orders` and `../db.ts` → `db.ts`: where an import leads, from the root; above the root is the root. */
export function importedPath(folder: string, specifier: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${specifier}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
