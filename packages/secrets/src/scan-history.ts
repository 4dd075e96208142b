import type { History, Introduction, Observation, Scan, ScanSummary, Skip, Unpacker } from '@stoa/model';
import { configure, digestOf, type SearchOptions } from './configure.ts';
import { createExaminer } from './examine.ts';

export const secretsHistoryTool = 'stoa-secrets-history';

/** Secrets held in memory until their commits are known; more, and the history is a heap of them anyway. */
const maxHeld = 50_000;

interface Held {
  observation: Observation;
  blob: string;
}

/**
 * Looks for secrets in all that a repository has ever held. Each version of a file is looked at once; a secret is told
 * once for each path it was at, with the commit that brought it.
 */
export async function* scanSecretHistory(history: History, options: SearchOptions): Scan {
  const { unpacker } = options;
  const skipped: Skip[] = [];
  const { rules, openFile } = configure(options, skipped);
  const examine = createExaminer(options);
  const held: Held[] = [];
  let looked = 0;
  let read = 0;
  let binary = 0;
  for await (const blob of history.blobs()) {
    if ('reason' in blob) {
      skipped.push(blob);
      continue;
    }
    const path = blob.path || `object ${blob.id.slice(0, 12)}`;
    for await (const file of filesIn(path, blob.bytes, unpacker)) {
      if ('reason' in file) {
        skipped.push(file);
        continue;
      }
      const scanned = openFile(file.path, file.bytes);
      if (scanned === null) {
        binary += 1;
        continue;
      }
      looked += 1;
      read += file.bytes.length;
      for (const observation of await examine(scanned)) {
        if (held.length < maxHeld) held.push({ observation, blob: blob.id });
        else skipped.push({ place: file.path, reason: 'limit-reached', detail: `more than ${maxHeld} secrets` });
      }
      if (scanned.exhausted)
        skipped.push({ place: file.path, reason: 'limit-reached', detail: 'too much in it to look at all of it' });
      if (looked % 100 === 0) yield { type: 'progress', done: looked };
    }
  }
  const ids = new Set(held.map(({ blob }) => blob));
  const introductions = await history.introductions(ids);
  const current = await history.current(ids);
  for (const observation of told(held, introductions, current)) yield { type: 'observation', observation };
  return {
    tool: { name: secretsHistoryTool, version: '1', rulesDigest: digestOf(rules) },
    ...completenessOf(history, skipped),
    coverage: {
      kinds: ['secret'],
      roots: [''],
      rules: rules.map(({ id }) => id),
      looked,
      bytes: read,
      notApplicable: binary,
      skipped: skipped.slice(0, 1000),
      skippedTotal: skipped.length,
    },
  };
}

function completenessOf(
  { incomplete }: History,
  skipped: readonly Skip[],
): Pick<ScanSummary, 'completeness' | 'reason'> {
  const reason = incomplete ?? skipped.find(({ place }) => place === '')?.detail;
  return reason === undefined ? { completeness: 'complete' } : { completeness: 'partial', reason };
}

async function* filesIn(path: string, bytes: Uint8Array, unpacker: Unpacker | undefined) {
  const inside = unpacker?.open(path, bytes);
  if (!inside) {
    yield { path, bytes };
    return;
  }
  for await (const file of inside) yield 'reason' in file ? file : { path: file.path, bytes: await file.read() };
}

/** Of the versions of a file that hold the same secret the first stands for all. */
function told(
  held: readonly Held[],
  introductions: ReadonlyMap<string, Introduction>,
  current: ReadonlySet<string>,
): Observation[] {
  const groups = new Map<string, Held[]>();
  for (const one of held) {
    const { location, secretDigest } = one.observation;
    const group = `${secretDigest} ${location?.path}`;
    const known = groups.get(group);
    if (known) known.push(one);
    else groups.set(group, [one]);
  }
  return [...groups.values()].map((group) => {
    const time = ({ blob }: Held) => introductions.get(blob)?.at ?? '9999';
    const first = group.reduce((a, b) => (time(b) < time(a) ? b : a));
    const now = group.find(({ blob }) => current.has(blob));
    return inHistory(first, now, introductions.get(first.blob), new Set(group.map(({ blob }) => blob)).size);
  });
}

function inHistory(first: Held, now: Held | undefined, introduced: Introduction | undefined, versions: number) {
  // Where it still stands, the present line helps more than the first one.
  const { observation } = now ?? first;
  const { description, title, tags } = observation;
  const came = introduced
    ? `It came in with commit ${introduced.commit.slice(0, 12)} on ${introduced.at.slice(0, 10)}`
    : 'No commit that a branch or a tag leads to holds it';
  const stays = `${came}${versions > 1 ? ` and is in ${versions} versions of this file` : ''}. Whoever has a clone has it.`;
  return {
    ...observation,
    title: now ? title : `${title}, ${introduced ? 'in the history' : 'in a dropped commit'}`.slice(0, 500),
    description: `${description} ${stays}`,
    ...(introduced && { introduced }),
    // What is gone from the present files is no longer in a script of theirs.
    tags: now ? tags : ['history', ...tags.filter((tag) => tag !== 'build-script')],
  } satisfies Observation;
}
