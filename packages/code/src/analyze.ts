import { FlowEngine } from './flow/engine.ts';
import type { FlowFinding } from './flow/finding.ts';
import type { Module } from './ir/ir.ts';
import type { LanguageFamily } from './languages/family.ts';
import { ModelIndex } from './models/model-index.ts';
import type { CallRule, FlowRule, Rule } from './rules/rule.ts';

export interface AnalyzeOptions {
  property?: (key: string) => string | undefined;
  isLibrary?: (path: string) => boolean;
}

const indexes = new WeakMap<LanguageFamily, ModelIndex>();

/** What the models and call rules of a family say; made once. */
function indexOf(family: LanguageFamily): ModelIndex {
  let index = indexes.get(family);
  if (!index) {
    const isCall = (rule: Rule): rule is CallRule => rule.kind === 'call';
    index = new ModelIndex(family.models, family.rules.filter(isCall));
    indexes.set(family, index);
  }
  return index;
}

/** The engine of one program of one family; `run` gives its findings. */
export function engineFor(
  family: LanguageFamily,
  modules: readonly Module[],
  options: AnalyzeOptions = {},
): FlowEngine {
  const isFlow = (rule: Rule): rule is FlowRule => rule.kind === 'flow';
  return new FlowEngine(modules, {
    index: indexOf(family),
    flowRules: family.rules.filter(isFlow),
    ...options,
  });
}

/** One program of one family, judged as a whole or a few files at a time. */
export class Analysis {
  readonly #family: LanguageFamily;
  readonly #modules: readonly Module[];
  readonly #engine: FlowEngine;
  readonly #order: ReadonlyMap<string, number>;

  constructor(family: LanguageFamily, modules: readonly Module[], options: AnalyzeOptions = {}) {
    this.#family = family;
    this.#modules = modules;
    this.#engine = engineFor(family, modules, options);
    this.#order = new Map(modules.map(({ path }, at) => [path, at]));
  }

  /** Which findings the last run left out, since they stand in tests: a rule and a place each. */
  get inTests(): string[] {
    return this.#engine.inTests.map(({ rule, place }) => `${rule.id} ${place.key}`);
  }

  /**
   * All findings in the order of files and places; with `paths` those that turn up when the functions of these files,
   * and what they call, are followed.
   */
  run(paths?: ReadonlySet<string>): FlowFinding[] {
    const found = [...this.#engine.run(paths), ...(this.#family.inspect?.(this.#modules, paths) ?? [])];
    return found.sort(
      (a, b) =>
        (this.#order.get(a.place.path) ?? 0) - (this.#order.get(b.place.path) ?? 0) ||
        offsetOf(a) - offsetOf(b) ||
        (a.rule.id < b.rule.id ? -1 : 1),
    );
  }
}

function offsetOf({ place }: FlowFinding): number {
  return Number(place.key.slice(place.key.lastIndexOf(':') + 1));
}
