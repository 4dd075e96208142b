import { z } from 'zod';
import { normaliseName } from '../../purl.ts';
import { compareVersions } from '../../version/compare.ts';
import { toRequirement } from '../../remedy/python/requirement.ts';
import { RegistryError, type PublishedFile, type Registry, type Requirement } from '../../remedy/registry.ts';
import type { Fetcher } from './fetcher.ts';
import { once } from './once.ts';
import type { PythonIndex } from './pip-config.ts';
import { readMetadata } from './python-metadata.ts';

const File = z.object({
  filename: z.string(),
  url: z.string(),
  hashes: z.record(z.string(), z.string()).catch({}).default({}),
  'requires-python': z.string().nullish().catch(null),
  'upload-time': z.string().optional().catch(undefined),
  size: z.number().optional().catch(undefined),
  yanked: z.union([z.boolean(), z.string()]).catch(false).default(false),
});
const Simple = z.object({ files: z.array(File).max(200_000) });

type SimpleFile = z.infer<typeof File> & { version: string };

const accept = 'application/vnd.pypi.simple.v1+json, text/html;q=0.1';

/**
 * Python's package indexes: the simple repository API, as JSON or as HTML, and the metadata beside each wheel.
 * @see https://packaging.python.org/en/latest/specifications/simple-repository-api/
 */
export function pypiRegistry(fetcher: Fetcher, indexes: readonly PythonIndex[]): Registry {
  const filesOf = once(fetchFiles);
  async function fetchFiles(name: string): Promise<SimpleFile[]> {
    let last: unknown = null;
    for (const { address, authorization } of indexes) {
      try {
        const page = `${address}${encodeURIComponent(normaliseName('PyPI', name))}/`;
        return readPage(await fetcher.getText(page, { accept, authorization }), page, name);
      } catch (error) {
        last = error;
        if (!(error instanceof RegistryError) || error.code !== 'not-found') throw error;
      }
    }
    throw last;
  }
  async function requirementsOf(files: readonly SimpleFile[], name: string, version: string): Promise<Requirement[]> {
    const authorizationOf = (url: string) =>
      indexes.find(({ address }) => new URL(address).host === new URL(url).host)?.authorization;
    const text = await readMetadata(fetcher, files, authorizationOf, `${name} ${version}`);
    return [...text.matchAll(/^Requires-Dist:\s*(.+)$/gim)].flatMap(([, one]) => toRequirement(one!.trim()) ?? []);
  }
  return {
    releases: async (name) => {
      const byVersion = Map.groupBy(await filesOf(name), ({ version }) => version);
      return [...byVersion].map(([version, files]) => {
        const publishedAt = files.flatMap((file) => file['upload-time'] ?? []).sort()[0];
        const runtime = files.find((file) => file['requires-python'])?.['requires-python'];
        const withdrawn = files.every(({ yanked }) => yanked !== false);
        return {
          version,
          ...(publishedAt && { publishedAt }),
          ...(runtime && { runtime }),
          ...(withdrawn && { withdrawn }),
        };
      });
    },
    describe: async (name, version) => {
      const files = (await filesOf(name)).filter((one) => isSame(one.version, version));
      if (files.length === 0) throw new RegistryError('not-found', `${name} ${version} is not in its index.`);
      return {
        requirements: await requirementsOf(files, name, version),
        files: files.map(({ filename, url, hashes, size }): PublishedFile => ({
          name: filename,
          url,
          hashes,
          ...(size !== undefined && { size }),
        })),
        fields: {
          'requires-python': files.find((file) => file['requires-python'])?.['requires-python'] ?? '',
          'upload-times': Object.fromEntries(files.map((file) => [file.filename, file['upload-time']])),
        },
      };
    },
  };
}

function readPage(text: string, page: string, name: string): SimpleFile[] {
  const files = text.trimStart().startsWith('{') ? readJson(text, page) : readHtml(text, page);
  return files.flatMap((file) => {
    const version = versionIn(file.filename, name);
    return version === null ? [] : [{ ...file, url: new URL(file.url, page).href, version }];
  });
}

function readJson(text: string, page: string): z.infer<typeof File>[] {
  try {
    return Simple.parse(JSON.parse(text)).files;
  } catch (error) {
    throw new RegistryError('bad-answer', `${new URL(page).host} answers with something that is no package index.`, {
      cause: error,
    });
  }
}

/** One anchor a file, with the hash in the address's fragment. @see https://peps.python.org/pep-0503/ */
function readHtml(text: string, page: string): z.infer<typeof File>[] {
  const files = [...text.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].flatMap(([, attributes = '', label = '']) => {
    const href = /href\s*=\s*["']([^"']+)/i.exec(attributes)?.[1];
    if (href === undefined) return [];
    const [url = '', fragment = ''] = href.replaceAll('&amp;', '&').split('#');
    const hash = /^(\w+)=([0-9a-f]+)/i.exec(fragment);
    const runtime = /data-requires-python\s*=\s*["']([^"']+)/i
      .exec(attributes)?.[1]
      ?.replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<');
    return [
      {
        filename: label.trim(),
        url,
        hashes: hash ? { [hash[1]!]: hash[2]! } : {},
        'requires-python': runtime ?? null,
        yanked: /data-yanked/i.test(attributes),
      },
    ];
  });
  if (files.length === 0 && !/<html|<!doctype/i.test(text))
    throw new RegistryError('bad-answer', `${new URL(page).host} answers with something that is no package index.`);
  return files;
}

/** `name-1.0-py3-none-any.whl`, `name-1.0.tar.gz`; the name may be written with any of `-`, `_` and `.`. */
function versionIn(filename: string, name: string): string | null {
  const wheel = /^[^-]+-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(filename);
  if (wheel) return wheel[1]!;
  const source = /^(.+)\.(?:tar\.gz|zip|tar\.bz2|tgz)$/.exec(filename)?.[1];
  if (source === undefined) return null;
  const length = name.split(/[-_.]+/).length;
  const parts = source.split(/[-_.]+/);
  const prefix = parts.slice(0, length).join('-').toLowerCase();
  if (prefix !== normaliseName('PyPI', name)) return null;
  const version = source.slice(parts.slice(0, length).join('-').length + 1);
  return /^\d|^v\d/.test(version) ? version : null;
}

/** `3.2` and `3.2.0` are one version. */
function isSame(a: string, b: string): boolean {
  try {
    return a === b || compareVersions('PyPI', a, b) === 0;
  } catch {
    return false;
  }
}
