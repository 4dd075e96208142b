import { z } from 'zod';
import type { KnownExploited } from '@stoa/model';

const Entry = z.object({
  cveID: z.string().regex(/^CVE-\d{4}-\d{4,}$/),
  dateAdded: z.iso.date(),
  dueDate: z.iso.date().optional().catch(undefined),
  knownRansomwareCampaignUse: z.string().optional().catch(undefined),
});

const Catalog = z.object({
  catalogVersion: z.string().max(50).catch('').default(''),
  vulnerabilities: z.array(z.unknown()).max(1_000_000),
});

/**
 * The catalogue of known exploited vulnerabilities, by CVE.
 * @see https://www.cisa.gov/known-exploited-vulnerabilities-catalog
 * @throws {Error} when it is no such catalogue.
 */
export function readKev(text: string): { version: string; exploited: Map<string, KnownExploited>; bad: number } {
  const { catalogVersion, vulnerabilities } = Catalog.parse(JSON.parse(text));
  const exploited = new Map<string, KnownExploited>();
  let bad = 0;
  for (const one of vulnerabilities) {
    const { data } = Entry.safeParse(one);
    if (!data) bad += 1;
    else
      exploited.set(data.cveID, {
        source: 'CISA',
        since: data.dateAdded,
        ...(data.dueDate && { due: data.dueDate }),
        ransomware: data.knownRansomwareCampaignUse === 'Known',
      });
  }
  if (exploited.size === 0) throw new Error('it names no vulnerability');
  return { version: catalogVersion, exploited, bad };
}
