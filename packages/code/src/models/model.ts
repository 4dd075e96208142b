/**
 * What a library does, as data: where data comes in, where it does harm, what makes it harmless, what passes it on.
 *
 * Everything is written as **API paths**: how a value is reached from a name everybody knows.
 * - `child_process.exec` a member; `express()` the result of a call; `mysql.createConnection().query` and so on
 * - `java.sql.Statement.executeQuery`, `net/http.Request.FormValue`: a member of any instance of that type (or subtype)
 * - `exec(0)` its first argument; `(*)` any argument; `(1..)` the second and all further; `(cwd:)` a keyword argument;
 *   `(1.host)` a property of the second argument; `(this)` the receiver
 * - `*.query(0)` the method of a receiver nobody knows anything about: lower confidence
 * - `{get,post}` alternatives
 */
export type ApiPath = string;

/** Where untrusted data comes from. */
export const sourceKinds = ['remote', 'page', 'environment', 'file', 'database', 'library', 'secret'] as const;
/**
 * `remote` requests and what they carry · `page` the address and the cookies of the page a script runs in
 * `environment` arguments, variables, standard input · `file` · `database`
 * `library` a parameter of an exported function of a package · `secret` data that must not leak
 */
export type SourceKind = (typeof sourceKinds)[number];

/**
 * Where data does harm; sanitisation is of a kind: an SQL escape does nothing for a shell. At most 31. Two are no places:
 * data is harmless for `whole` once it is part of something larger, `folder + name`; and for `chosen` where whoever starts
 * the program may choose it, the program that is run for an editor.
 */
export const sinkKinds = [
  'sql',
  'nosql',
  'command',
  'code',
  'template',
  'ldap',
  'xpath',
  'xml',
  'header',
  'log',
  'html',
  'path',
  'url',
  'redirect',
  'deserialization',
  'prototype',
  'regex',
  'mass-assignment',
  'trust-boundary',
  'reflection',
  'format',
  'allocation',
  'email',
  'expression',
  'leak',
  'length',
  'slow-regex',
  'exponential-regex',
  'whole',
  'chosen',
] as const;
export type SinkKind = (typeof sinkKinds)[number];

/** `text`: it is a number from here on, harmless for everything but sizes. */
export type Kinds = readonly SinkKind[] | 'all' | 'text';

export interface Model {
  /** Values that are untrusted. A path that ends in `(n)` is an out-parameter, or a callback's. */
  sources?: readonly { kind: SourceKind; apis: readonly ApiPath[] }[];
  /** Paths end in the argument that does harm: where all of `when` and none of `unless` holds. */
  sinks?: readonly {
    kind: SinkKind;
    apis: readonly ApiPath[];
    when?: readonly ArgumentCondition[];
    unless?: readonly ArgumentCondition[];
    /** Whoever starts the program may choose it: what comes from the environment does no harm there. */
    chosen?: true;
  }[];
  /** The result is harmless for these kinds. `(n)` at the end: that argument is, from here on (checks that throw). */
  sanitizers?: readonly { kinds: Kinds; apis: readonly ApiPath[] }[];
  /** The result is, or calls, the function that is this argument: `util.promisify(0)`. */
  wraps?: readonly ApiPath[];
  /** Takes back what a sanitizer of these kinds did: decoding, unescaping. */
  restores?: readonly { kinds: Kinds; apis: readonly ApiPath[] }[];
  /** A guard: where the call answers true (`whenFalse`: false), its argument is harmless for these kinds. */
  guards?: readonly { kinds: Kinds; apis: readonly ApiPath[]; whenFalse?: boolean }[];
  /**
   * How data passes: from → to, each one of `this`, `result`, a number, `0..` (that argument and all further), or
   * `this[]` / `result[]` for elements. Calls nobody models pass receiver and arguments on to the result.
   */
  flows?: readonly { apis: readonly ApiPath[]; from: readonly string[]; to: readonly string[] }[];
  /**
   * Made around their first argument, these share what is in it: `new PrintWriter(buffer)`. Around one of the types `of`
   * they are of `type`.
   */
  around?: readonly { apis: readonly ApiPath[]; of: readonly string[]; type: string }[];
  /** The receiver is empty from here on, where all of `when` holds: `builder.setLength(0)`. */
  empties?: readonly { apis: readonly ApiPath[]; when: readonly ArgumentCondition[] }[];
  /** Nothing of the arguments is in the result: sizes, comparisons. */
  clean?: readonly ApiPath[];
  /**
   * Places outside the program's own objects where one function leaves what another finds by a name: a session. `put`
   * takes a name and a value, `get` a name.
   */
  shelves?: readonly { name: string; put: readonly ApiPath[]; get: readonly ApiPath[] }[];
  /** Types of which one object serves all requests: what one request leaves in a field, the next one finds. */
  singletons?: readonly string[];
  /** Values of the first path are instances of the second: `express()` → `express.Application`. */
  types?: readonly (readonly [ApiPath, ApiPath])[];
  /** Functions given as an argument are called with these: `['express.Application.{get,post}(*)', ['express.Request', 'express.Response']]`. */
  callbacks?: readonly (readonly [ApiPath, readonly ApiPath[]])[];
  /** Subtype → supertypes, for types outside the project. */
  supers?: readonly (readonly [string, readonly string[]])[];
  /** Functions the framework calls: those with these annotations, or overriding these methods; with what their parameters are. */
  entries?: readonly EntryPoint[];
}

export interface EntryPoint {
  /** Annotation or decorator, as an API path: `org.springframework.web.bind.annotation.{GetMapping,PostMapping}`. */
  annotation?: ApiPath;
  /** Or a method that overrides this one: `javax.servlet.http.HttpServlet.doGet`. */
  overrides?: ApiPath;
  /** Or a function (no method) whose first parameter is called so, in a file that imports something of `imports`. */
  firstParameter?: string;
  imports?: string;
  /** Every parameter not named otherwise is a source of this kind. */
  parameters?: SourceKind;
  /** What it returns goes out like this: a page, unless it is made harmless. */
  returns?: SinkKind;
  /** Types (API paths) given to parameters by position. */
  types?: readonly ApiPath[];
  /** Only parameters with one of these annotations are sources. */
  parameterAnnotations?: readonly ApiPath[];
}

/** A condition on one argument: by position from 0, by keyword, or a property of an options object: `2.secure`. */
export interface ArgumentCondition {
  arg: number | string;
  /** Some constant the argument may have is one of these. */
  is?: readonly (string | number | boolean | null)[];
  /** Some text it may have matches (case-insensitive). Keep it linear: no nested quantifiers. */
  matches?: string;
  /** Some number it may have is less. */
  below?: number;
  /** The argument is not given. */
  missing?: boolean;
  /** It is known to be a constant of any value (hard-coded). Texts of at least one character. */
  constant?: boolean;
  /** It is a value of one of these API paths: `org.apache.http.conn.ssl.NoopHostnameVerifier.INSTANCE`. */
  api?: readonly string[];
  /** It was put together, or comes from outside: not merely what a caller handed in, a function or a path of its own. */
  text?: boolean;
  /** It is an object written out as `{ key: value }`. */
  dictionary?: boolean;
  /** It is a regular expression, written out, on which matching may take so much longer than the text is. */
  backtracks?: 'polynomial' | 'exponential';
  /** Data that a caller gives, or that comes from outside, is in it, and nothing made it harmless for this. */
  carries?: SinkKind;
}
