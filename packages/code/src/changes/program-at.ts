import type { Skip } from '@stoa/model';
import { engineFor } from '../analyze.ts';
import type { FlowEngine } from '../flow/engine.ts';
import type { FlowFinding } from '../flow/finding.ts';
import type { Module } from '../ir/ir.ts';
import { languageOf } from '../languages/detect.ts';
import type { LanguageFamily } from '../languages/family.ts';
import { isPublished, readPackages, type Packages } from '../published.ts';
import { readSourceText } from '../source-text.ts';
import type { LoweredModules } from './lowered-modules.ts';
import { RelatedFiles, specifiersOf } from './related-files.ts';
import type { SourceSnapshot } from './source-snapshot.ts';

/** Larger files are left out, and said so. */
const mostBytes = 1024 * 1024;

/** As much of a project as a change concerns, at one moment. */
export class ProgramAt {
  readonly family: LanguageFamily;
  readonly snapshot: SourceSnapshot;
  readonly skipped: Skip[] = [];
  readonly #lowered: LoweredModules;
  readonly #most: number;
  readonly #modules = new Map<string, Module | null>();
  readonly #texts = new Map<string, string>();
  /** Files that were changed, or are callers already. */
  readonly #asked = new Set<string>();
  #related: Promise<RelatedFiles> | undefined;
  #packages: Promise<Packages> | undefined;

  /** @param most files that are read at most. */
  constructor(family: LanguageFamily, snapshot: SourceSnapshot, lowered: LoweredModules, most: number) {
    this.family = family;
    this.snapshot = snapshot;
    this.#lowered = lowered;
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#modules.size >= this.#most;
  }

  has(path: string): boolean {
    return (this.#modules.get(path) ?? null) !== null;
  }

  wasAsked(path: string): boolean {
    return this.#asked.has(path);
  }

  textOf(path: string): string {
    return this.#texts.get(path) ?? '';
  }

  exports(path: string, name: string): boolean {
    return this.#modules.get(path)?.exports.has(name) === true;
  }

  /** All files there are. */
  files(): Promise<RelatedFiles> {
    this.#related ??= this.snapshot.list().then((all) => new RelatedFiles(all));
    return this.#related;
  }

  /** Reads these files and, where a language has no imports of files, what stands beside them, three steps far. */
  async load(paths: readonly string[], isWanted = true): Promise<void> {
    let open = paths;
    for (let distance = 0; distance <= 3 && open.length > 0; distance += 1) {
      const fresh = open
        .filter((path) => !this.#modules.has(path))
        .slice(0, Math.max(0, this.#most - this.#modules.size));
      for (const path of fresh) this.#modules.set(path, null);
      const read = Promise.all(fresh.map((path) => this.#lower(path)));
      const related = await this.files();
      const next = new Set<string>();
      for (const module of await read) {
        if (!module) continue;
        this.#modules.set(module.path, module);
        if (distance === 3) continue;
        for (const one of related.beside(module)) next.add(one);
        // What a changed file imports is always asked for.
        if (distance === 0 && isWanted)
          for (const specifier of specifiersOf(module))
            for (const one of related.imported(module, specifier)) next.add(one);
      }
      open = [...next];
    }
  }

  async #lower(path: string): Promise<Module | null> {
    const language = languageOf(path);
    if (!language || !this.family.languages.includes(language)) return null;
    const bytes = await this.snapshot.read(path);
    if (bytes === null) return null;
    const text =
      bytes.length > mostBytes
        ? { place: path, reason: 'too-large' as const, detail: `${bytes.length} bytes` }
        : readSourceText(path, bytes);
    if (typeof text !== 'string') {
      this.skipped.push(text);
      return null;
    }
    this.#texts.set(path, text);
    const module = await this.#lowered.of({ path, text, language });
    if (!('reason' in module)) return module;
    this.skipped.push(module);
    return null;
  }

  /** Follows the functions of these files, and reads what their imports lead to as it is asked for. */
  async analyze(focus: ReadonlySet<string>): Promise<{ engine: FlowEngine; findings: FlowFinding[] }> {
    for (const path of focus) this.#asked.add(path);
    this.#packages ??= readPackages(this.snapshot);
    const packages = await this.#packages;
    for (;;) {
      const modules = [...this.#modules.values()]
        .filter((module) => module !== null)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      const engine = engineFor(this.family, modules, { isLibrary: (path) => isPublished(packages, path) });
      const findings = engine.run(focus);
      const missing = await this.#found(engine.program.missing);
      if (missing.length === 0 || this.isFull)
        return { engine, findings: [...findings, ...(this.family.inspect?.(modules) ?? [])] };
      await this.load(missing, false);
    }
  }

  /** The files behind imports that led nowhere, as far as there are any. */
  async #found(missing: ReadonlyMap<string, ReadonlySet<string>>): Promise<string[]> {
    const related = await this.files();
    const found = new Set<string>();
    for (const [path, specifiers] of missing)
      for (const specifier of specifiers) {
        const from = this.#modules.get(path);
        if (from) for (const one of related.imported(from, specifier)) if (!this.#modules.has(one)) found.add(one);
      }
    return [...found];
  }
}
