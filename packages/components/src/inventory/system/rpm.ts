import type { ComponentInput } from '@stoa/model';
import type { Nearby } from '../nearby.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { readSystem, releaseFiles } from './os-release.ts';
import { bdbValues, isBdbHash } from './rpm-bdb.ts';
import { parseRpmHeader } from './rpm-header.ts';
import { isNdb, ndbBlobs } from './rpm-ndb.ts';
import { isSqlite, sqliteBlobs } from './sqlite.ts';
import { systemPurl, toSystemPackage, type Installed } from './system-package.ts';

/**
 * The database of rpm in its three forms: SQLite (rpmdb.sqlite), NDB (Packages.db) and Berkeley DB (Packages). All keep
 * the packages' headers as they were in the .rpm files.
 */
export const rpm: LockfileReader = {
  id: 'rpm',
  files: [/(?:^|\/)(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/(?:rpmdb\.sqlite|Packages\.db|Packages)$/],
  companions: releaseFiles,
  origin: 'observed',
  maxBytes: 512 * 1024 * 1024,
  readBytes: (bytes, path, nearby) => readDatabase(bytes, path, nearby),
};

async function* readDatabase(bytes: Uint8Array, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const system = await readSystem(path, nearby, 'rhel');
  const packages: { one: Installed; provides: string[]; needs: string[] }[] = [];
  for (const blob of blobsOf(bytes)) {
    const header = parseRpmHeader(blob);
    // Keys that were imported stand among the packages.
    if (!header || header.name === 'gpg-pubkey') continue;
    const { name, version, release, epoch, architecture, licence, sourceRpm, provides, needs } = header;
    const source = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/.exec(sourceRpm);
    packages.push({
      one: {
        name,
        version: `${version}-${release}`,
        architecture,
        ...(epoch && { epoch }),
        ...(licence && { licence }),
        ...(source && source[1] !== name && { upstream: source[1]! }),
      },
      provides,
      needs,
    });
  }
  const providers = new Map<string, string>();
  for (const { one, provides } of packages) {
    const purl = systemPurl('rpm', system, one);
    for (const name of [one.name, ...provides]) if (!providers.has(name)) providers.set(name, purl);
  }
  for (const { one, needs } of packages) {
    const own = systemPurl('rpm', system, one);
    const dependsOn = [...new Set(needs.flatMap((name) => providers.get(name) || []))].filter((purl) => purl !== own);
    yield toSystemPackage('rpm', system, { ...one, dependsOn }, { path });
  }
}

function blobsOf(bytes: Uint8Array): Iterable<Uint8Array> {
  if (isSqlite(bytes)) return sqliteBlobs(bytes, 'Packages');
  if (isNdb(bytes)) return ndbBlobs(bytes);
  if (isBdbHash(bytes)) return bdbValues(bytes);
  throw new LockfileError('neither SQLite, NDB nor a hash of Berkeley DB: no database of rpm');
}
