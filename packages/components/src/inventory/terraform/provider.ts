/** `hashicorp/aws` of `host/hashicorp/aws`, `hashicorp/aws` or `aws`; the host only where it is not the default one. */
export function providerName(source: string): { name: string; host: string } {
  const parts = source.split('/');
  if (parts.length === 1) return { name: `hashicorp/${source}`, host: '' };
  const isHost = parts.length > 2 && parts[0]!.includes('.');
  const host = isHost && !/^registry\.(?:terraform|opentofu)\./.test(parts[0]!) ? parts[0]! : '';
  return { name: (isHost ? parts.slice(1) : parts).join('/'), host };
}
