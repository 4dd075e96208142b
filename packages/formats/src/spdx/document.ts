import { createHash } from 'node:crypto';
import type { ComponentScope } from '@stoa/model';
import parseExpression from 'spdx-expression-parse';
import { toPackages, type Package, type SbomInput } from '../bom/packages.ts';
import { uuidOf } from '../bom/serial.ts';
import { algorithms, noAssertion } from './vocabulary.ts';

export interface SpdxPackage {
  SPDXID: string;
  name: string;
  versionInfo?: string;
  downloadLocation: string;
  filesAnalyzed: false;
  licenseConcluded: string;
  licenseDeclared: string;
  copyrightText: string;
  primaryPackagePurpose: 'LIBRARY' | 'APPLICATION';
  checksums?: { algorithm: string; checksumValue: string }[];
  externalRefs?: { referenceCategory: 'PACKAGE-MANAGER'; referenceType: 'purl'; referenceLocator: string }[];
  /** Lines of our own: where it was found and what for. */
  comment?: string;
}

export interface Relationship {
  spdxElementId: string;
  relationshipType: string;
  relatedSpdxElement: string;
}

export interface SpdxDocument {
  spdxVersion: 'SPDX-2.3';
  dataLicense: 'CC0-1.0';
  SPDXID: 'SPDXRef-DOCUMENT';
  name: string;
  documentNamespace: string;
  creationInfo: { created: string; creators: string[] };
  packages: SpdxPackage[];
  hasExtractedLicensingInfos?: { licenseId: string; name: string; extractedText: string }[];
  relationships: Relationship[];
}

/** An inventory as an SPDX 2.3 document. The same inventory gives the same document, namespace included. */
export function toSpdx(input: SbomInput): SpdxDocument {
  const packages = toPackages(input.components);
  const licences = new Licences();
  const body = {
    creationInfo: {
      // To the second, as the specification wants it.
      created: input.timestamp.replace(/\.\d+Z$/, 'Z'),
      creators: [`Tool: stoa-${input.toolVersion}`],
    },
    packages: [toRoot(input), ...packages.map((one) => toSpdxPackage(one, licences))],
    ...(licences.others.length > 0 && { hasExtractedLicensingInfos: licences.others }),
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: rootId },
      ...packages.flatMap(relationsOf),
    ],
  };
  const name = input.application;
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name,
    documentNamespace: `https://spdx.org/spdxdocs/${encodeURIComponent(name)}-${uuidOf({ name, ...body })}`,
    ...body,
  };
}

const rootId = 'SPDXRef-Application';

function toRoot({ application, version }: SbomInput): SpdxPackage {
  return {
    SPDXID: rootId,
    name: application,
    ...(version && { versionInfo: version }),
    ...unsaid,
    licenseDeclared: noAssertion,
    primaryPackagePurpose: 'APPLICATION',
  };
}

const unsaid = {
  downloadLocation: noAssertion,
  filesAnalyzed: false,
  licenseConcluded: noAssertion,
  copyrightText: noAssertion,
} as const;

function toSpdxPackage(from: Package, licences: Licences): SpdxPackage {
  const { purl, group, name, version, scope, origin, hashes, paths } = from;
  const separator = purl.startsWith('pkg:maven/') ? ':' : '/';
  const checksums = hashes.flatMap(({ alg, content }) =>
    Object.hasOwn(algorithms, alg) ? [{ algorithm: algorithms[alg]!, checksumValue: content }] : [],
  );
  return {
    SPDXID: idOf(purl),
    name: group === undefined ? name : `${group}${separator}${name}`,
    ...(version && { versionInfo: version }),
    ...unsaid,
    licenseDeclared: licences.declare(from.licences),
    primaryPackagePurpose: 'LIBRARY',
    ...(checksums.length > 0 && { checksums }),
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }],
    comment: [
      ...paths.map((path) => `stoa:path=${path}`),
      `stoa:scope=${scope}`,
      ...(origin === undefined ? [] : [`stoa:origin=${origin}`]),
    ].join('\n'),
  };
}

/** Letters, digits, dots and dashes are all an identifier may have. */
function idOf(purl: string): string {
  const readable = purl
    .replace(/^pkg:/, '')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .slice(0, 60);
  return `SPDXRef-${readable}-${digestOf(purl)}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

const directTypes: Readonly<Record<ComponentScope, string>> = {
  required: 'DEPENDENCY_OF',
  peer: 'PROVIDED_DEPENDENCY_OF',
  optional: 'OPTIONAL_DEPENDENCY_OF',
  development: 'DEV_DEPENDENCY_OF',
};

function relationsOf({ purl, scope, direct, dependsOn }: Package): Relationship[] {
  const spdxElementId = idOf(purl);
  return [
    ...(direct === true
      ? [{ spdxElementId, relationshipType: directTypes[scope], relatedSpdxElement: rootId }]
      : [{ spdxElementId: rootId, relationshipType: 'CONTAINS', relatedSpdxElement: spdxElementId }]),
    ...dependsOn.map((one) => ({ spdxElementId, relationshipType: 'DEPENDS_ON', relatedSpdxElement: idOf(one) })),
  ];
}

/** Licences as expressions; what SPDX has no name for gets a reference of the document's own. */
class Licences {
  readonly others: NonNullable<SpdxDocument['hasExtractedLicensingInfos']> = [];
  readonly #known = new Set<string>();

  declare(licences: readonly string[]): string {
    if (licences.length === 0) return noAssertion;
    const terms = licences.map((one) => (isExpression(one) ? one : this.#reference(one)));
    return terms.length === 1 ? terms[0]! : terms.map((one) => (one.includes(' ') ? `(${one})` : one)).join(' AND ');
  }

  #reference(name: string): string {
    const readable = name.replace(/[^A-Za-z0-9.]+/g, '-').slice(0, 40);
    const licenseId = `LicenseRef-${readable}-${digestOf(name)}`;
    if (!this.#known.has(licenseId)) {
      this.#known.add(licenseId);
      this.others.push({ licenseId, name, extractedText: name });
    }
    return licenseId;
  }
}

function isExpression(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}
