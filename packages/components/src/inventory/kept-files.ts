import { posix } from 'node:path';
import { isSkip, type FileTree, type Skip, type SourceFile } from '@stoa/model';
import { decodeText, type Nearby } from './nearby.ts';
import type { LockfileReader } from './reader.ts';

/** Siblings larger than this are not looked into. */
const maxSiblingBytes = 64 * 1024 * 1024;
/** Parsed siblings kept at a time: a tree of ten thousand modules has few parents. */
const maxParsed = 500;

/** What a scan reads: which files are whose, and the rest by name. Holds no content but a few parsed siblings. */
export class KeptFiles implements Nearby {
  readonly own: { file: SourceFile; reader: LockfileReader }[] = [];
  readonly skipped: Skip[] = [];
  readonly #byPath = new Map<string, SourceFile>();
  readonly #byName = new Map<string, string[]>();
  readonly #made = new Map<unknown, Promise<unknown>>();
  readonly #parsed = new Map<(text: string) => unknown, Map<string, Promise<unknown>>>();

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  above(path: string, name: string): string | null {
    for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
      const candidate = folder === '.' ? name : `${folder}/${name}`;
      if (this.#byPath.has(candidate)) return candidate;
      if (folder === '.' || folder === '/') return null;
    }
  }

  named(name: string): readonly string[] {
    return this.#byName.get(name) ?? [];
  }

  async once<T>(make: (nearby: Nearby) => Promise<T>): Promise<T> {
    const known = this.#made.get(make) as Promise<T> | undefined;
    if (known) return known;
    const value = make(this);
    this.#made.set(make, value);
    return value;
  }

  async parsed<T>(path: string, parse: (text: string) => T): Promise<T | null> {
    const file = this.#byPath.get(path);
    if (!file || file.size > maxSiblingBytes) return null;
    let known = this.#parsed.get(parse);
    if (!known) this.#parsed.set(parse, (known = new Map()));
    let value = known.get(path) as Promise<T | null> | undefined;
    if (!value) {
      if (known.size >= maxParsed) known.clear();
      // A sibling that is broken is its own reader's to report; for others it is as if it were not there.
      value = file
        .read()
        .then((bytes) => parse(decodeText(bytes)), nothing)
        .catch(nothing);
      known.set(path, value);
    }
    return value;
  }

  keep(file: SourceFile): void {
    this.#byPath.set(file.path, file);
    const name = posix.basename(file.path);
    const known = this.#byName.get(name);
    if (known) known.push(file.path);
    else this.#byName.set(name, [file.path]);
  }
}

const nothing = () => null;

/** Walks a tree once and keeps what readers read or ask for. */
export async function keepFiles(tree: FileTree, readers: readonly LockfileReader[]): Promise<KeptFiles> {
  const kept = new KeptFiles();
  const reads = matcherOf(readers, ({ files }) => files);
  const asksFor = matcherOf(readers, ({ companions = [] }) => companions);
  const lookers = readers.filter(({ matches }) => matches);
  for await (const file of tree.files()) {
    if (isSkip(file)) {
      kept.skipped.push(file);
      continue;
    }
    const reader = reads(file.path) ?? lookers.find(({ matches }) => matches!(file));
    if (reader) kept.own.push({ file, reader });
    if (reader || asksFor(file.path)) kept.keep(file);
  }
  return kept;
}

/** Exact names by a table, the few expressions one after the other; the first of the registry wins. */
function matcherOf(
  readers: readonly LockfileReader[],
  patternsOf: (reader: LockfileReader) => readonly (string | RegExp)[],
): (path: string) => LockfileReader | undefined {
  const names = new Map<string, number>();
  const expressions: [pattern: RegExp, rank: number][] = [];
  readers.forEach((reader, rank) => {
    for (const pattern of patternsOf(reader)) {
      if (typeof pattern !== 'string') expressions.push([pattern, rank]);
      else if (!names.has(pattern)) names.set(pattern, rank);
    }
  });
  return (path) => {
    const named = names.get(posix.basename(path)) ?? readers.length;
    const rank = expressions.find(([pattern, one]) => one >= named || pattern.test(path))?.[1] ?? named;
    return readers[Math.min(rank, named)];
  };
}
