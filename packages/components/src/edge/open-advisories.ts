import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { AdvisoryIndex, EcosystemStatus, SourceStatus } from '../advisories/index-port.ts';
import { releaseOf } from '../advisories/release.ts';
import { AdvisoryFile, listAdvisoryFiles } from './advisory-file.ts';
import { checkedAt, readChecked } from './checked.ts';
import { previousOf } from './sealed-file.ts';
import { openSignal, signalNames, signalPath, type Signals } from './signal-files.ts';

export type OpenAdvisories = AdvisoryIndex & { close(): void };

/**
 * Opens what was fetched earlier; null when nothing was. A damaged file is replaced by the one before it; where there is
 * none, nothing is known of its ecosystem, and `sources` says so.
 */
export function openAdvisories(folder: string): OpenAdvisories | null {
  const noted = readChecked(folder);
  const sources: SourceStatus[] = [];
  const files = new Map<string, AdvisoryFile[]>();
  for (const path of listAdvisoryFiles(folder)) {
    const { opened, problem } = openBest(path, AdvisoryFile.open);
    const [ecosystem = '', source = ''] = opened ? [opened.about.ecosystem, opened.about.source] : namesIn(path);
    const asOf = opened ? checkedAt(noted, basename(path), opened.about.asOf) : '';
    const count = opened?.about.advisories ?? 0;
    sources.push({ name: ecosystem, source, count, asOf, bytes: opened?.bytes ?? 0, ...(problem && { problem }) });
    if (opened) files.set(ecosystem, [...(files.get(ecosystem) ?? []), opened]);
  }
  const signals = signalNames.flatMap((name): Signals[] => {
    const path = signalPath(folder, name);
    if (!existsSync(path)) return [];
    const { opened, problem } = openBest(path, (one) => openSignal(one, name));
    const asOf = opened ? checkedAt(noted, basename(path), opened.about.asOf) : '';
    const { source = '', count = 0 } = opened?.about ?? {};
    sources.push({ name, source, count, asOf, bytes: opened?.bytes ?? 0, ...(problem && { problem }) });
    return opened ? [opened] : [];
  });
  if (sources.length === 0) return null;
  const ecosystems = [...files.keys()].map((name) => toStatus(name, sources));
  return {
    ecosystems,
    sources,
    asOf: ecosystems.map(({ asOf }) => asOf).sort()[0] ?? '',
    lookUp(ecosystem, name) {
      const wanted = releaseOf(ecosystem);
      const own = files
        .get(ecosystem.split(':', 1)[0]!)
        ?.filter(({ about: { releases } }) =>
          releases === undefined || wanted === null ? true : releases.includes(wanted),
        );
      if (!own || own.length === 0) return null;
      return own.flatMap((file) => file.lookUp(name)).filter((one) => one.release === null || one.release === wanted);
    },
    exploited: (cve) => signals.find(({ exploited }) => exploited)?.exploited?.(cve) ?? null,
    predicted: (cve) => signals.find(({ predicted }) => predicted)?.predicted?.(cve) ?? null,
    close: () => [...files.values()].flat().forEach((file) => file.close()),
  };
}

function openBest<T>(path: string, open: (path: string) => T): { opened: T | null; problem?: string } {
  try {
    return { opened: open(path) };
  } catch (error) {
    const why = `${basename(path)} is damaged (${(error as Error).message})`;
    try {
      return {
        opened: open(previousOf(path)),
        problem: `${why}: the one before it is in use. Run "stoa db update --force".`,
      };
    } catch {
      return { opened: null, problem: `${why}, and there is no older one: run "stoa db update --force".` };
    }
  }
}

function toStatus(name: string, sources: readonly SourceStatus[]): EcosystemStatus {
  const own = sources.filter((one) => one.name === name && one.asOf !== '');
  return {
    name,
    advisories: own.reduce((sum, { count }) => sum + count, 0),
    asOf: own.map(({ asOf }) => asOf).sort()[0]!,
  };
}

/** What the name of a file says, where the file itself cannot. */
function namesIn(path: string): string[] {
  const [, ecosystem = '', source = ''] = /^(.*)\.([a-z0-9-]+)\.adv$/.exec(basename(path)) ?? [];
  return [decodeURIComponent(ecosystem), source];
}
