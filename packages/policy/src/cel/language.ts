import { Environment } from '@marcbachmann/cel-js';
import { Completeness, Exposure, FindingKind, Severity, Workload, type Criterion } from '@stoa/model';

/** Bounds of one expression: nothing a person writes comes near. */
const limits = { maxAstNodes: 500, maxDepth: 40, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 8 };

/** The nouns of the language and the types of their fields. A whole number is an `int`, an age a `double`. */
export const types = {
  Finding: {
    fingerprint: 'string',
    kind: 'string',
    severity: 'string',
    title: 'string',
    rules: 'list<string>',
    cwe: 'list<int>',
    purl: 'string',
    advisoryIds: 'list<string>',
    fixedVersion: 'string',
    fixable: 'bool',
    path: 'string',
    paths: 'list<string>',
    places: 'int',
    module: 'string',
    workload: 'string',
    direct: 'bool',
    scope: 'string',
    ageDays: 'double',
    confidence: 'double',
    tags: 'list<string>',
    tools: 'list<string>',
  },
  Tests: { total: 'int', failed: 'int', errored: 'int', skipped: 'int' },
  Run: {
    tool: 'string',
    version: 'string',
    completeness: 'string',
    kinds: 'list<string>',
    looked: 'int',
    skipped: 'int',
    ageHours: 'double',
    dataAgeHours: 'double',
    revision: 'string',
    sameRevision: 'bool',
    dirty: 'bool',
    tests: 'Tests',
  },
  Module: { name: 'string', path: 'string', workload: 'string', exposure: 'string', dataClasses: 'list<string>' },
  Application: { name: 'string', owners: 'list<string>', modules: 'list<Module>' },
  Components: { count: 'int', unknownVersions: 'int' },
} as const;
export type TypeName = keyof typeof types;

/** What expressions may speak of everywhere, and what each kind of criterion adds. */
const everywhere = {
  application: 'Application',
  environment: 'string',
  revision: 'string',
  components: 'Components',
} as const;
export const variables: Record<Criterion['over'], Record<string, string>> = {
  findings: { ...everywhere, finding: 'Finding', module: 'Module' },
  runs: { ...everywhere, run: 'Run' },
  application: { ...everywhere, findings: 'list<Finding>', runs: 'list<Run>', modules: 'list<Module>' },
};

/** Fields with a closed set of words: a misspelt word would never match, and the criterion would never fail. */
export const closedWords: Readonly<Record<string, readonly string[]>> = {
  kind: FindingKind.options,
  kinds: FindingKind.options,
  severity: Severity.options,
  workload: Workload.options,
  exposure: Exposure.options,
  completeness: Completeness.options,
  scope: ['required', 'development', 'optional'],
};

/** Objects of the language: made from facts once for each decision, read by every expression. */
export const classes = Object.fromEntries(
  Object.keys(types).map((name) => [
    name,
    // oxlint-disable-next-line typescript/no-extraneous-class -- CEL tells types apart by their constructors
    class {
      constructor(fields: object) {
        Object.assign(this, fields);
      }
    },
  ]),
) as unknown as { [Name in TypeName]: new (fields: Record<keyof (typeof types)[Name], unknown>) => object };

const environments = new Map<Criterion['over'], Environment>();

/** The language of the criteria over one kind of thing. */
export function languageOf(over: Criterion['over']): Environment {
  let environment = environments.get(over);
  if (!environment) {
    environment = new Environment({ limits });
    // A type must stand before the types that speak of it.
    for (const name of ['Finding', 'Tests', 'Run', 'Module', 'Application', 'Components'] as const)
      environment.registerType(name, { ctor: classes[name], fields: { ...types[name] } });
    for (const [name, type] of Object.entries(variables[over])) environment.registerVariable(name, type);
    environments.set(over, environment);
  }
  return environment;
}
