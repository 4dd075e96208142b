import { createHash } from 'node:crypto';
import { compareVersions } from '../../version/compare.ts';
import { isRetracted, readGoMod, requirementsOf, type GoMod } from '../../remedy/go/go-mod.ts';
import { RegistryError, type Registry } from '../../remedy/registry.ts';
import type { Fetcher } from './fetcher.ts';
import type { GoSettings } from './go-config.ts';

/** Go's module proxies and the checksum database behind them. @see https://go.dev/ref/mod#goproxy-protocol */
export function goRegistry(fetcher: Fetcher, settings: GoSettings): Registry {
  const fromProxies = async (module: string, path: string): Promise<string> => {
    if (settings.isPrivate(module))
      throw new RegistryError(
        'not-configured',
        `${module} is private (GOPRIVATE): its repository alone knows its versions.`,
      );
    let last: unknown = null;
    for (const proxy of settings.proxies) {
      try {
        return await fetcher.getText(`${proxy}/${escapeModule(module)}/${path}`);
      } catch (error) {
        last = error;
        if (!(error instanceof RegistryError) || error.code !== 'not-found') throw error;
      }
    }
    throw last;
  };
  const modOf = (module: string, version: string) => fromProxies(module, `@v/${escapeModule(`v${version}`)}.mod`);
  return {
    releases: async (name) => {
      if (name === 'stdlib') return toolchains(await fromProxies('golang.org/toolchain', '@v/list'));
      const versions = (await fromProxies(name, '@v/list'))
        .split('\n')
        .map((one) => one.trim().replace(/^v/, ''))
        .filter((one) => /^\d+\.\d+\.\d+/.test(one));
      const newest = versions
        .filter((one) => !one.includes('-'))
        .sort((a, b) => compareVersions('Go', a, b))
        .at(-1);
      const mod: GoMod | null = newest === undefined ? null : readGoMod(await modOf(name, newest));
      return versions.map((version) => ({ version, ...(mod && isRetracted(mod, version) && { withdrawn: true }) }));
    },
    describe: async (name, version) => {
      if (name === 'stdlib') return { requirements: [], files: [], fields: {} };
      const text = await modOf(name, version);
      return { requirements: requirementsOf(readGoMod(text)), files: [], fields: {} };
    },
    publishedAt: async (name, version) => {
      if (name === 'stdlib') return undefined;
      const info = JSON.parse(await fromProxies(name, `@v/${escapeModule(`v${version}`)}.info`)) as { Time?: unknown };
      return typeof info.Time === 'string' ? info.Time : undefined;
    },
    checksums: async (name, version) => {
      const { sumdb, proxies } = settings;
      if (sumdb === null || name === 'stdlib') return {};
      const own = hashOfMod(await modOf(name, version));
      const text = await lookUp(
        fetcher,
        [...proxies.map((proxy) => `${proxy}/sumdb/${sumdb}`), `https://${sumdb}`],
        name,
        version,
      );
      const [, module] =
        new RegExp(`^\\S+ v${version.replaceAll('.', '\\.').replaceAll('+', '\\+')} (h1:\\S+)$`, 'm').exec(text) ?? [];
      // What the proxy gives must be what the database knows: otherwise one of them lies.
      if (!text.includes(`/go.mod ${own}`))
        throw new RegistryError(
          'bad-answer',
          `The go.mod of ${name} v${version} is not what the checksum database says.`,
        );
      return { ...(module && { module }), mod: own };
    },
  };
}

async function lookUp(fetcher: Fetcher, bases: readonly string[], name: string, version: string): Promise<string> {
  for (const base of bases) {
    try {
      return await fetcher.getText(`${base}/lookup/${escapeModule(name)}@${escapeModule(`v${version}`)}`);
    } catch (error) {
      if (!(error instanceof RegistryError) || error.code === 'offline') throw error;
    }
  }
  throw new RegistryError('unreachable', `The checksum database does not answer for ${name} v${version}.`);
}

/** Dirhash of one file, as go.sum has it. @see https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1 */
function hashOfMod(text: string): string {
  const file = createHash('sha256').update(text).digest('hex');
  return `h1:${createHash('sha256').update(`${file}  go.mod\n`).digest('base64')}`;
}

/** Capital letters are written with an exclamation mark, so that no file system mixes them up. */
function escapeModule(path: string): string {
  return path.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** `v0.0.1-go1.21.3.linux-amd64`, one for each system. */
function toolchains(list: string): { version: string }[] {
  const versions = new Set([...list.matchAll(/-go(\d+\.\d+(?:\.\d+)?)\./g)].map(([, version]) => version!));
  return [...versions].map((version) => ({ version }));
}
