import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RegistryError } from '../../remedy/registry.ts';

export interface FetcherOptions {
  /** Answers are kept here; none are without it. */
  cache?: string;
  /** Only what is in the cache. */
  offline?: boolean;
  /** Milliseconds for one answer, its body included: 30 seconds. */
  timeoutMs?: number;
  /** Of one answer: 128 MiB. */
  maxBytes?: number;
  /** Requests at the same time: 8. */
  concurrency?: number;
  /** More tries when a server does not answer or says it is busy: 2. */
  retries?: number;
  /** Milliseconds an answer is used without asking again: 10 minutes. */
  freshMs?: number;
}

export interface Ask {
  accept?: string;
  /** The value of the Authorization header. It is sent to this address only, and said nowhere. */
  authorization?: string | undefined;
}

/** Fetches what registries say, within bounds: time, size, how many at once; a failure has a name and says what to do. */
export class Fetcher {
  private readonly options: Required<Omit<FetcherOptions, 'cache'>> & { cache: string | undefined };
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  /** Requests that went out. */
  requests = 0;

  constructor(options: FetcherOptions = {}) {
    const bounds = { timeoutMs: 30_000, maxBytes: 128 * 1024 ** 2, concurrency: 8, retries: 2, freshMs: 600_000 };
    this.options = { offline: false, cache: undefined, ...bounds, ...options };
  }

  /** @throws {RegistryError} */
  async get(url: string, ask: Ask = {}): Promise<Buffer> {
    const address = toAddress(url);
    const kept = this.cachePath(address.href, ask);
    const cached =
      kept === null ? null : readKept(kept, this.options.offline ? Number.POSITIVE_INFINITY : this.options.freshMs);
    if (cached) return cached;
    if (this.options.offline)
      throw new RegistryError('offline', `${shown(address)} is not in the cache, and --offline asks nobody.`);
    const body = await this.inTurn(() => this.getWithRetries(address, ask));
    if (kept !== null) await keep(kept, body);
    return body;
  }

  async getText(url: string, ask: Ask = {}): Promise<string> {
    return (await this.get(url, ask)).toString('utf8');
  }

  async getJson(url: string, ask: Ask = {}): Promise<unknown> {
    const text = await this.getText(url, { accept: 'application/json', ...ask });
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new RegistryError(
        'bad-answer',
        `${shown(toAddress(url))} answers with something that is no JSON: is it a registry?`,
        { cause: error },
      );
    }
  }

  private async getWithRetries(address: URL, ask: Ask): Promise<Buffer> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.getOnce(address, ask);
      } catch (error) {
        const isPassing = error instanceof RegistryError && (error.code === 'unreachable' || error.code === 'slow');
        if (!isPassing || tries >= this.options.retries) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries));
      }
    }
  }

  private async getOnce(address: URL, ask: Ask): Promise<Buffer> {
    this.requests += 1;
    const bare = new URL(address);
    // Credentials in an address become a header: fetch refuses them, and nobody wants to see them.
    const own =
      address.username === ''
        ? undefined
        : basic(decodeURIComponent(address.username), decodeURIComponent(address.password));
    [bare.username, bare.password] = ['', ''];
    const authorization = ask.authorization ?? own;
    const headers = {
      'user-agent': 'stoa',
      ...(ask.accept && { accept: ask.accept }),
      ...(authorization && { authorization }),
    };
    const signal = AbortSignal.timeout(this.options.timeoutMs);
    try {
      const response = await fetch(bare, { headers, signal, redirect: 'follow' });
      if (!response.ok || !response.body) {
        await response.body?.cancel();
        throw failure(address, response.status);
      }
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of response.body) {
        size += chunk.length;
        if (size > this.options.maxBytes)
          throw new RegistryError(
            'too-large',
            `${shown(address)} answers with more than ${this.options.maxBytes} bytes.`,
          );
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch (error) {
      if (error instanceof RegistryError) throw error;
      if (signal.aborted)
        throw new RegistryError(
          'slow',
          `${shown(address)} has not answered within ${this.options.timeoutMs / 1000} seconds.`,
          { cause: error },
        );
      throw new RegistryError(
        'unreachable',
        `${address.host} does not answer: check the network and the registry's address in the package manager's configuration.`,
        { cause: error },
      );
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.options.concurrency) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private cachePath(href: string, { accept = '', authorization = '' }: Ask): string | null {
    const { cache } = this.options;
    if (cache === undefined) return null;
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    // What one may see another may not: who asks is part of the name.
    return join(cache, createHash('sha256').update(`${href}\n${accept}\n${authorization}`).digest('hex'));
  }
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function toAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address?.protocol === 'https:' || address?.protocol === 'http:') return address;
  throw new RegistryError(
    'not-configured',
    "A registry's address in the package manager's configuration is no http or https address.",
  );
}

/** An address as it may be said: without what is secret in it. */
function shown(address: URL): string {
  return `${address.protocol}//${address.host}${address.pathname}`.slice(0, 300);
}

function failure(address: URL, status: number): RegistryError {
  if (status === 404 || status === 410) return new RegistryError('not-found', `${shown(address)} is not there.`);
  if (status === 401 || status === 403)
    return new RegistryError(
      'refused',
      `${shown(address)} refuses (${status}): check the credentials in the package manager's configuration.`,
    );
  if (status === 429 || status >= 500)
    return new RegistryError('unreachable', `${shown(address)} answers ${status}: try again later.`);
  return new RegistryError('bad-answer', `${shown(address)} answers ${status}.`);
}

function readKept(path: string, freshMs: number): Buffer | null {
  try {
    return Date.now() - statSync(path).mtimeMs <= freshMs ? readFileSync(path) : null;
  } catch {
    return null;
  }
}

async function keep(path: string, body: Buffer): Promise<void> {
  const aside = `${path}.${process.pid}`;
  // A cache that cannot be written costs time, nothing else.
  await writeFile(aside, body, { mode: 0o600 })
    .then(() => rename(aside, path))
    .catch(() => undefined);
}
