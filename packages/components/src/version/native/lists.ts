import { between, type Range } from '../constraint.ts';
import { exactly } from './operators.ts';

/**
 * nginx's advisories: `0.7.52-0.8.39`, and `1.4.1+` for it and what follows on its branch. An odd second number is the
 * branch of development, which everything later follows.
 * @see https://nginx.org/en/security_advisories.html
 */
export function readNginx(range: string): Range {
  return range.split(',').map((each) => {
    const part = each.trim();
    const [, low, high] = /^([\d.]+)-([\d.]+)$/.exec(part) ?? [];
    if (low && high) return [...exactly('>=', low), ...exactly('<=', high)];
    if (!part.endsWith('+')) return exactly('=', part);
    const version = part.slice(0, -1);
    const [major, minor] = version.split('.');
    return Number(minor) % 2 === 1 ? exactly('>=', version) : between(version, `${major}.${Number(minor) + 1}.0`);
  });
}

/** A list of versions, as OpenSSL's advisories name them. */
export function readList(range: string): Range {
  return range.split(',').map((part) => exactly('=', part.trim()));
}
