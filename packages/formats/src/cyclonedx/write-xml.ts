import type { SbomInput } from '../bom/packages.ts';
import { element, writeXml, type XmlNode } from '../xml/write.ts';
import { toDocument, type BomComponent, type BomDocument, type WrittenVersion } from './document.ts';

/**
 * An inventory as CycloneDX XML: the document of {@link writeCycloneDx} with elements in the order the schema wants.
 * @see https://cyclonedx.org/docs/1.7/xml/
 */
export function writeCycloneDxXml(input: SbomInput, version: WrittenVersion = '1.6'): string {
  const { serialNumber, metadata, components, dependencies } = toDocument(input, version);
  return writeXml(
    element(
      'bom',
      { xmlns: `http://cyclonedx.org/schema/bom/${version}`, serialNumber, version: '1' },
      toMetadata(metadata),
      element('components', {}, ...components.map(toComponent)),
      element(
        'dependencies',
        {},
        ...dependencies.map(({ ref, dependsOn }) =>
          element('dependency', { ref }, ...dependsOn.map((one) => element('dependency', { ref: one }))),
        ),
      ),
    ),
  );
}

function toMetadata({ timestamp, tools, component }: BomDocument['metadata']): XmlNode {
  return element(
    'metadata',
    {},
    element('timestamp', {}, timestamp),
    Array.isArray(tools)
      ? element(
          'tools',
          {},
          ...tools.map(({ name, version }) =>
            element('tool', {}, element('name', {}, name), element('version', {}, version)),
          ),
        )
      : element('tools', {}, element('components', {}, ...tools.components.map(toComponent))),
    toComponent(component),
  );
}

function toComponent(component: BomComponent): XmlNode {
  const { type, 'bom-ref': ref, group, name, version, scope, hashes, licenses, purl, properties } = component;
  return element(
    'component',
    { type, ...(ref !== undefined && { 'bom-ref': ref }) },
    ...texts({ group, name, version, scope }),
    hashes && element('hashes', {}, ...hashes.map(({ alg, content }) => element('hash', { alg }, content))),
    licenses && element('licenses', {}, ...licenses.map(toLicence)),
    ...texts({ purl }),
    properties &&
      element('properties', {}, ...properties.map((one) => element('property', { name: one.name }, one.value))),
  );
}

function toLicence(choice: NonNullable<BomComponent['licenses']>[number]): XmlNode {
  return 'expression' in choice
    ? element('expression', {}, choice.expression)
    : element('license', {}, ...texts(choice.license));
}

function texts(of: Readonly<Record<string, string | undefined>>): XmlNode[] {
  return Object.entries(of).flatMap(([name, text]) => (text === undefined ? [] : [element(name, {}, text)]));
}
