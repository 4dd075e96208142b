import type { SbomInput } from '../bom/packages.ts';
import { toSpdx, type SpdxDocument, type SpdxPackage } from './document.ts';

/** An inventory as SPDX 2.3 tag-value: one fact a line, a blank line before each package. */
export function writeSpdxTagValue(input: SbomInput): string {
  const document = toSpdx(input);
  return `${[
    ...headOf(document),
    ...document.packages.flatMap(linesOf),
    ...(document.hasExtractedLicensingInfos ?? []).flatMap(({ licenseId, name, extractedText }) => [
      '',
      line('LicenseID', licenseId),
      line('LicenseName', oneLine(name)),
      line('ExtractedText', text(extractedText)),
    ]),
    '',
    ...document.relationships.map((one) =>
      line('Relationship', `${one.spdxElementId} ${one.relationshipType} ${one.relatedSpdxElement}`),
    ),
  ].join('\n')}\n`;
}

function headOf(document: SpdxDocument): string[] {
  return [
    line('SPDXVersion', document.spdxVersion),
    line('DataLicense', document.dataLicense),
    line('SPDXID', document.SPDXID),
    line('DocumentName', oneLine(document.name)),
    line('DocumentNamespace', document.documentNamespace),
    ...document.creationInfo.creators.map((one) => line('Creator', oneLine(one))),
    line('Created', document.creationInfo.created),
  ];
}

function linesOf(one: SpdxPackage): string[] {
  return [
    '',
    line('PackageName', oneLine(one.name)),
    line('SPDXID', one.SPDXID),
    ...(one.versionInfo === undefined ? [] : [line('PackageVersion', oneLine(one.versionInfo))]),
    line('PackageDownloadLocation', one.downloadLocation),
    line('PrimaryPackagePurpose', one.primaryPackagePurpose),
    line('FilesAnalyzed', 'false'),
    ...(one.checksums ?? []).map(({ algorithm, checksumValue }) =>
      line('PackageChecksum', `${algorithm}: ${checksumValue}`),
    ),
    line('PackageLicenseConcluded', one.licenseConcluded),
    line('PackageLicenseDeclared', one.licenseDeclared),
    line('PackageCopyrightText', one.copyrightText),
    ...(one.comment === undefined ? [] : [line('PackageComment', text(one.comment))]),
    ...(one.externalRefs ?? []).map((ref) =>
      line('ExternalRef', `${ref.referenceCategory} ${ref.referenceType} ${ref.referenceLocator}`),
    ),
  ];
}

function line(tag: string, value: string): string {
  return `${tag}: ${value}`;
}

/** Only marked text may have several lines. */
function text(value: string): string {
  return `<text>${value.replaceAll('</text>', '')}</text>`;
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}
