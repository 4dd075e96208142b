import type { IssuerAnswer, IssuerRequest } from '../verify/provider.ts';

const maxBody = 64 * 1024;

/**
 * Sends one request with a secret to its issuer. Redirects are not followed: the secret goes nowhere else. What goes
 * wrong is said in words of our own, since errors of the network may quote the address, and that may hold the secret.
 */
export async function askIssuer(
  address: string,
  { method, path, headers, body }: IssuerRequest,
  timeoutMs: number,
): Promise<IssuerAnswer | { failed: string }> {
  // fetch sets the host itself, and refuses to be told.
  const { host: _, ...rest } = headers;
  try {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { 'user-agent': 'stoa', ...rest },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && { body }),
    });
    return { status: response.status, body: await beginningOf(response) };
  } catch (error) {
    return { failed: (error as Error).name === 'TimeoutError' ? 'did not answer in time' : 'cannot be reached' };
  }
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBody) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, maxBody);
}
