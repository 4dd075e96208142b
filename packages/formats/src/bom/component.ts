import { ComponentOrigin, ComponentScope, type Component } from '@stoa/model';
import { toPath } from '../path.ts';
import { cleanText, fieldsOf, listOf, textOf, type Fields } from '../text.ts';
import { ecosystemOf, purlOf } from './package-url.ts';
import { hashBytes, isHashContent } from './vocabulary.ts';

/** Types that are no package of their own, unless they say so with a package URL. */
const notPackages = new Set(['file', 'data', 'cryptographic-asset', 'device', 'platform']);

/** What other components and vulnerabilities may refer to, nested ones after their parents. */
export function* withNested(value: unknown, depth = 0): Generator<Fields> {
  const component = fieldsOf(value);
  yield component;
  if (depth > 200) return;
  for (const inner of listOf(component['components'])) yield* withNested(inner, depth + 1);
}

export function isPackage(component: Fields): boolean {
  if (textOf(component['name']) === undefined) return false;
  return typeof component['purl'] === 'string' || !notPackages.has(String(component['type']));
}

/** A component of a document as ours. `null` without a name. */
export function toComponent(
  component: Fields,
  graph: { dependsOn: (ref: string) => string[]; isDirect: (ref: string) => boolean | undefined },
  fallbackPath: string,
): Component | null {
  const name = cleanText(component['name'], 1000);
  if (name === '') return null;
  const purl = purlOf(component);
  const ref = textOf(component['bom-ref']) ?? purl;
  const direct = graph.isDirect(ref);
  const origin = ComponentOrigin.safeParse(propertyOf(component, 'stoa:origin'));
  return {
    purl,
    name: fullName(name, component, purl),
    version: cleanText(component['version'], 300),
    ecosystem: ecosystemOf(purl),
    scope: scopeOf(component),
    licences: licencesOf(component),
    hashes: hashesOf(component),
    location: { path: placeOfComponent(component) ?? fallbackPath },
    dependsOn: graph.dependsOn(ref),
    ...(direct !== undefined && { direct }),
    ...(origin.success && { origin: origin.data }),
  };
}

/** As the ecosystem says it: `@scope/name`, `group:artifact`. */
function fullName(name: string, component: Fields, purl: string): string {
  const group = cleanText(component['group'], 500);
  if (group === '' || name.startsWith(group)) return name;
  return purl.startsWith('pkg:maven/') ? `${group}:${name}` : `${group}/${name}`;
}

function scopeOf(component: Fields): Component['scope'] {
  const own = propertyOf(component, 'stoa:scope');
  const known = ComponentScope.safeParse(own);
  if (known.success) return known.data;
  if (propertyOf(component, 'cdx:npm:package:development') === 'true') return 'development';
  // "Excluded" is what is not shipped: tools and tests.
  if (component['scope'] === 'excluded') return 'development';
  return component['scope'] === 'optional' ? 'optional' : 'required';
}

function licencesOf(component: Fields): string[] {
  const names = listOf(component['licenses']).map((one) => {
    const { expression, license } = fieldsOf(one);
    const { id, name } = fieldsOf(license);
    return cleanText(textOf(expression) ?? textOf(id) ?? textOf(name), 500);
  });
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 100);
}

function hashesOf(component: Fields): Record<string, string> {
  const hashes: [string, string][] = [];
  for (const one of listOf(component['hashes'])) {
    const { alg, content } = fieldsOf(one);
    if (typeof alg !== 'string' || typeof content !== 'string') continue;
    if (Object.hasOwn(hashBytes, alg) && isHashContent(content)) hashes.push([alg, content.toLowerCase()]);
  }
  return Object.fromEntries(hashes);
}

const pathProperties = [
  'stoa:path',
  'syft:location:0:path',
  'aquasecurity:trivy:FilePath',
  'SrcFile',
  'cdx:npm:package:path',
];

/** The file the component was found in, where the document says so. */
export function placeOfComponent(component: Fields): string | undefined {
  for (const name of component['properties'] === undefined ? [] : pathProperties) {
    const said = propertyOf(component, name);
    const path = said === undefined ? undefined : toPath(said);
    if (path !== undefined) return path;
  }
  const [occurrence] = listOf(fieldsOf(component['evidence'])['occurrences']);
  const said = textOf(fieldsOf(occurrence)['location']);
  return said === undefined ? undefined : toPath(said);
}

function propertyOf(component: Fields, name: string): string | undefined {
  for (const one of listOf(component['properties'])) {
    const property = fieldsOf(one);
    if (property['name'] === name) return textOf(property['value']);
  }
  return undefined;
}
