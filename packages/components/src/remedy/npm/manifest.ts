import { isRecord } from '../../inventory/text/fields.ts';
import { locateJson, setJson, applyEdits } from '../edit/json.ts';
import { RemedyError } from '../manager.ts';
import type { Project, Root, Wish } from '../project.ts';
import { groupOf, rangeLike, readSpecifier } from './specifier.ts';

export type Manifest = Record<string, unknown>;
type GroupName = 'dependencies' | 'devDependencies' | 'optionalDependencies';
export const groups: readonly GroupName[] = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** @throws {RemedyError} */
export function parseManifest(text: string | null, path: string): Manifest {
  if (text === null) throw new RemedyError(`There is no ${path}: it says what the project asks for.`);
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (isRecord(value)) return value;
  } catch {
    // Said below.
  }
  throw new RemedyError(`${path} is not valid JSON.`);
}

/** What a manifest asks for; `locked` says which version each entry stands at. */
export function rootsOf(manifest: Manifest, path: string, locked: (name: string) => string | undefined): Root[] {
  return groups.flatMap((group) =>
    Object.entries(groupOf(manifest, group)).flatMap(([key, value]): Root[] => {
      const requirement = readSpecifier(key, value, group === 'optionalDependencies' ? 'optional' : 'required');
      const version = locked(key);
      if (!requirement) return [];
      return [
        {
          ...requirement,
          key: rootKey(path, group, key),
          editable: true,
          ...(version !== undefined && { locked: version }),
        },
      ];
    }),
  );
}

function rootKey(path: string, group: string, name: string): string {
  return `${path}\n${group}\n${name}`;
}

/** The manifest with the new ranges in it, and nothing else changed. */
export function bumpManifest(text: string, path: string, project: Project, wish: Wish): string {
  const place = locateJson(text);
  const edits = [...wish.bumps].flatMap(([key, version]) => {
    const [file, group = '', name = ''] = key.split('\n');
    const at = file === path ? place.members?.get(group)?.members?.get(name) : undefined;
    if (!at) return [];
    const old = JSON.parse(text.slice(at.start, at.end)) as string;
    return [{ start: at.start, end: at.end, text: JSON.stringify(rangeLike(old, version)) }];
  });
  return applyEdits(text, edits);
}

/**
 * Sets overrides where the package manager looks for them.
 * @param below the keys under which it looks for what comes in through a package, the package's own name at the end
 */
export function overrideManifest(
  text: string,
  at: readonly string[],
  wish: Wish,
  below: (parent: string, name: string) => string[],
): string {
  let result = text;
  for (const { name, under, to } of wish.overrides) {
    for (const entry of under === null ? [[...at, name]] : under.map((parent) => [...at, ...below(parent, name)])) {
      result = setOverride(result, entry, to);
    }
  }
  return result;
}

/** An override may be an object with overrides below it: its own version is under a dot; a plain one becomes such. */
function setOverride(text: string, entry: readonly string[], to: string): string {
  const valueAt = (keys: readonly string[]) =>
    keys.reduce<unknown>(
      (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      JSON.parse(text),
    );
  if (isRecord(valueAt(entry))) return setJson(text, [...entry, '.'], to);
  const parent = entry.slice(0, -1);
  const plain = valueAt(parent);
  if (typeof plain !== 'string') return setJson(text, entry, to);
  return setJson(text, parent, { '.': plain, [entry.at(-1)!]: to });
}
