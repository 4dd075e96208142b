import { gunzipSync } from 'node:zlib';
import yauzl from 'yauzl';
import { RegistryError } from '../../remedy/registry.ts';
import type { Fetcher } from './fetcher.ts';

interface File {
  filename: string;
  url: string;
}

/**
 * The core metadata of a release: the file beside the wheel where the index has it, else what is inside the wheel, else
 * what is inside the source archive. Nothing of a package is run.
 * @throws {RegistryError}
 */
export async function readMetadata(
  fetcher: Fetcher,
  files: readonly File[],
  authorizationOf: (url: string) => string | undefined,
  what: string,
): Promise<string> {
  const wheel = files.find(({ filename }) => filename.endsWith('.whl'));
  const source = files.find(({ filename }) => /\.(?:tar\.gz|tgz)$/.test(filename));
  const get = (url: string) => fetcher.get(url, { authorization: authorizationOf(url) });
  if (wheel) {
    const beside = await get(`${wheel.url}.metadata`).catch((error: unknown) => {
      if (error instanceof RegistryError && error.code === 'not-found') return null;
      throw error;
    });
    return beside?.toString('utf8') ?? (await metadataOfWheel(await get(wheel.url), what));
  }
  if (source) return metadataOfSource(await get(source.url), what);
  throw new RegistryError(
    'bad-answer',
    `${what} has neither a wheel nor a source archive: what it needs is not known.`,
  );
}

async function metadataOfWheel(bytes: Buffer, what: string): Promise<string> {
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) {
      if (!/^[^/]+\.dist-info\/METADATA$/.test(entry.fileName) || entry.uncompressedSize > 8_000_000) continue;
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    }
  } catch (error) {
    throw new RegistryError('bad-answer', `The wheel of ${what} cannot be read.`, { cause: error });
  }
  throw new RegistryError('bad-answer', `The wheel of ${what} has no metadata in it.`);
}

/** PKG-INFO of the archive's top folder. @see https://www.gnu.org/software/tar/manual/html_node/Standard.html */
function metadataOfSource(bytes: Buffer, what: string): string {
  try {
    const tar = gunzipSync(bytes, { maxOutputLength: 512 * 1024 * 1024 });
    for (let at = 0; at + 512 <= tar.length;) {
      const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
      const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8) || 0;
      if (/^[^/]+\/PKG-INFO$/.test(name)) return tar.toString('utf8', at + 512, at + 512 + size);
      at += 512 + Math.ceil(size / 512) * 512;
    }
  } catch (error) {
    throw new RegistryError('bad-answer', `The source archive of ${what} cannot be read.`, { cause: error });
  }
  throw new RegistryError('bad-answer', `The source archive of ${what} has no PKG-INFO in it.`);
}
