import type { Severity } from '@stoa/model';
import type { LanguageId } from '../languages/language.ts';
import type { ArgumentCondition, SinkKind, SourceKind } from '../models/model.ts';

/** What every rule says of itself; the rule's cases stand in `cases/<id>/`. */
export interface RuleFacts {
  /** `<language>/<weakness>`: `js/sql-injection` (JavaScript and TypeScript), `py/…`, `java/…`, `go/…`, `c/…` (C and C++). */
  id: string;
  languages: readonly LanguageId[];
  /** The line in a list: what is wrong, in plain words. */
  title: string;
  /** One or two sentences at the place: why it is dangerous. */
  message: string;
  /** What to write instead, in one or two sentences. */
  fix: string;
  /** When the rule is wrong, or not worth following. */
  whenNot: string;
  /** Numbers without the prefix. */
  cwe: readonly [number, ...number[]];
  /** Category of the OWASP Top 10 (2021): `A03:2021`. */
  owasp: string;
  /** The row of the coverage matrix it belongs to: `sql-injection`, `weak-hash`, `memory-leak` … */
  weakness: string;
  severity: Severity;
  /** 0 (a guess) to 1 (proved). */
  confidence: number;
}

/** Data from a source of one of these kinds reaches a sink of this kind unsanitised. The places are models' data. */
export interface FlowRule extends RuleFacts {
  kind: 'flow';
  sources: readonly SourceKind[];
  sink: SinkKind;
}

/** A call (or construction) with arguments that make it dangerous, judged by constants the flow analysis knows. */
export interface CallRule extends RuleFacts {
  kind: 'call';
  calls: readonly CallPattern[];
}

export interface CallPattern {
  /** Only where the result goes into something with such a name: a variable, a property, what the function makes. */
  into?: string;
  /** Not in a file that says this (case-insensitive): a protocol asks for it. */
  notIn?: string;
  /** API path, as in models: `hashlib.md5`, `javax.crypto.Cipher.getInstance`, `*.setSecure`; `{a,b}` alternatives. */
  api: string;
  /** All must hold. */
  when?: readonly ArgumentCondition[];
  /** None may hold. */
  unless?: readonly ArgumentCondition[];
}

/** A shape of the syntax, in Semgrep's rule language (`pattern`, `patterns`, `pattern-either` …) as data. */
export interface PatternRule extends RuleFacts {
  kind: 'pattern';
  formula: Readonly<Record<string, unknown>>;
}

/** Judged by the analysis of memory (C and C++): typestate, intervals, sizes. `problem` is what it reports. */
export interface MemoryRule extends RuleFacts {
  kind: 'memory';
  problem: string;
}

export type Rule = FlowRule | CallRule | PatternRule | MemoryRule;
