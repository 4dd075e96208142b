import { createHash } from 'node:crypto';
import { Observation, type Scan, type Skip } from '@stoa/model';
import { engineFor } from './analyze.ts';
import { openParsers, ParseTimeout, type Parsers } from './edge/parsers.ts';
import { digestSummary } from './flow/digest.ts';
import type { FlowEngine } from './flow/engine.ts';
import type { FlowFinding } from './flow/finding.ts';
import type { Module } from './ir/ir.ts';
import { languageOf } from './languages/detect.ts';
import type { LanguageFamily } from './languages/family.ts';
import { familyOf, families } from './languages/registry.ts';
import { toObservation } from './observe.ts';
import { isPublished, readPackages } from './published.ts';
import { RelatedFiles } from './related-files.ts';
import { codeTool } from './scan.ts';
import { readSourceText } from './source-text.ts';
import { judgeSuppression, readSuppressions, suppressionFor } from './suppression.ts';

/** The files of a project at one moment, by path. */
export interface SourceSnapshot {
  list(): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array | null>;
  /** Files in which one of the words stands. */
  containing(words: readonly string[]): Promise<readonly string[]>;
}

export interface ChangeScanOptions {
  languages?: readonly string[];
  /** Today, `YYYY-MM-DD`. */
  today?: string;
  /** Files looked at for the sake of the changed ones: 400. */
  maxRelated?: number;
}

/**
 * What a change brings: the changed files, what they call, and who calls them as long as what is called has changed
 * its behaviour. Gives only what was not there before.
 */
export async function* scanChanges(
  after: SourceSnapshot,
  before: SourceSnapshot,
  changed: readonly string[],
  options: ChangeScanOptions = {},
): Scan {
  const byFamily = new Map<string, string[]>();
  for (const path of changed) {
    const language = languageOf(path);
    const name = language && familyOf(language);
    if (!name || (options.languages && !options.languages.includes(language))) continue;
    byFamily.set(name, [...(byFamily.get(name) ?? []), path]);
  }
  const skipped: Skip[] = [];
  const rules: string[] = [];
  let looked = 0;
  for (const [name, paths] of byFamily) {
    const family = await families[name]!();
    rules.push(...family.rules.map(({ id }) => id));
    const parsers = await openParsers(family.languages);
    const lowered: Lowered = new Map();
    const now = new ProgramAt(family, parsers, after, lowered, options.maxRelated ?? 400);
    const then = new ProgramAt(family, parsers, before, lowered, options.maxRelated ?? 400);
    await Promise.all([now.load(paths), then.load(paths)]);
    looked += paths.filter((path) => now.has(path)).length;
    const { findings, isCut } = await compare(now, then, new Set(paths));
    skipped.push(...now.skipped.filter(({ place }) => paths.includes(place)));
    if (isCut)
      skipped.push({
        place: '',
        reason: 'limit-reached',
        detail: 'so many files call what has changed that not all of them were looked at',
      });
    for (const finding of findings)
      yield { type: 'observation', observation: await judged(finding, now, options.today) };
  }
  return {
    tool: { name: codeTool, version: '1', rulesDigest: createHash('sha256').update(rules.join('\n')).digest('hex') },
    completeness: 'partial',
    reason: 'only what has changed was looked at',
    coverage: {
      kinds: ['code'],
      roots: [],
      rules,
      looked,
      skipped: skipped.slice(0, 1000),
      skippedTotal: skipped.length,
    },
  };
}

/** Both programs grow by the callers of whatever changed its behaviour, until nothing new turns up. */
async function compare(
  now: ProgramAt,
  then: ProgramAt,
  changed: ReadonlySet<string>,
): Promise<{ findings: FlowFinding[]; isCut: boolean }> {
  const asked = new Set<string>();
  for (;;) {
    const current = now.analyze();
    const previous = then.analyze();
    const { names, files } = namesThatChanged(current.engine, previous.engine);
    const words = names.filter((name) => !asked.has(name));
    for (const name of words) asked.add(name);
    const callers = await now.callersOf(words, files, changed);
    if (callers.length > 0) await Promise.all([now.load(callers), then.load(callers)]);
    if (callers.length === 0 || now.isFull)
      return { findings: newOnes(current.findings, previous.findings), isCut: now.isFull };
  }
}

/** Early cut-off: only functions whose summary is another one concern their callers. */
function namesThatChanged(current: FlowEngine, previous: FlowEngine): { names: string[]; files: string[] } {
  const digests = (engine: FlowEngine) => {
    const found = new Map<string, string>();
    for (const fn of engine.program.functions) {
      const key = `${fn.module.module.path} ${fn.qualifiedName} ${fn.fn.parameters.length}`;
      found.set(key, `${found.get(key) ?? ''}${digestSummary(engine, engine.summaryOf(fn.id))}`);
    }
    return found;
  };
  const mine = digests(current);
  const theirs = digests(previous);
  const names = new Set<string>();
  const files = new Set<string>();
  for (const [key, digest] of [...mine, ...theirs]) {
    if (mine.get(key) === theirs.get(key) || digest === '') continue;
    const [path = '', qualified = ''] = key.split(' ');
    files.add(fileWord(path));
    const simple = qualified.slice(Math.max(qualified.lastIndexOf('.'), qualified.lastIndexOf('#')) + 1);
    // What stands in module code is seen by whoever imports the file.
    if (/^[\w$]+$/.test(simple)) names.add(simple);
    else if (simple === '<module>') names.add(fileWord(path));
  }
  return { names: [...names].filter((name) => name.length > 1), files: [...files] };
}

function fileWord(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  // Callers name the folder of these: a package.
  const isFolder = name === 'index' || name === '__init__' || path.endsWith('.go');
  return isFolder ? (path.split('/').at(-2) ?? name) : name;
}

/** The same rule on the same line's text was there before, as often. */
function newOnes(current: readonly FlowFinding[], previous: readonly FlowFinding[]): FlowFinding[] {
  const known = new Map<string, number>();
  const keyOf = ({ rule, place }: FlowFinding) => `${rule.id}\0${place.path}\0${place.excerpt()}`;
  for (const finding of previous) known.set(keyOf(finding), (known.get(keyOf(finding)) ?? 0) + 1);
  return current.filter((finding) => {
    const left = known.get(keyOf(finding)) ?? 0;
    known.set(keyOf(finding), left - 1);
    return left <= 0;
  });
}

/** Files that are the same at both moments are read once: path → what was read, and what it became. */
type Lowered = Map<string, { text: string; module: Module }>;

/** A name that stands in more files than this is a common word: then a caller must also name the file it is from. */
const commonWord = 40;

/** As much of a project as a change concerns, at one moment. */
class ProgramAt {
  readonly skipped: Skip[] = [];
  readonly #family: LanguageFamily;
  readonly #parsers: Parsers;
  readonly #snapshot: SourceSnapshot;
  readonly #modules = new Map<string, Module | null>();
  readonly #texts = new Map<string, string>();
  readonly #lowered: Lowered;
  readonly #most: number;
  #related: Promise<RelatedFiles> | undefined;
  #packages: Promise<ReadonlyMap<string, boolean>> | undefined;
  #isLibrary: (path: string) => boolean = () => false;

  constructor(family: LanguageFamily, parsers: Parsers, snapshot: SourceSnapshot, lowered: Lowered, most: number) {
    this.#family = family;
    this.#parsers = parsers;
    this.#snapshot = snapshot;
    this.#lowered = lowered;
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#modules.size >= this.#most;
  }

  has(path: string): boolean {
    return (this.#modules.get(path) ?? null) !== null;
  }

  textOf(path: string): string {
    return this.#texts.get(path) ?? '';
  }

  /** Reads these files and what they call, three steps far. */
  async load(paths: readonly string[]): Promise<void> {
    this.#related ??= this.#snapshot.list().then((all) => new RelatedFiles(all));
    this.#packages ??= readPackages(this.#snapshot);
    const [related, packages] = await Promise.all([this.#related, this.#packages]);
    this.#isLibrary = (path) => isPublished(packages, path);
    let open = [...paths];
    for (let distance = 0; distance <= 3 && open.length > 0; distance += 1) {
      const next = new Set<string>();
      for (const path of open) {
        if (this.#modules.has(path) || this.isFull) continue;
        const module = await this.#lower(path);
        this.#modules.set(path, module);
        if (module && distance < 3) for (const one of related.of(module)) next.add(one);
      }
      open = [...next];
    }
  }

  async #lower(path: string): Promise<Module | null> {
    const language = languageOf(path);
    if (!language || !this.#family.languages.includes(language)) return null;
    const bytes = await this.#snapshot.read(path);
    if (bytes === null) return null;
    const text =
      bytes.length > 1024 * 1024
        ? { place: path, reason: 'too-large' as const, detail: `${bytes.length} bytes` }
        : readSourceText(path, bytes);
    if (typeof text !== 'string') {
      this.skipped.push(text);
      return null;
    }
    this.#texts.set(path, text);
    const known = this.#lowered.get(path);
    if (known?.text === text) return known.module;
    try {
      const module = this.#family.lower(this.#parsers.parse(path, text, language));
      this.#lowered.set(path, { text, module });
      return module;
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.skipped.push({ place: path, reason: 'limit-reached', detail: error.message });
      return null;
    }
  }

  analyze(): { engine: FlowEngine; findings: FlowFinding[] } {
    const modules = [...this.#modules.values()]
      .filter((module) => module !== null)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    const engine = engineFor(this.#family, modules, { isLibrary: this.#isLibrary });
    return { engine, findings: [...engine.run(), ...(this.#family.inspect?.(modules) ?? [])] };
  }

  /** Files in which one of these names stands and that are not here yet. */
  async callersOf(names: readonly string[], files: readonly string[], changed: ReadonlySet<string>): Promise<string[]> {
    let found = await this.#snapshot.containing(names);
    if (found.length > commonWord) {
      const naming = new Set(await this.#snapshot.containing(files));
      found = found.filter((path) => naming.has(path));
    }
    return found.filter((path) => {
      const language = languageOf(path);
      return (
        language !== undefined &&
        this.#family.languages.includes(language) &&
        !changed.has(path) &&
        !this.#modules.has(path)
      );
    });
  }
}

async function judged(
  finding: FlowFinding,
  program: ProgramAt,
  day = new Date().toISOString().slice(0, 10),
): Promise<Observation> {
  const observation = toObservation(finding);
  const comments = readSuppressions(program.textOf(finding.place.path));
  const comment = suppressionFor(comments, finding.rule.id, observation.location?.startLine ?? 0);
  const counts = comment !== undefined && judgeSuppression(comment, day) === 'suppressed';
  return Observation.parse({
    ...observation,
    ...(counts && { suppressed: { by: 'comment', reason: comment.reason, until: comment.until } }),
  });
}
