import type { Module } from '../ir/ir.ts';
import { isTestCode } from '../test-code.ts';
import { exportedFunctions } from './exported-functions.ts';
import type { FlowFinding } from './finding.ts';
import { analyzeFunction } from './function-analysis.ts';
import type { ProgramFunction, ProgramModule } from './program.ts';
import { SummaryStore } from './summary-store.ts';
import { emptySummary, type Summary } from './summary.ts';
import { partOfMore, stepsOf, type Mark } from './taint.ts';
import { join, type Value } from './value.ts';
import { World, type Environment } from './world.ts';

/** The analysis of one program: summaries made when they are asked for, findings as they turn up. */
export class FlowEngine extends World {
  readonly #summaries = new SummaryStore(this.program, this.origins);
  readonly #running = new Map<number, { asked: boolean; before: Summary }>();
  readonly #callers = new Map<number, Set<number>>();
  readonly #environments = new Map<ProgramModule, Environment>();
  /** What the last run has found in tests, and left out. */
  inTests: readonly FlowFinding[] = [];

  /**
   * Analyses everything, or what stands in these files: modules' own code first, then every function nobody has asked
   * for yet. Gives all that has been found so far.
   */
  run(paths?: ReadonlySet<string>): FlowFinding[] {
    this.wanted = paths;
    const modules = this.program.modules.filter((module) => this.isWanted(module));
    for (const module of modules) this.environmentOf(module);
    for (const { firstFunction } of modules) this.summaryOf(firstFunction);
    const callable = new Set<number>();
    for (const module of modules)
      if (this.isLibrary(module.module.path)) for (const id of exportedFunctions(this, module)) callable.add(id);
    for (const fn of this.program.functions) {
      if (!this.isWanted(fn.module)) continue;
      const summary = this.summaryOf(fn.id);
      if ((fn.fn.isExported || callable.has(fn.id)) && this.isLibrary(fn.module.module.path))
        this.#reportLibrary(fn, summary);
    }
    this.#lookAgain();
    const found = [...this.findings.values()].filter((one) => this.isGiven(one));
    const tests = new Set(
      [...new Set(found.map(({ place }) => place.path))].filter((path) =>
        this.program.modules.some(({ module }) => module.path === path && isTest(module)),
      ),
    );
    this.inTests = found.filter(({ place }) => tests.has(place.path));
    return found.filter(({ place }) => !tests.has(place.path));
  }

  /** What functions have left in static fields and shared objects is known only now to those that read it before. */
  #lookAgain(): void {
    for (let round = 0; round < 3 && this.stale.size > 0; round += 1) {
      const again = new Set(this.stale);
      this.stale.clear();
      for (const id of again) for (const caller of this.#callers.get(id) ?? []) again.add(caller);
      for (const id of again) this.#summaries.delete(id);
      for (const id of again) if (this.isWanted(this.program.functions[id]!.module)) this.summaryOf(id);
    }
  }

  called(callee: number, caller: number): void {
    // Only what remembers is ever looked at again.
    if (!this.remembers(callee)) return;
    const known = this.#callers.get(callee);
    if (known) known.add(caller);
    else this.#callers.set(callee, new Set([caller]));
  }

  /** What callers of a published package give may be anything. */
  #reportLibrary(fn: ProgramFunction, { sinks }: Summary): void {
    for (const { kind, mark, place, guess } of sinks) {
      const { input } = mark.origin;
      // A library that opens the very path it is given does what it is asked to.
      if (kind === 'path' && (mark.clean & partOfMore) === 0) continue;
      if (!input || !('parameter' in input)) continue;
      const isOwn = input.parameter < 0;
      if (isOwn && !this.#isGivenToConstructor(fn, mark.origin.path)) continue;
      for (const rule of this.rulesFor(fn, kind))
        if (rule.sources.includes('library'))
          this.add(rule, place, stepsOf(mark.step), rule.confidence * (guess || isOwn ? 0.4 : 0.6));
    }
  }

  /** Does the constructor put what it is given into this part of the object? */
  #isGivenToConstructor({ fn, module }: ProgramFunction, path: string): boolean {
    const part = /^\.([^.[(]+)/.exec(path)?.[1];
    const cls = fn.className ? this.program.classNamed(fn.className) : undefined;
    if (!part || !cls) return false;
    const constructors = this.program.methodsOf(cls, 'constructor');
    const old = this.program.functionsNamed(
      `${module.module.name}.${fn.className.slice(fn.className.indexOf('#') + 1)}`,
      module,
    );
    return [...constructors, ...old].some((id) => {
      const isGiven = ({ origin: { input } }: Mark) => input !== null && 'parameter' in input && input.parameter >= 0;
      for (const [object, { fields, marks }] of this.summaryOf(id).heap) {
        const isThis = this.objects.isInputOf(object, id) && this.objects.inputOf(object)?.key === 'p-1';
        if (isThis && (marks.some(isGiven) || fields.get(part)?.marks.some(isGiven))) return true;
      }
      return false;
    });
  }

  summaryOf(id: number): Summary {
    const known = this.#summaries.get(id);
    if (known) return known;
    const running = this.#running.get(id);
    if (running) {
      running.asked = true;
      return running.before;
    }
    if (this.#running.size >= deepestCalls) return emptySummary;
    const mine = { asked: false, before: emptySummary };
    this.#running.set(id, mine);
    let summary = this.#analyze(id);
    // It called itself: again, now that something is known of it.
    for (let round = 0; mine.asked && round < 2; round += 1) {
      mine.before = summary;
      summary = this.#analyze(id);
    }
    this.#running.delete(id);
    this.#summaries.set(id, summary);
    return summary;
  }

  /** A function nested beyond all measure says nothing; the others go on. */
  #analyze(id: number): Summary {
    const before = this.reader;
    this.reader = id;
    try {
      return analyzeFunction(this, this.program.functions[id]!);
    } catch (error) {
      if (error instanceof RangeError) return emptySummary;
      throw error;
    } finally {
      this.reader = before;
    }
  }

  hint(id: number, values: readonly (Value | undefined)[]): void {
    const known = this.hints.get(id) ?? [];
    let changed = false;
    values.forEach((value, at) => {
      if (value === undefined) return;
      const before = known[at];
      const after = before === undefined ? value : join(before, value);
      if (after === before) return;
      known[at] = after;
      changed = true;
    });
    if (!changed) return;
    this.hints.set(id, known);
    this.#summaries.delete(id);
  }

  elementGiven(id: number, parameter: number): void {
    const known = this.elementInputs.get(id) ?? new Set();
    if (known.has(parameter)) return;
    this.elementInputs.set(id, known.add(parameter));
    this.#summaries.delete(id);
    this.#forgetInside(id);
    const running = this.#running.get(id);
    if (running) running.asked = true;
  }

  /** Functions inside a function see its parameters. */
  #forgetInside(id: number): void {
    const { module, fn } = this.program.functions[id]!;
    for (const inner of module.module.functions)
      if (inner.parent === fn.index && inner.index !== fn.index) {
        this.#summaries.delete(module.firstFunction + inner.index);
        this.#forgetInside(module.firstFunction + inner.index);
      }
  }

  environmentOf(module: ProgramModule): Environment {
    const known = this.#environments.get(module);
    if (known) return known;
    const environment: Environment = { values: [] };
    this.#environments.set(module, environment);
    const before = this.isQuiet;
    this.isQuiet = true;
    analyzeFunction(this, this.program.functions[module.firstFunction]!);
    this.isQuiet = before;
    return environment;
  }
}

function isTest({ path, tree, language }: Module): boolean {
  return isTestCode(path, tree.text, language);
}

const deepestCalls = 120;
