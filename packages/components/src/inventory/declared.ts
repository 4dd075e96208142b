import type { ComponentInput } from '@stoa/model';

/** What a manifest says of a package that the project asks for by name. */
export interface Declaration {
  range: string;
  line?: number;
}

/** A line that was not found is not said. */
export function placeAt(path: string, line: number | undefined): ComponentInput['location'] {
  return line === undefined ? { path } : { path, line };
}

/** What the manifest at a path adds to a package that the lock file names. */
export function asDeclared(
  { range, line }: Declaration,
  path: string,
): Pick<ComponentInput, 'direct' | 'requirement' | 'declaredAt'> {
  return { direct: true, ...requirementOf(range), declaredAt: placeAt(path, line) };
}

/** The same by name. Without a manifest nothing is known; what it does not name is not direct. */
export function declaredIn(
  manifest: ReadonlyMap<string, Declaration> | null,
  name: string,
  path: string,
): Partial<ComponentInput> {
  if (!manifest) return {};
  const declared = manifest.get(name);
  return declared ? asDeclared(declared, path) : { direct: false };
}

/** "Anything will do" is no requirement. */
export function requirementOf(range: string | undefined): Pick<ComponentInput, 'requirement'> {
  return range ? { requirement: range.slice(0, 500) } : {};
}
