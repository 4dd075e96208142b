import type { CallPattern, CallRule } from '../rules/rule.ts';
import { parseApiPath, type ArgumentSelector } from './api-path.ts';
import {
  sinkKinds,
  type ArgumentCondition,
  type EntryPoint,
  type Kinds,
  type Model,
  type SinkKind,
  type SourceKind,
} from './model.ts';

/** All that models and call rules say of one API path. */
export interface ApiFacts {
  source: SourceKind | null;
  sourceArguments: { argument: ArgumentSelector; kind: SourceKind }[];
  sinks: {
    argument: ArgumentSelector;
    kind: SinkKind;
    when: readonly ArgumentCondition[];
    unless: readonly ArgumentCondition[];
    chosen: boolean;
  }[];
  /** Bits of sink kinds. */
  sanitizes: number;
  /** Bits of sink kinds for which the result is harmful again. */
  restores: number;
  sanitizedArguments: { argument: ArgumentSelector; bits: number }[];
  guards: { argument: ArgumentSelector | null; bits: number; whenFalse: boolean }[];
  flows: { from: readonly string[]; to: readonly string[] }[];
  around: { of: readonly string[]; type: string } | null;
  empties: (readonly ArgumentCondition[])[];
  isClean: boolean;
  wraps: ArgumentSelector | null;
  shelf: { name: string; isPut: boolean } | null;
  type: string;
  callbacks: { argument: ArgumentSelector; parameters: readonly string[] }[];
  rules: { rule: CallRule; pattern: CallPattern }[];
}

/** Models and call rules, found by path. `*.name` stands for a method of a receiver nobody knows. */
export class ModelIndex {
  readonly #facts = new Map<string, ApiFacts>();
  readonly supers = new Map<string, readonly string[]>();
  /** Types of which some method breaks a rule by itself. */
  readonly ruledTypes = new Set<string>();
  /** Types some of whose values are known more narrowly: `java.io.PrintWriter`, of a response. */
  readonly narrowed = new Set<string>();
  readonly singletons = new Set<string>();
  readonly annotated = new Map<string, EntryPoint[]>();
  readonly named = new Map<string, EntryPoint[]>();
  readonly overridden = new Map<string, EntryPoint[]>();

  constructor(models: readonly Model[], callRules: readonly CallRule[]) {
    for (const model of models) this.#add(model);
    for (const rule of callRules)
      for (const pattern of rule.calls) {
        this.#each(pattern.api, (facts) => facts.rules.push({ rule, pattern }));
        for (const { path } of parseApiPath(pattern.api)) this.ruledTypes.add(path.slice(0, path.lastIndexOf('.')));
      }
  }

  of(path: string): ApiFacts | undefined {
    return this.#facts.get(path);
  }

  #add(model: Model): void {
    for (const { kind, apis } of model.sources ?? [])
      for (const api of apis)
        this.#each(api, (facts, argument) => {
          if (argument) facts.sourceArguments.push({ argument, kind });
          else facts.source = kind;
        });
    for (const { kind, apis, when = [], unless = [], chosen = false } of model.sinks ?? [])
      for (const api of apis)
        this.#each(api, (facts, argument) =>
          facts.sinks.push({ argument: argument ?? { kind: 'any' }, kind, when, unless, chosen }),
        );
    for (const { kinds, apis } of model.sanitizers ?? [])
      for (const api of apis)
        this.#each(api, (facts, argument) => {
          const bits = bitsOf(kinds);
          if (argument) facts.sanitizedArguments.push({ argument, bits });
          else facts.sanitizes |= bits;
        });
    for (const { kinds, apis } of model.restores ?? [])
      for (const api of apis) this.#each(api, (facts) => (facts.restores |= bitsOf(kinds)));
    for (const { kinds, apis, whenFalse = false } of model.guards ?? [])
      for (const api of apis)
        this.#each(api, (facts, argument) => facts.guards.push({ argument, bits: bitsOf(kinds), whenFalse }));
    for (const { apis, from, to } of model.flows ?? [])
      for (const api of apis) this.#each(api, (facts) => facts.flows.push({ from, to }));
    for (const { apis, of, type } of model.around ?? [])
      for (const api of apis) this.#each(api, (facts) => (facts.around = { of, type }));
    for (const { apis, when } of model.empties ?? [])
      for (const api of apis) this.#each(api, (facts) => facts.empties.push(when));
    for (const api of model.clean ?? []) this.#each(api, (facts) => (facts.isClean = true));
    for (const api of model.wraps ?? []) this.#each(api, (facts, argument) => (facts.wraps = argument));
    for (const { name, put, get } of model.shelves ?? []) {
      for (const api of put) this.#each(api, (facts) => (facts.shelf = { name, isPut: true }));
      for (const api of get) this.#each(api, (facts) => (facts.shelf = { name, isPut: false }));
    }
    for (const [api, type] of model.types ?? []) {
      this.#each(api, (facts) => (facts.type = type));
      if (type.includes('@')) this.narrowed.add(type.slice(0, type.indexOf('@')));
    }
    for (const [api, parameters] of model.callbacks ?? [])
      this.#each(api, (facts, argument) => facts.callbacks.push({ argument: argument ?? { kind: 'any' }, parameters }));
    for (const [type, supers] of model.supers ?? [])
      for (const { path } of parseApiPath(type)) this.supers.set(path, [...(this.supers.get(path) ?? []), ...supers]);
    for (const type of model.singletons ?? []) this.singletons.add(type);
    for (const entry of model.entries ?? []) {
      const name = entry.firstParameter;
      if (name) this.named.set(name, [...(this.named.get(name) ?? []), entry]);
      for (const [from, into] of [
        [entry.annotation, this.annotated],
        [entry.overrides, this.overridden],
      ] as const)
        if (from) for (const { path } of parseApiPath(from)) into.set(path, [...(into.get(path) ?? []), entry]);
    }
  }

  #each(api: string, change: (facts: ApiFacts, argument: ArgumentSelector | null) => void): void {
    for (const { path, argument } of parseApiPath(api)) {
      let facts = this.#facts.get(path);
      if (!facts) {
        facts = noFacts();
        this.#facts.set(path, facts);
      }
      change(facts, argument);
    }
  }
}

export function noFacts(): ApiFacts {
  return {
    source: null,
    sourceArguments: [],
    sinks: [],
    sanitizes: 0,
    restores: 0,
    sanitizedArguments: [],
    guards: [],
    flows: [],
    around: null,
    empties: [],
    isClean: false,
    wraps: null,
    shelf: null,
    type: '',
    callbacks: [],
    rules: [],
  };
}

/** Both say something: what the first says of a single thing counts. */
export function joinFacts(a: ApiFacts, b: ApiFacts): ApiFacts {
  return {
    source: a.source ?? b.source,
    sourceArguments: [...a.sourceArguments, ...b.sourceArguments],
    sinks: [...a.sinks, ...b.sinks],
    sanitizes: a.sanitizes | b.sanitizes,
    restores: a.restores | b.restores,
    sanitizedArguments: [...a.sanitizedArguments, ...b.sanitizedArguments],
    guards: [...a.guards, ...b.guards],
    flows: [...a.flows, ...b.flows],
    around: a.around ?? b.around,
    empties: [...a.empties, ...b.empties],
    isClean: a.isClean || b.isClean,
    wraps: a.wraps ?? b.wraps,
    shelf: a.shelf ?? b.shelf,
    type: a.type || b.type,
    callbacks: [...a.callbacks, ...b.callbacks],
    rules: [...a.rules, ...b.rules],
  };
}

export function bitOf(kind: SinkKind): number {
  return 1 << sinkKinds.indexOf(kind);
}

export function bitsOf(kinds: Kinds): number {
  if (kinds === 'text') return ~bitsOf(['allocation', 'length']);
  return kinds === 'all' ? -1 : kinds.reduce((bits, kind) => bits | bitOf(kind), 0);
}
