import type { Component, Observation } from '@stoa/model';
import { cleanText, fieldsOf, firstLine, listOf } from '../text.ts';

const names = /(CVE-\d{4}-\d{4,}|GHSA(?:-[a-z0-9]{4}){3}|(?:PYSEC|RUSTSEC|GO|DSA|USN|RHSA|ELSA|ALAS)-[\w.:-]+)/i;

/**
 * What a package's security references say is known against it. SPDX 2 has no word on severity.
 * @see https://spdx.github.io/spdx-spec/v2.3/external-repository-identifiers/#f24-security
 */
export function advisoriesOf(value: unknown, component: Component): Observation[] {
  const references = listOf(fieldsOf(value)['externalRefs']).map(fieldsOf).filter(isSecurity);
  const fixed = references.filter(({ referenceType }) => referenceType === 'fix').map(idOf);
  return references
    .filter(({ referenceType }) => referenceType === 'advisory')
    .map((reference) => {
      const id = idOf(reference);
      const url = cleanText(reference['referenceLocator'], 2000);
      return {
        kind: 'vulnerability',
        rule: { id, cwe: [], ...(/^https?:/.test(url) && { url }) },
        title: firstLine(`${id} in ${component.name} ${component.version}`),
        description: cleanText(reference['comment'], 2000),
        severity: 'medium',
        location: component.location,
        affected: { purl: component.purl, advisoryIds: [id] },
        toolFingerprints: {},
        tags: ['severity-unknown', ...(fixed.includes(id) ? ['fixable'] : [])],
      };
    });
}

function isSecurity({ referenceCategory, referenceLocator }: ReturnType<typeof fieldsOf>): boolean {
  return referenceCategory === 'SECURITY' && typeof referenceLocator === 'string' && referenceLocator !== '';
}

function idOf({ referenceLocator }: ReturnType<typeof fieldsOf>): string {
  const text = cleanText(referenceLocator, 2000);
  return names.exec(text)?.[1] ?? (text.slice(0, 200) || 'advisory');
}
