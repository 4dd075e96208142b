import { z } from 'zod';
import { affectedUntil, type Gathering } from './feed.ts';

/** @see https://www.debian.org/releases/ — releases that are not named here keep their code names. */
const releases: Readonly<Record<string, string>> = {
  wheezy: '7',
  jessie: '8',
  stretch: '9',
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
  forky: '14',
  duke: '15',
};

const Judgement = z.object({
  status: z.enum(['open', 'resolved', 'undetermined']),
  fixed_version: z.string().max(300).optional(),
  urgency: z.string().max(100).catch('').default(''),
});

const Issue = z.object({
  description: z.string().catch('').default(''),
  releases: z.record(z.string().max(100), z.unknown()),
});

/**
 * Debian's security tracker as JSON: source package → vulnerability → release → what holds there.
 * @see https://security-team.debian.org/security_tracker.html
 * @throws {Error} when it is no such file.
 */
export function readDebianTracker(gathering: Gathering, text: string): void {
  const packages = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  for (const [name, issues] of Object.entries(packages)) {
    if (typeof issues !== 'object' || issues === null) {
      gathering.bad += 1;
      continue;
    }
    for (const [id, value] of Object.entries(issues)) readIssue(gathering, name, id, value);
  }
}

function readIssue(gathering: Gathering, name: string, id: string, value: unknown): void {
  const issue = Issue.safeParse(value);
  if (!issue.success || !/^[A-Z]+-[\w-]{1,190}$/.test(id)) {
    gathering.bad += 1;
    return;
  }
  const { description } = issue.data;
  for (const [codename, said] of Object.entries(issue.data.releases)) {
    const release = Object.hasOwn(releases, codename) ? releases[codename]! : codename;
    if (!gathering.wants(release)) continue;
    const { data } = Judgement.safeParse(said);
    if (!data) {
      gathering.bad += 1;
      continue;
    }
    if (data.status === 'undetermined') {
      gathering.undecided += 1;
      continue;
    }
    // "Fixed in 0": the release never had it.
    if (data.status === 'resolved' && (data.fixed_version ?? '0') === '0') continue;
    const advisory = gathering.of(id, { details: description.slice(0, 1500) });
    advisory.packages.push(affectedUntil(name, release, data.status === 'resolved' ? data.fixed_version! : null));
    // One word for all releases: any that counts stands before "unimportant".
    if (advisory.word === null || advisory.word === 'unimportant') advisory.word = wordOf(data.urgency);
  }
}

function wordOf(urgency: string): string | null {
  const word = urgency.replace(/\*+$/, '');
  return ['high', 'medium', 'low', 'unimportant'].includes(word) ? word : null;
}
