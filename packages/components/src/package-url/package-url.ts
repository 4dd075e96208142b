import { purlTypes, type PurlType } from './types.ts';

/** The parts of a package URL, decoded. A part that is missing is undefined. */
export interface Purl {
  type: string;
  namespace?: string;
  name: string;
  version?: string;
  qualifiers?: Readonly<Record<string, string>>;
  subpath?: string;
}

/** A text that is no package URL, or parts that make none. `message` says which rule is broken. */
export class PurlError extends Error {
  override name = 'PurlError';
}

const maxLength = 4096;

/**
 * Reads a package URL and writes its parts as its type wants them (case, names that mean the same).
 * @see https://github.com/package-url/purl-spec/blob/main/docs/standard/summary.md
 * @throws {PurlError}
 *
 * @example parsePurl('pkg:PyPI/Flask_Login@0.5') // { type: 'pypi', name: 'flask-login', version: '0.5' }
 */
export function parsePurl(text: string): Purl {
  return parse(text, true);
}

/**
 * The canonical form of a package URL somebody else wrote: besides what `parsePurl` takes, qualifiers in any case.
 * @throws {PurlError}
 *
 * @example canonicalPurl('pkg:gem/jruby-launcher@1.1.2?Platform=java') // pkg:gem/jruby-launcher@1.1.2?platform=java
 */
export function canonicalPurl(text: string): string {
  return formatPurl(parse(text, false));
}

function parse(text: string, isStrict: boolean): Purl {
  if (text.length > maxLength) throw new PurlError(`A package URL of more than ${maxLength} characters.`);
  const scheme = /^\s*pkg:\/*/i.exec(text);
  if (!scheme) throw new PurlError('A package URL begins with `pkg:`.');
  let rest = text.slice(scheme[0].length).trimEnd();
  let subpath: string | undefined;
  let query: string | undefined;
  [rest, subpath] = splitAtLast(rest, '#');
  [rest, query] = splitAtLast(rest, '?');
  const slash = rest.indexOf('/');
  if (slash < 0) throw new PurlError('A package URL has a type and a name: `pkg:npm/react`.');
  const type = rest.slice(0, slash);
  let path = rest.slice(slash + 1);
  let version: string | undefined;
  // A version follows the last @; at the beginning of a segment it is a scope that was not encoded.
  const at = path.lastIndexOf('@');
  if (at >= 0 && (at === 0 ? !path.includes('/') : path[at - 1] !== '/' || !path.includes('/', at)))
    [path, version] = [path.slice(0, at), path.slice(at + 1)];
  // A slash at the end says nothing, but between a name and its version it says that there is no name.
  if (version === undefined) path = path.replace(/\/+$/, '');
  const segments = path.split('/').map(decode);
  const rules = rulesOf(type.toLowerCase());
  const isPathName = rules.hasPathName && segments.length > 1;
  const pairs = parseQualifiers(query ?? '');
  const odd = Object.keys(pairs).find(
    (key) => key !== key.toLowerCase() && rules.qualifiers?.includes(key.toLowerCase()),
  );
  if (odd && isStrict) throw new PurlError(`The qualifier ${odd.toLowerCase()} is written in lower case.`);
  return normalise({
    type,
    namespace: isPathName ? segments[0] : segments.slice(0, -1).join('/'),
    name: isPathName ? segments.slice(1).join('/') : segments.at(-1),
    version: version && decode(version),
    qualifiers: pairs,
    subpath: subpath && segmentsOf(subpath).map(decode).join('/'),
  });
}

/**
 * Writes a package URL in canonical form.
 * @throws {PurlError} for parts that make none
 */
export function formatPurl(parts: Loose): string {
  const { type, namespace, name, version, qualifiers, subpath } = normalise(parts);
  const names = rulesOf(type).hasPathName ? name.split('/') : [name];
  const path = [...(namespace?.split('/') ?? []), ...names].map(encode).join('/');
  const pairs = Object.entries(qualifiers ?? {}).map(([key, value]) => `${key}=${encode(value)}`);
  return [
    `pkg:${type}/${path}`,
    version && `@${encode(version)}`,
    pairs.length > 0 && `?${pairs.join('&')}`,
    subpath && `#${subpath.split('/').map(encode).join('/')}`,
  ]
    .filter(Boolean)
    .join('');
}

/** Parts as they come from outside: what is missing may be empty or null. */
type Loose = { [Key in keyof Purl]?: Purl[Key] | null | undefined };

function normalise(parts: Loose): Purl {
  const type = parts.type?.toLowerCase() ?? '';
  if (!/^[a-z][a-z0-9.+-]*$/.test(type)) throw new PurlError('The type of a package URL is a word like `npm`.');
  const rules = rulesOf(type);
  const cased = (part: 'namespace' | 'name' | 'version') => {
    const text = parts[part] ?? '';
    return rules.lowerCase?.includes(part) ? text.toLowerCase() : text;
  };
  const namespace = segmentsOf(cased('namespace')).join('/');
  const version = cased('version');
  const qualifiers = normaliseQualifiers(parts.qualifiers ?? {});
  const name = rules.normaliseName?.(cased('name'), { namespace, qualifiers }) ?? cased('name');
  const subpath = segmentsOf(parts.subpath ?? '').join('/');
  if (!name) throw new PurlError('A package URL has a name.');
  if (rules.namespace === 'required' && !namespace) throw new PurlError(`A package URL of ${type} has a namespace.`);
  if (rules.namespace === 'prohibited' && namespace) throw new PurlError(`A package URL of ${type} has no namespace.`);
  if (rules.name && !rules.name.test(name)) throw new PurlError(`This is no name of a package of ${type}.`);
  if (rules.version && version && !rules.version.test(version))
    throw new PurlError(`This is no version of a package of ${type}.`);
  const missing = rules.required?.find((key) => !Object.hasOwn(qualifiers, key));
  if (missing) throw new PurlError(`A package URL of ${type} has the qualifier ${missing}.`);
  return {
    type,
    ...(namespace && { namespace }),
    name,
    ...(version && { version }),
    ...(Object.keys(qualifiers).length > 0 && { qualifiers }),
    ...(subpath && { subpath }),
  };
}

/** In order of their keys; those without a value are left out. */
function normaliseQualifiers(qualifiers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(qualifiers).map(([key, value]): [string, string] => {
    if (!/^[a-z._-][a-z0-9._-]*$/i.test(key))
      throw new PurlError('A qualifier of a package URL is a word like `arch`.');
    return [key.toLowerCase(), value];
  });
  const filled = entries.filter(([, value]) => value !== '');
  return Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function rulesOf(type: string): PurlType {
  return Object.hasOwn(purlTypes, type) ? purlTypes[type]! : {};
}

function parseQualifiers(query: string): Record<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [pair, ''] : [pair.slice(0, equals), decode(pair.slice(equals + 1))];
    }),
  );
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

function splitAtLast(text: string, sign: string): [string, string | undefined] {
  const at = text.lastIndexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new PurlError('A percent sign in a package URL begins two hexadecimal digits.');
  }
}

function encode(text: string): string {
  const plain = encodeURIComponent(text).replaceAll('%3A', ':');
  return plain.replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
