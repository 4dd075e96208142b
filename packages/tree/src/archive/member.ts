/** A file in an archive: what is in it, or why that is not to be had. */
export type Member =
  | { name: string; bytes: Buffer }
  | { name: string; skipped: 'too-large' | 'unsupported' | 'malformed'; detail: string };

/**
 * A name as a path that leads nowhere but into the archive: names are for people here, nothing is written, yet one such
 * as `../../etc/passwd` must not look like a place outside.
 */
export function toInnerPath(name: string): string {
  const parts = name
    .replaceAll(/[\u0000-\u001f\u007f]/g, '\uFFFD')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/').slice(0, 1_000) || 'unnamed';
}
