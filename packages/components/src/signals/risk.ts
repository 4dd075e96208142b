import type { Component, Severity } from '@stoa/model';
import type { NamesInUse } from './names-in-use.ts';

/** What a registry says of one version, as far as it was asked; `undefined` is unknown. */
export interface PublishedFacts {
  /** ISO 8601. */
  publishedAt?: string;
  /** What its owner says instead of maintaining it. */
  deprecated?: string;
  installScripts?: boolean;
  /** How many people may publish it. */
  maintainers?: number;
  /** When the newest version of the package was published, ISO 8601. */
  lastPublishedAt?: string;
}

/** A reason to look twice at a package: no proof of anything. */
export interface Risk {
  id:
    | 'look-alike-name'
    | 'mutable-reference'
    | 'unpinned'
    | 'insecure-source'
    | 'no-digest'
    | 'install-script'
    | 'just-published'
    | 'deprecated'
    | 'abandoned'
    | 'no-maintainer';
  severity: Severity;
  /** In one sentence, without the package's name. */
  reason: string;
  next: string;
}

const day = 24 * 60 * 60 * 1000;

/** How long a version has to be out before nobody wonders any more, and a package without a new one to count as left. */
const young = 3 * day;
const old = 4 * 365 * day;

/** Everything about one package that is worth a second look. Pure: the time is given. */
export function risksOf(component: Component, names: NamesInUse, facts: PublishedFacts | undefined, now: Date): Risk[] {
  return [
    lookAlikeName(component, names),
    reference(component),
    ...markedRisks(component),
    ...publishedRisks(facts, now),
  ].filter((risk) => risk !== null);
}

function lookAlikeName(component: Component, names: NamesInUse): Risk | null {
  const imitated = names.imitated(component);
  return (
    imitated && {
      id: 'look-alike-name',
      severity: 'high',
      reason: `Its name looks like ${imitated.name}: ${imitated.by}.`,
      next: `Make sure that it is not ${imitated.name} that was meant; if it was, remove this one and look at what it did.`,
    }
  );
}

/** Ecosystems whose references a person writes, and whoever owns the other end can change. */
const references: Readonly<Record<string, { pinned: RegExp; what: string }>> = {
  github: { pinned: /^[0-9a-f]{40}$/, what: 'a commit' },
  docker: { pinned: /^sha256:[0-9a-f]{64}$/, what: 'a digest' },
  oci: { pinned: /^sha256:[0-9a-f]{64}$/, what: 'a digest' },
};

function reference({ purl, version, scope }: Component): Risk | null {
  const type = /^pkg:([^/]+)\//.exec(purl)?.[1] ?? '';
  const kind = Object.hasOwn(references, type) ? references[type] : undefined;
  if (kind)
    return kind.pinned.test(version)
      ? null
      : {
          id: 'mutable-reference',
          severity: 'low',
          reason: `${version || 'No version'} can be made to mean something else by whoever owns it.`,
          next: `Name ${kind.what} instead, with the version in a comment.`,
        };
  return version === '' && scope !== 'peer'
    ? {
        id: 'unpinned',
        severity: 'low',
        reason: 'No version is pinned: what is installed is decided on the day.',
        next: 'Pin it in a lock file.',
      }
    : null;
}

function markedRisks({ marks = [] }: Component): Risk[] {
  return marks.map((mark) => marked[mark]);
}

const marked: Record<NonNullable<Component['marks']>[number], Risk> = {
  'install-script': {
    id: 'install-script',
    severity: 'info',
    reason: 'It runs a script when it is installed.',
    next: 'Read the script, or install without scripts and allow this one by name.',
  },
  'insecure-source': {
    id: 'insecure-source',
    severity: 'medium',
    reason: 'It is fetched over a connection that anybody on the way can change.',
    next: 'Fetch it over https from a registry.',
  },
  'no-digest': {
    id: 'no-digest',
    severity: 'low',
    reason: 'Its lock file holds no digest: another content under the same name would not be noticed.',
    next: 'Write the lock file anew with a current version of the package manager.',
  },
  deprecated: {
    id: 'deprecated',
    severity: 'low',
    reason: 'Its owner has marked this version as deprecated.',
    next: 'Move to what the owner names instead.',
  },
};

function publishedRisks(facts: PublishedFacts | undefined, now: Date): Risk[] {
  if (!facts) return [];
  const { publishedAt, deprecated, installScripts, maintainers, lastPublishedAt } = facts;
  const age = publishedAt === undefined ? undefined : now.getTime() - Date.parse(publishedAt);
  const quiet = lastPublishedAt === undefined ? undefined : now.getTime() - Date.parse(lastPublishedAt);
  const risks: Risk[] = [];
  if (age !== undefined && age < young)
    risks.push({
      id: 'just-published',
      severity: age < day ? 'medium' : 'low',
      reason: `This version was published ${hours(age)} ago: few have looked at it.`,
      next: 'Wait a few days before using it, unless it repairs something that hurts you.',
    });
  if (deprecated !== undefined)
    risks.push({ ...marked.deprecated, reason: `Its owner says: ${deprecated.slice(0, 200)}` });
  if (installScripts === true) risks.push(marked['install-script']);
  if (maintainers === 0)
    risks.push({
      id: 'no-maintainer',
      severity: 'low',
      reason: 'Nobody is named as its maintainer: whoever takes the name over is yours, too.',
      next: 'Look for one that is maintained.',
    });
  if (quiet !== undefined && quiet > old)
    risks.push({
      id: 'abandoned',
      severity: 'info',
      reason: `Nothing was published for ${Math.floor(quiet / (365 * day))} years.`,
      next: 'Ask whether somebody would repair a flaw in it; if not, look for one that is maintained.',
    });
  return risks;
}

function hours(milliseconds: number): string {
  const count = Math.max(1, Math.round(milliseconds / 3_600_000));
  return count === 1 ? 'an hour' : `${count} hours`;
}
