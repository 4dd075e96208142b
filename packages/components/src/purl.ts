/** How OSV's ecosystems are called in package URLs. */
const types: Readonly<Record<string, string>> = { npm: 'npm', PyPI: 'pypi', Go: 'golang', 'crates.io': 'cargo' };

/**
 * The package URL of a package of one of our ecosystems, in canonical form.
 * @see https://github.com/package-url/purl-spec/blob/main/docs/standard/summary.md
 *
 * @example toPurl('npm', '@scope/name', '1.0.0') // pkg:npm/%40scope/name@1.0.0
 */
export function toPurl(ecosystem: string, name: string, version: string): string {
  const type = types[ecosystem];
  if (!type) throw new RangeError(`${ecosystem} has no package URL type here.`);
  const normal = normaliseName(ecosystem, name);
  const path = (ecosystem === 'Go' ? normal.toLowerCase() : normal).split('/').map(encode).join('/');
  return `pkg:${type}/${path}${version && `@${encode(version)}`}`;
}

/** Names that mean the same package are written the same. */
export function normaliseName(ecosystem: string, name: string): string {
  if (ecosystem === 'PyPI') return name.toLowerCase().replace(/[-_.]+/g, '-');
  return ecosystem === 'npm' ? name.toLowerCase() : name;
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':').replaceAll("'", '%27');
}
