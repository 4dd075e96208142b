import { z } from 'zod';
import { compareVersions } from '../../version/compare.ts';
import { releaseOf } from '../release.ts';
import { affectedUntil, type Gathering } from './feed.ts';

const Database = z.object({
  distroversion: z.string().max(50).optional(),
  packages: z.array(z.unknown()).max(1_000_000),
});

const Entry = z.object({
  pkg: z.object({
    name: z.string().min(1).max(500),
    secfixes: z.record(z.string().max(300), z.array(z.string()).nullable()),
  }),
});

/**
 * Alpine's security database of one release and repository: package → version → what it fixes. Others use it too.
 * @see https://gitlab.alpinelinux.org/alpine/security/secdb
 * @throws {Error} when it is no such file.
 */
export function readAlpineSecdb(gathering: Gathering, text: string): void {
  const { distroversion, packages } = Database.parse(JSON.parse(text));
  const release = distroversion === undefined ? null : releaseOf(`Alpine:${distroversion}`);
  for (const value of packages) {
    const { data } = Entry.safeParse(value);
    if (!data) {
      gathering.bad += 1;
      continue;
    }
    for (const [id, { fixed, aliases }] of fixesOf(data.pkg.secfixes, gathering)) {
      const advisory = gathering.of(id);
      for (const alias of aliases) if (!advisory.aliases.includes(alias)) advisory.aliases.push(alias);
      // "Fixed in 0": it never had it.
      if (fixed !== '0') advisory.packages.push(affectedUntil(data.pkg.name, release, fixed));
    }
  }
}

/** A vulnerability that is named twice was not fixed the first time. */
function fixesOf(secfixes: Readonly<Record<string, string[] | null>>, gathering: Gathering) {
  const fixes = new Map<string, { fixed: string; aliases: string[] }>();
  for (const [version, lines] of Object.entries(secfixes)) {
    for (const line of lines ?? []) {
      const ids = line.split(/[\s,()]+/).filter((word) => /^[A-Z][A-Z0-9]*-[\w-]{2,100}$/.test(word));
      if (ids.length === 0) gathering.bad += 1;
      const cves = ids.filter((id) => id.startsWith('CVE-'));
      for (const id of cves.length > 0 ? cves : ids.slice(0, 1)) {
        const aliases = ids.filter((one) => one !== id && !one.startsWith('CVE-'));
        const before = fixes.get(id);
        if (!before || isLater(version, before.fixed)) fixes.set(id, { fixed: version, aliases });
      }
    }
  }
  return fixes;
}

function isLater(a: string, b: string): boolean {
  return b === '0' || (a !== '0' && compareVersions('Alpine', a, b) > 0);
}
