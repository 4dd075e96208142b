import { createHash } from 'node:crypto';
import { Observation, type ObservationInput, type Scan, type Skip } from '@stoa/model';
import { engineFor } from './analyze.ts';
import { openParsers, ParseTimeout, type Parsers } from './edge/parsers.ts';
import { digestSummary } from './flow/digest.ts';
import type { FlowEngine } from './flow/engine.ts';
import type { FlowFinding } from './flow/finding.ts';
import { importsIn } from './importers.ts';
import type { RuleFile } from './examine/examiner.ts';
import type { Module } from './ir/ir.ts';
import { languageOf } from './languages/detect.ts';
import type { LanguageId } from './languages/language.ts';
import type { LanguageFamily } from './languages/family.ts';
import { lowerPacked } from './languages/lower.ts';
import { readModule, writeModule } from './ir/module-bytes.ts';
import { keyOfFile, type LoweredFiles } from './lowered-files.ts';
import { familyOf, families } from './languages/registry.ts';
import { toObservation } from './observe.ts';
import { isPublished, readPackages } from './published.ts';
import { RelatedFiles, specifiersOf } from './related-files.ts';
import { isPatternLanguage, patternRulesOf } from './rules/pattern-rules.ts';
import { codeTool } from './scan.ts';
import type { SourceSnapshot } from './source-snapshot.ts';
import { readSourceText } from './source-text.ts';
import { judgeSuppression, readSuppressions, suppressionFor } from './suppression.ts';

export interface ChangeScanOptions {
  languages?: readonly string[];
  /** Files of rules in Semgrep's language, followed besides our own. */
  rules?: readonly RuleFile[];
  /** Today, `YYYY-MM-DD`. */
  today?: string;
  /** Files lowered by earlier runs. */
  lowered?: LoweredFiles;
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
    const parsers = await openParsers([]);
    const lowered: Lowered = new Map();
    const at = (moment: SourceSnapshot) =>
      new ProgramAt(family, parsers, moment, lowered, options.maxRelated ?? 400, options.lowered);
    const now = at(after);
    const then = at(before);
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
      yield {
        type: 'observation',
        observation: judged(toObservation(finding), now.textOf(finding.place.path), options.today),
      };
  }
  const wanted = changed.filter((path) => {
    const language = languageOf(path);
    if (!language || (options.languages && !options.languages.includes(language))) return false;
    return isPatternLanguage(language) || (options.rules?.length ?? 0) > 0;
  });
  rules.push(...(await patternRulesOf(wanted.flatMap((path) => languageOf(path) ?? []))).map(({ id }) => id));
  const { newMatches } = await import('./new-matches.ts');
  for await (const change of newMatches(after, before, wanted, options.rules ?? [])) {
    if ('skip' in change) {
      // What the flow analysis could not read was said above.
      if (!skipped.some(({ place }) => place === change.skip.place)) skipped.push(change.skip);
    } else if ('found' in change)
      yield { type: 'observation', observation: judged(change.found, change.text, options.today) };
    else if (!familyOf(languageOf(change.looked)!)) looked += 1;
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

/** Loads the grammars and rules for these files, so that they are there when they are needed. */
export async function prepare(paths: readonly string[]): Promise<void> {
  const parsers = await openParsers([]);
  for (const path of paths) {
    const language = languageOf(path);
    if (language) await Promise.all([parsers.loadFor(path, language), families[familyOf(language) ?? '']?.()]);
  }
  await patternRulesOf(paths.flatMap((path) => languageOf(path) ?? []));
}

/** Both programs grow by the callers of whatever changed its behaviour, until nothing new turns up. */
async function compare(
  now: ProgramAt,
  then: ProgramAt,
  changed: ReadonlySet<string>,
): Promise<{ findings: FlowFinding[]; isCut: boolean }> {
  const asked = new Set<string>();
  const focus = new Set(changed);
  // git looks for them while the first round runs.
  void now.naming(changed);
  for (;;) {
    const current = await now.analyze(focus);
    const previous = await then.analyze(focus);
    const news = [...changedFunctions(current.engine, previous.engine, focus)].filter((one) => !asked.has(one));
    for (const one of news) asked.add(one);
    const callers = await now.callersOf(news.map(parseKey));
    if (callers.length > 0) await Promise.all([now.load(callers), then.load(callers)]);
    for (const path of callers) focus.add(path);
    if (callers.length === 0 || now.isFull)
      return { findings: newOnes(current.findings, previous.findings), isCut: now.isFull };
  }
}

/** Early cut-off: only functions whose summary is another one concern their callers. Path and qualified name. */
function* changedFunctions(
  current: FlowEngine,
  previous: FlowEngine,
  focus: ReadonlySet<string>,
): Generator<string, void, void> {
  const digests = (engine: FlowEngine) => {
    const found = new Map<string, string>();
    for (const fn of engine.program.functions) {
      const { path } = fn.module.module;
      if (!focus.has(path)) continue;
      const key = `${path}\0${fn.qualifiedName}\0${fn.fn.parameters.length}`;
      found.set(key, `${found.get(key) ?? ''}${digestSummary(engine, engine.summaryOf(fn.id))}`);
    }
    return found;
  };
  const mine = digests(current);
  const theirs = digests(previous);
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) if (mine.get(key) !== theirs.get(key)) yield key;
}

/** A function whose behaviour has changed. */
interface ChangedFunction {
  readonly path: string;
  /** The last part of its name. */
  readonly name: string;
}

function parseKey(key: string): ChangedFunction {
  const [path = '', qualified = ''] = key.split('\0');
  return { path, name: qualified.slice(Math.max(qualified.lastIndexOf('.'), qualified.lastIndexOf('#')) + 1) };
}

/** The word by which others name a file. */
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
  readonly #naming = new Map<string, Promise<readonly string[]>>();
  /** Files that were changed, or are callers already. */
  readonly #asked = new Set<string>();
  readonly #lowered: Lowered;
  readonly #kept: LoweredFiles | undefined;
  readonly #most: number;
  #related: Promise<RelatedFiles> | undefined;
  #packages: Promise<ReadonlyMap<string, boolean>> | undefined;
  #isLibrary: (path: string) => boolean = () => false;

  constructor(
    family: LanguageFamily,
    parsers: Parsers,
    snapshot: SourceSnapshot,
    lowered: Lowered,
    most: number,
    kept: LoweredFiles | undefined,
  ) {
    this.#family = family;
    this.#parsers = parsers;
    this.#snapshot = snapshot;
    this.#lowered = lowered;
    this.#most = most;
    this.#kept = kept;
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

  /** Reads these files and, where a language has no imports of files, what stands beside them, three steps far. */
  async load(paths: readonly string[], isWanted = true): Promise<void> {
    const related = await this.#files();
    this.#packages ??= readPackages(this.#snapshot);
    const packages = await this.#packages;
    this.#isLibrary = (path) => isPublished(packages, path);
    let open = [...paths];
    for (let distance = 0; distance <= 3 && open.length > 0; distance += 1) {
      const next = new Set<string>();
      for (const path of open) {
        if (this.#modules.has(path) || this.isFull) continue;
        const module = await this.#lower(path);
        this.#modules.set(path, module);
        if (!module || distance === 3) continue;
        for (const one of related.beside(module)) next.add(one);
        // What a changed file imports is always asked for.
        if (distance === 0 && isWanted)
          for (const specifier of specifiersOf(module))
            for (const one of related.imported(module, specifier)) next.add(one);
      }
      open = [...next];
    }
  }

  #files(): Promise<RelatedFiles> {
    this.#related ??= this.#snapshot.list().then((all) => new RelatedFiles(all));
    return this.#related;
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
    await this.#parsers.loadFor(path, language);
    try {
      const module = this.#moduleOf(path, text, language);
      this.#lowered.set(path, { text, module });
      return module;
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.skipped.push({ place: path, reason: 'limit-reached', detail: error.message });
      return null;
    }
  }

  /** As an earlier run has left it, or made now. */
  #moduleOf(path: string, text: string, language: LanguageId): Module {
    const key = this.#kept ? keyOfFile(path, text) : '';
    const bytes = this.#kept?.get(key);
    const known = bytes ? readModule(bytes, (nodes) => this.#parsers.adopt(path, text, language, nodes)) : null;
    if (known) return known;
    const module = lowerPacked(this.#family, this.#parsers.parse(path, text, language));
    const made = this.#kept ? writeModule(module) : null;
    if (made) this.#kept?.put(key, made);
    return module;
  }

  /** Follows the functions of these files, and reads what their imports lead to as it is asked for. */
  async analyze(focus: ReadonlySet<string>): Promise<{ engine: FlowEngine; findings: FlowFinding[] }> {
    for (const path of focus) this.#asked.add(path);
    for (;;) {
      const modules = [...this.#modules.values()]
        .filter((module) => module !== null)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      const engine = engineFor(this.#family, modules, { isLibrary: this.#isLibrary });
      const findings = engine.run(focus);
      const missing = await this.#found(engine.program.missing);
      if (missing.length === 0 || this.isFull)
        return { engine, findings: [...findings, ...(this.#family.inspect?.(modules) ?? [])] };
      await this.load(missing, false);
    }
  }

  /** The files behind imports that led nowhere, as far as there are any. */
  async #found(missing: ReadonlyMap<string, ReadonlySet<string>>): Promise<string[]> {
    const related = await this.#files();
    const found = new Set<string>();
    for (const [path, specifiers] of missing)
      for (const specifier of specifiers) {
        const from = this.#modules.get(path);
        if (from) for (const one of related.imported(from, specifier)) if (!this.#modules.has(one)) found.add(one);
      }
    return [...found];
  }

  /** Files that name one of these; asked of git once. */
  naming(paths: Iterable<string>): Promise<readonly string[]> {
    const words = [...new Set([...paths].map(fileWord))].sort();
    const key = words.join('\0');
    let known = this.#naming.get(key);
    if (!known) {
      known = this.#snapshot.containing(words);
      this.#naming.set(key, known);
    }
    return known;
  }

  /** Files that may call one of these functions and are not here yet. */
  async callersOf(functions: readonly ChangedFunction[]): Promise<string[]> {
    if (functions.length === 0) return [];
    const isImported = this.#family.name === 'javascript' || this.#family.name === 'python';
    const found = isImported ? await this.#importersOf(functions) : await this.#speakersOf(functions);
    return found.filter((path) => {
      const language = languageOf(path);
      return language !== undefined && this.#family.languages.includes(language) && !this.#asked.has(path);
    });
  }

  /** Those that import what has changed, themselves or through files that hand it on. */
  async #importersOf(functions: readonly ChangedFunction[]): Promise<string[]> {
    const related = await this.#files();
    const callers = new Set<string>();
    /** Path → names; `null`: whatever is in it. */
    let wanted = new Map<string, Set<string> | null>();
    for (const { path, name } of functions) {
      const names = this.#exportedBy(path, name) ? (wanted.get(path) ?? new Set<string>()) : null;
      if (wanted.get(path) !== null) wanted.set(path, names && names.add(name));
    }
    for (let step = 0; step < 4 && wanted.size > 0; step += 1) {
      const next = new Map<string, Set<string> | null>();
      for (const path of await this.naming(wanted.keys())) {
        const language = languageOf(path);
        if (!language || callers.has(path) || callers.size > this.#most) continue;
        const bytes = await this.#snapshot.read(path);
        if (!bytes || bytes.length > 1024 * 1024) continue;
        for (const { specifier, names, isHandedOn } of importsIn(Buffer.from(bytes).toString('utf8'), language))
          for (const from of related.imported({ language, path }, specifier)) {
            const own = wanted.get(from);
            const isMeant = own === null || (own && (!names || names.some((name) => own.has(name))));
            if (own === undefined || from === path || !isMeant) continue;
            callers.add(path);
            if (isHandedOn && (language !== 'python' || path.endsWith('__init__.py'))) next.set(path, null);
          }
      }
      wanted = next;
    }
    return [...callers];
  }

  #exportedBy(path: string, name: string): boolean {
    return this.#modules.get(path)?.exports.has(name) === true;
  }

  /** Those in which a name stands; where it is a common word, only those that also name the file it is from. */
  async #speakersOf(functions: readonly ChangedFunction[]): Promise<readonly string[]> {
    // What stands in module code is seen by whoever names the file.
    const words = functions.map(({ path, name }) => (name === '<module>' ? fileWord(path) : name));
    const found = await this.#snapshot.containing(words.filter((word) => /^[\w$]{2,}$/.test(word)));
    if (found.length <= commonWord) return found;
    const naming = new Set(await this.naming(functions.map(({ path }) => path)));
    return found.filter((path) => naming.has(path));
  }
}

function judged(input: ObservationInput, text: string, day = new Date().toISOString().slice(0, 10)): Observation {
  const comment = suppressionFor(readSuppressions(text), input.rule.id, input.location?.startLine ?? 0);
  const counts = comment !== undefined && judgeSuppression(comment, day) === 'suppressed';
  return Observation.parse({
    ...input,
    ...(counts && { suppressed: { by: 'comment', reason: comment.reason, until: comment.until } }),
  });
}
