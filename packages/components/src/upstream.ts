/**
 * The source package an operating system's package was built from, which is what distributions' advisories name: in the
 * qualifier `upstream` of its purl, `openssl` or `openssl@3.0.11-1`. Without one the package's own name is the source's.
 *
 * @example upstreamOf('pkg:deb/debian/libssl3@3.0.9-1?upstream=openssl', 'libssl3', '3.0.9-1') // [{ name: 'openssl', version: '3.0.9-1' }]
 */
export function upstreamOf(purl: string, name: string, version: string): { name: string; version: string }[] {
  const question = purl.indexOf('?');
  if (question < 0) return [];
  const text = new URLSearchParams(purl.slice(question + 1).split('#', 1)[0]).get('upstream');
  if (!text) return [];
  const at = text.lastIndexOf('@');
  const upstream = at > 0 ? { name: text.slice(0, at), version: text.slice(at + 1) } : { name: text, version };
  return upstream.name === name && upstream.version === version ? [] : [upstream];
}
