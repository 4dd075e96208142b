import type { ComponentInput, ComponentMark, ComponentScope } from '@stoa/model';
import { integrityHashes } from '../hashes.ts';
import { toPackage } from '../package.ts';
import { textOf, type Fields } from '../text/fields.ts';

/** `npm:other@1.0.0` is an alias; git and file sources are no versions of the registry. */
export function realPackage(name: string, entry: Fields): { name: string; version: string } {
  const version = textOf(entry['version']) ?? '';
  const alias = /^npm:((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(version);
  if (alias) return { name: alias[1]!, version: alias[2]! };
  return { name, version: /^(?:git|https?|file|github):?/.test(version) ? '' : version };
}

export function toComponent(
  name: string,
  entry: Fields,
  location: ComponentInput['location'],
  declared: Partial<ComponentInput>,
  dependsOn: string[],
): ComponentInput {
  const real = realPackage(name, entry);
  const licence = textOf(entry['license']);
  return toPackage('npm', real.name, real.version, location, {
    scope: scopeOf(entry),
    licences: licence ? [licence] : [],
    hashes: integrityHashes(entry['integrity']),
    ...marksOf(entry),
    dependsOn,
    ...declared,
  });
}

/** What is fetched from a registry has a digest; what a folder or an archive inside the package is made of has none. */
function marksOf(entry: Fields): Pick<ComponentInput, 'marks'> {
  const resolved = textOf(entry['resolved']) ?? '';
  const marks: ComponentMark[] = [];
  if (entry['hasInstallScript'] === true) marks.push('install-script');
  if (textOf(entry['deprecated'])) marks.push('deprecated');
  if (/^(http|git):\/\//.test(resolved) && !/^\w+:\/\/(localhost|127\.|\[::1\])/.test(resolved))
    marks.push('insecure-source');
  if (/^https?:/.test(resolved) && !textOf(entry['integrity'])) marks.push('no-digest');
  return marks.length > 0 ? { marks } : {};
}

/** `devOptional`: needed by development, and by something optional of the rest. */
function scopeOf(entry: Fields): ComponentScope {
  if (entry['dev'] === true) return 'development';
  if (entry['optional'] === true || entry['devOptional'] === true) return 'optional';
  return entry['peer'] === true ? 'peer' : 'required';
}
