import { RegistryError } from '../../remedy/registry.ts';
import { basic } from './fetcher.ts';

export interface Address {
  /** With a slash at its end. */
  address: string;
  authorization: string | undefined;
}

/** An address with what is needed to be let in. @throws {RegistryError} `not-configured`, saying what to set */
export function toAddress(found: string | null | undefined, missing: string, authorization?: string): Address {
  if (!found || !/^https?:/.test(found) || !URL.canParse(found)) throw new RegistryError('not-configured', missing);
  const url = new URL(found);
  const own =
    url.username === '' ? undefined : basic(decodeURIComponent(url.username), decodeURIComponent(url.password));
  [url.username, url.password] = ['', ''];
  const bare = url.href;
  return { address: bare.endsWith('/') ? bare : `${bare}/`, authorization: authorization ?? own };
}
