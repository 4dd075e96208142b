import type { ComponentInput } from '@stoa/model';
import { toPackage } from '../package.ts';

/**
 * A container image as a package: the tag is its version, the digest its hash; without a tag the digest is the version.
 * `null` for what is no reference, such as one with a variable that nobody has set.
 *
 * @example toImage('node:20-slim@sha256:…', { path: 'Dockerfile', line: 1 }) // pkg:docker/library/node@20-slim
 */
export function toImage(
  reference: string,
  location: ComponentInput['location'],
  more: Partial<ComponentInput> = {},
): ComponentInput | null {
  const match = /^([^\s@$]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha\d+):([0-9a-f]{32,128}))?$/.exec(
    reference.trim().slice(0, 1000),
  );
  if (!match || reference === 'scratch') return null;
  const [, place = '', tag = '', algorithm, digest] = match;
  const [first = '', ...rest] = place.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  // The default registry goes by two names; images without an owner are its own library.
  const host = isHost && !/^(?:index\.)?docker\.[a-z]{2}$/.test(first) ? first : '';
  const path = isHost ? rest : [first, ...rest];
  const name = host === '' && path.length === 1 ? `library/${path[0]}` : path.join('/');
  if (name === '' || name.includes(':')) return null;
  return toPackage('Docker', name, tag || (digest ? `${algorithm}:${digest}` : ''), location, {
    direct: true,
    ...more,
    ...(digest && { hashes: { [`SHA-${algorithm!.slice(3)}`]: digest } }),
    qualifiers: host ? { repository_url: host } : {},
  });
}

/** `$NAME`, `${NAME}`, `${NAME:-default}` with what is known of them; what is not known stays. */
export function withVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text
    .slice(0, 2000)
    .replaceAll(
      /\$\{([A-Za-z_]\w{0,100})(?::?[-=]([^{}]{0,500}))?\}|\$([A-Za-z_]\w{0,100})/g,
      (whole, braced: string | undefined, fallback: string | undefined, bare: string | undefined) =>
        variables.get(braced ?? bare ?? '') || (fallback ?? whole),
    );
}
