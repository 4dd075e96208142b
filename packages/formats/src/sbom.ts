import type { SbomInput } from './bom/packages.ts';
import { writtenVersions, type WrittenVersion } from './cyclonedx/document.ts';
import { writeCycloneDx } from './cyclonedx/write.ts';
import { writeCycloneDxXml } from './cyclonedx/write-xml.ts';
import { writeSpdx } from './spdx/write.ts';
import { writeSpdxTagValue } from './spdx/write-tag-value.ts';

/** A way to write an inventory down. */
export interface SbomForm {
  /** The first is taken where nobody says which. */
  versions: readonly string[];
  mediaType: string;
  /** Of a file's name, without a leading dot. */
  extension: string;
  write: (input: SbomInput, version: string) => string;
}

/** The newest that most tools read stands first. */
const cyclonedx: readonly WrittenVersion[] = ['1.6', ...writtenVersions.filter((one) => one !== '1.6')];

/** Every form we write. Adding one is an entry. */
export const sbomForms = {
  'cyclonedx-json': {
    versions: cyclonedx,
    mediaType: 'application/vnd.cyclonedx+json',
    extension: 'cdx.json',
    write: (input, version) => writeCycloneDx(input, version as WrittenVersion),
  },
  'cyclonedx-xml': {
    versions: cyclonedx,
    mediaType: 'application/vnd.cyclonedx+xml',
    extension: 'cdx.xml',
    write: (input, version) => writeCycloneDxXml(input, version as WrittenVersion),
  },
  'spdx-json': { versions: ['2.3'], mediaType: 'application/spdx+json', extension: 'spdx.json', write: writeSpdx },
  'spdx-tag-value': { versions: ['2.3'], mediaType: 'text/spdx', extension: 'spdx', write: writeSpdxTagValue },
} satisfies Record<string, SbomForm>;

export type SbomFormId = keyof typeof sbomForms;

/** The form of this name in this version. @throws {RangeError} naming those that exist */
export function sbomForm(id: string, version?: string): SbomForm & { id: SbomFormId; version: string } {
  if (!Object.hasOwn(sbomForms, id))
    throw new RangeError(`There is no form "${id}": there are ${Object.keys(sbomForms).join(', ')}.`);
  const form: SbomForm = sbomForms[id as SbomFormId];
  const chosen = version ?? form.versions[0]!;
  if (!form.versions.includes(chosen))
    throw new RangeError(`${id} is not written in version "${chosen}": ${form.versions.toSorted().join(', ')} are.`);
  return { ...form, id: id as SbomFormId, version: chosen };
}
