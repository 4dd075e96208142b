import { z } from 'zod';
import { newestScore } from '../../cvss.ts';
import { affectedUntil, type Gathering } from './feed.ts';

/** @see https://wiki.ubuntu.com/Releases — releases that are not named here keep their code names. */
const releases: Readonly<Record<string, string>> = {
  trusty: '14.04',
  xenial: '16.04',
  bionic: '18.04',
  focal: '20.04',
  jammy: '22.04',
  noble: '24.04',
  oracular: '24.10',
  plucky: '25.04',
  questing: '25.10',
  resolute: '26.04',
};

const Status = z.object({
  release_codename: z.string().max(100),
  status: z.string().max(50),
  /** Where it was released: the version. */
  description: z.string().catch('').default(''),
  pocket: z.string().nullable().optional().catch(undefined),
});

const Cve = z.object({
  id: z.string().regex(/^CVE-\d{4}-\d{4,}$/),
  description: z.string().nullable().catch('').default(''),
  priority: z.string().max(50).nullable().catch(null).default(null),
  updated_at: z.string().max(50).optional().catch(undefined),
  impact: z
    .object({ baseMetricV3: z.object({ cvssV3: z.object({ vectorString: z.string().max(300) }) }) })
    .optional()
    .catch(undefined),
  packages: z
    .array(z.object({ name: z.string().min(1).max(500), statuses: z.array(z.unknown()).max(10_000) }))
    .max(10_000)
    .catch([])
    .default([]),
});

/** One page of them. */
const Page = z.object({ cves: z.array(z.unknown()).max(1_000_000), total_results: z.int().min(0).optional() });

/**
 * Ubuntu's CVEs as JSON, pages of its API or one CVE a file: CVE → source package → release → status.
 * @see https://ubuntu.com/security/api/docs
 * @throws {Error} when it is no such file.
 */
export function readUbuntuCves(gathering: Gathering, text: string): void {
  const value: unknown = JSON.parse(text);
  const page = Page.safeParse(value);
  for (const one of page.success ? page.data.cves : [value]) {
    const { data } = Cve.safeParse(one);
    if (data) readCve(gathering, data);
    else gathering.bad += 1;
  }
}

/** How many there are in all, as a page says; null where it says nothing. */
export function totalOf(text: string): { total: number; here: number } | null {
  const { data } = Page.safeParse(JSON.parse(text));
  return data?.total_results === undefined ? null : { total: data.total_results, here: data.cves.length };
}

function readCve(gathering: Gathering, cve: z.infer<typeof Cve>): void {
  const vector = cve.impact?.baseMetricV3.cvssV3.vectorString;
  for (const { name, statuses } of cve.packages) {
    for (const value of statuses) {
      const { data } = Status.safeParse(value);
      if (data && !gathering.wants(toRelease(data))) continue;
      const fixed = data && fixedIn(data);
      if (!data) gathering.bad += 1;
      else if (fixed === 'undecided') gathering.undecided += 1;
      else if (fixed !== 'not-affected') {
        const advisory = gathering.of(cve.id, {
          details: (cve.description ?? '').slice(0, 1500),
          word: cve.priority,
          cvss: newestScore(vector ? [vector] : []),
          modified: cve.updated_at ?? '',
        });
        advisory.packages.push(affectedUntil(name, toRelease(data), fixed?.version ?? null));
      }
    }
  }
}

/** `esm-infra/xenial` and packages of paid pockets are releases of their own. */
function toRelease({ release_codename: codename, pocket }: z.infer<typeof Status>): string {
  const [name = '', paid] = codename.split('/').toReversed();
  const release = Object.hasOwn(releases, name) ? releases[name]! : name;
  return paid !== undefined || (pocket ?? '').startsWith('esm') ? `Pro:${release}` : release;
}

function fixedIn({
  status,
  description,
}: z.infer<typeof Status>): { version: string } | null | 'not-affected' | 'undecided' {
  switch (status) {
    case 'released':
      return /^\S*\d\S*$/.test(description) ? { version: description } : 'undecided';
    case 'needed':
    case 'pending':
    case 'deferred':
    case 'ignored':
      return null;
    case 'not-affected':
    case 'DNE':
      return 'not-affected';
    default:
      return 'undecided'; // needs-triage, in-triage
  }
}
