type Formula = Readonly<Record<string, unknown>>;

/** What a source, a sink or a sanitizer is written as: a pattern, or a formula where that is not enough. */
export type Part = string | Formula;

/** Any of these. */
export function either(...parts: readonly Part[]): Formula {
  return { 'pattern-either': parts.map(formulaOf) };
}

/** All of these: patterns, and operators that narrow what they find. */
export function all(...parts: readonly Part[]): Formula {
  return { patterns: parts.map(formulaOf) };
}

/** One of the parts, but none of the others. */
export function except(parts: readonly Part[], but: readonly Part[]): Formula {
  return { patterns: [either(...parts), ...but.map((one) => ({ 'pattern-not': one }))] };
}

/** The metavariable's text, or what it is known to be, begins with what the expression says. */
export function where(metavariable: string, regex: string): Formula {
  return { 'metavariable-regex': { metavariable, regex, 'constant-propagation': true } };
}

/**
 * The text is a secret as people write them down: six characters at least, with more than letters unless it is long, and
 * no placeholder, no name of a setting, no number with dots.
 */
export function secretText(metavariable: string): Formula {
  const placeholder = '.*(change|example|your|placeholder|xxx|todo|password$|secret$|test)|<|\\{|%|env|[\\d.]+$|_SA_';
  return where(metavariable, `(?i)(?!(${placeholder}))(?=.*[\\d!@#&*+/-]|.{12,})[^\\s$]{6,}$`);
}

/** The name is that of a secret: `dbPassword`, `API_KEY`, `$secret`. */
export function secretName(metavariable: string): Formula {
  const words =
    'password|passwd|pwd|secret|api_?key|auth_?token|private_?key|secret_?key|client_?secret|secret_key_base';
  return where(metavariable, `(?i)[@$]*(?:\\w+[._])?_?(?:\\w+_|[a-z]*)(${words})$`);
}

/** The metavariable's text as it stands there, quotes and all, begins with what the expression says. */
export function written(metavariable: string, regex: string): Formula {
  return { 'metavariable-regex': { metavariable, regex } };
}

export interface Flow {
  readonly sources: readonly Part[];
  /** Where `$SINK` stands in a pattern is the place; without it the whole match is. */
  readonly sinks: readonly Part[];
  readonly sanitizers?: readonly Part[];
}

/** Data of a source reaches a sink in the same function. */
export function flow({ sources, sinks, sanitizers = [] }: Flow): Formula {
  return {
    mode: 'taint',
    'pattern-sources': sources.map(formulaOf),
    'pattern-sinks': sinks.map(sinkOf),
    ...(sanitizers.length > 0 && { 'pattern-sanitizers': sanitizers.map(formulaOf) }),
  };
}

function formulaOf(part: Part): Formula {
  return typeof part === 'string' ? { pattern: part } : part;
}

function sinkOf(part: Part): Formula {
  return typeof part === 'string' && part.includes('$SINK')
    ? { patterns: [{ pattern: part }, { 'focus-metavariable': '$SINK' }] }
    : formulaOf(part);
}
