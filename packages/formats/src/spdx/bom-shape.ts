import { fieldsOf, listOf, textOf, type Fields } from '../text.ts';
import { algorithms, noAssertion } from './vocabulary.ts';

const hashNames = new Map(Object.entries(algorithms).map(([ours, theirs]) => [theirs, ours]));

/** What the rest of the document says of a package and of its licences. */
export interface SaidElsewhere {
  scopeOf(id: string): string | undefined;
  licenceName(id: string): string | undefined;
}

/** A package of SPDX in the shape of a CycloneDX component, so that one reader serves both. */
export function toBomShape(value: unknown, said: SaidElsewhere): Fields {
  const one = fieldsOf(value);
  const id = textOf(one['SPDXID']);
  const purl = purlIn(one);
  const licence = licenceOf(one, said);
  return {
    type: typeOf(one),
    name: one['name'],
    ...(id !== undefined && { 'bom-ref': id }),
    ...(textOf(one['versionInfo']) !== undefined && { version: one['versionInfo'] }),
    ...(purl !== undefined && { purl }),
    ...(licence !== undefined && { licenses: [{ expression: licence }] }),
    hashes: listOf(one['checksums']).map((checksum) => {
      const { algorithm, checksumValue } = fieldsOf(checksum);
      return { alg: hashNames.get(String(algorithm)), content: checksumValue };
    }),
    properties: propertiesOf(one, id === undefined ? undefined : said.scopeOf(id)),
  };
}

function typeOf(one: Fields): string {
  const purpose = textOf(one['primaryPackagePurpose'])?.toLowerCase().replaceAll('_', '-');
  return purpose === 'file' || purpose === 'device' ? purpose : 'library';
}

function purlIn(one: Fields): string | undefined {
  for (const ref of listOf(one['externalRefs'])) {
    const { referenceType, referenceLocator } = fieldsOf(ref);
    // Written as a bare word, or as the address of its definition.
    if (/(^|\/)purl$/.test(String(referenceType))) return textOf(referenceLocator);
  }
  return undefined;
}

/** What the package says of itself, else what somebody concluded. */
function licenceOf(one: Fields, said: SaidElsewhere): string | undefined {
  for (const field of ['licenseDeclared', 'licenseConcluded']) {
    const licence = textOf(one[field]);
    if (licence === undefined || licence === noAssertion || licence === 'NONE') continue;
    return /^LicenseRef-[\w.-]+$/.test(licence) ? (said.licenceName(licence) ?? licence) : licence;
  }
  return undefined;
}

/** Our own lines in the comment; the paths that other tools name in their own words. */
function propertiesOf(one: Fields, related: string | undefined): { name: string; value: string }[] {
  const own = (textOf(one['comment']) ?? '').split('\n').flatMap((line) => {
    const [, name, value] = /^(stoa:\w+)=(.+)$/.exec(line.trim()) ?? [];
    return name && value ? [{ name, value }] : [];
  });
  if (related !== undefined && !own.some(({ name }) => name === 'stoa:scope'))
    own.push({ name: 'stoa:scope', value: related });
  const [, path] = /(?:paths?|found in):\s*([^,\n]+)/.exec(textOf(one['sourceInfo']) ?? '') ?? [];
  if (path && !own.some(({ name }) => name === 'stoa:path')) own.push({ name: 'stoa:path', value: path.trim() });
  return own;
}
