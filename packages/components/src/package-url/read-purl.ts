import { parsePurl, type Purl } from './package-url.ts';

/** A package URL from outside; null for what is none. */
export function readPurl(text: string): Purl | null {
  try {
    return parsePurl(text);
  } catch {
    return null;
  }
}

/** `@scope/name` of a package URL, for people; the text itself where it is none. */
export function nameOfPurl(text: string): string {
  const purl = readPurl(text);
  return purl ? [purl.namespace, purl.name].filter(Boolean).join('/') : text;
}
