import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

const closing: (() => void)[] = [];

/** A mirror on this machine; its address. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function stopServing(): void {
  closing.splice(0).forEach((close) => close());
}
