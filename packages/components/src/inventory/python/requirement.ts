/** One requirement as PEP 508 writes it: `name[extra] >= 1.0 ; python_version < "3.8"`. */
export interface Requirement {
  name: string;
  /** `>=1.0,<2`, empty where anything will do. */
  range: string;
  /** What `==` pins, without wildcards; empty otherwise. */
  version: string;
  marker: string;
  /** `name @ https://…` */
  url: string;
}

/** @see https://peps.python.org/pep-0508/ */
export function parseRequirement(text: string): Requirement | null {
  const [before = '', marker = ''] = splitOnce(text.slice(0, 5000), ';');
  const head = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]{0,1000}\])?/.exec(before);
  if (!head) return null;
  const rest = before
    .slice(head[0].length)
    .trim()
    .replace(/^\(|\)$/g, '');
  if (rest.startsWith('@')) {
    return { name: head[1]!, range: '', version: '', marker: marker.trim(), url: rest.slice(1).trim() };
  }
  if (rest !== '' && !/^[<>=!~]/.test(rest)) return null;
  return { name: head[1]!, range: rest, version: pinnedVersion(rest), marker: marker.trim(), url: '' };
}

/** `==1.0` or `===1.0`, alone: with a wildcard or beside another bound nothing is pinned. */
export function pinnedVersion(range: string): string {
  return /^===?\s*([^\s,*;]+)$/.exec(range.trim())?.[1] ?? '';
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
