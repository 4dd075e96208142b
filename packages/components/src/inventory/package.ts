import type { ComponentInput } from '@stoa/model';
import { PurlError } from '../package-url/package-url.ts';
import { normaliseName, toPurl } from '../purl.ts';

/**
 * A package as a reader found it. A name that the ecosystem does not allow gives no package URL: such an entry is
 * counted as a skip by the scan, and the rest of the file goes on.
 */
export function toPackage(
  ecosystem: string,
  name: string,
  version: string,
  location: ComponentInput['location'],
  more: Partial<ComponentInput> & { qualifiers?: Readonly<Record<string, string>> } = {},
): ComponentInput {
  const { qualifiers, ...rest } = more;
  return {
    purl: purlOf(ecosystem, name, version, qualifiers),
    name: normaliseName(ecosystem, name),
    version,
    ecosystem,
    location,
    ...rest,
  };
}

/** As {@link toPurl}, empty where there is none. */
export function purlOf(
  ecosystem: string,
  name: string,
  version: string,
  qualifiers?: Readonly<Record<string, string>>,
): string {
  try {
    return toPurl(ecosystem, name, version, qualifiers);
  } catch (error) {
    if (error instanceof PurlError || error instanceof URIError || error instanceof RangeError) return '';
    throw error;
  }
}
