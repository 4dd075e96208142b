import { parse } from 'smol-toml';
import { Severity } from '@stoa/model';
import { entropyOf } from '../judge/randomness.ts';
import type { SecretRule } from '../rule.ts';
import { toQuestion, type Found } from './allowlist.ts';
import { ExpressionError } from './expression.ts';
import { Configuration, Rule, unknownKeys, withKnownKeys, type Allowlist } from './schema.ts';
import { translate, type Translated } from './translate.ts';

/** Rules and exceptions of a user, in the language of Gitleaks and Betterleaks. */
export interface UsersConfiguration {
  rules: readonly SecretRule[];
  /** Ids of rules that are switched off, ours and theirs. */
  disabled: readonly string[];
  /** Is a match of any rule, ours too, on the configuration's allowlists? */
  isAllowed(found: Found & { rule: string }): boolean;
  /** What could not be followed, each in a sentence: nothing is dropped silently. */
  problems: readonly string[];
}

/** Configurations may extend one another so deep. */
const deepest = 4;
/** A match may not be longer than this for its window to be looked at; otherwise the whole file is. */
const longestWindow = 8192;

/**
 * @param text TOML.
 * @param read gives the text of a configuration that this one extends, by its path as written.
 */
export function readConfiguration(
  text: string,
  read: (path: string) => string | undefined = () => undefined,
  depth = 0,
): UsersConfiguration {
  const problems: string[] = [];
  const parsed = Configuration.safeParse(withKnownKeys(parse(text)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`"${issue?.path.join('.')}" is not as it should be: ${issue?.message}`);
  }
  const { extend, rules: written = [], allowlist, allowlists = [] } = parsed.data;
  const base = extended(extend, read, depth, problems);

  const lists: { targets?: readonly string[]; question: (found: Found) => boolean }[] = [];
  const addList = (list: Allowlist, targets: readonly string[] | undefined) => {
    try {
      lists.push({ question: toQuestion(list), ...(targets?.length && { targets }) });
    } catch (error) {
      problems.push(`An allowlist${targets ? ` of ${targets.join(', ')}` : ''} is left out: ${reasonOf(error)}.`);
    }
  };
  for (const list of [...(allowlist ? [allowlist] : []), ...allowlists]) addList(list, list.targetRules);

  const rules: SecretRule[] = [];
  for (const [index, one] of written.entries()) {
    const rule = Rule.safeParse(one);
    if (!rule.success) {
      problems.push(`Rule ${index + 1} is left out: ${rule.error.issues[0]?.path.join('.')} is not as it should be.`);
      continue;
    }
    const { id } = rule.data;
    try {
      const made = toRule(rule.data);
      if (made) rules.push(made);
    } catch (error) {
      problems.push(`Rule "${id}" is left out: ${reasonOf(error)}.`);
      continue;
    }
    for (const list of [...(rule.data.allowlist ? [rule.data.allowlist] : []), ...(rule.data.allowlists ?? [])])
      addList(list, [id]);
    const ignored = unknownKeys(one);
    if (ignored.length > 0) problems.push(`Rule "${id}" runs without what it says of ${ignored.join(', ')}.`);
  }
  const own = new Set(rules.map(({ id }) => id));
  return {
    rules: [...base.rules.filter(({ id }) => !own.has(id)), ...rules],
    disabled: [...base.disabled, ...(extend?.disabledRules ?? [])],
    isAllowed: (found) =>
      lists.some(({ targets, question }) => (!targets || targets.includes(found.rule)) && question(found)) ||
      base.isAllowed(found),
    problems: [...base.problems, ...problems],
  };
}

function extended(
  extend: Configuration['extend'],
  read: (path: string) => string | undefined,
  depth: number,
  problems: string[],
): UsersConfiguration {
  const none: UsersConfiguration = { rules: [], disabled: [], isAllowed: () => false, problems: [] };
  if (extend?.url) problems.push('"extend.url" is not followed: nothing is fetched for a scan.');
  if (!extend?.path) return none;
  if (depth >= deepest) {
    problems.push(`"${extend.path}" is not read: configurations extend one another more than ${deepest} deep.`);
    return none;
  }
  const text = read(extend.path);
  if (text === undefined) {
    problems.push(`"${extend.path}", which it extends, cannot be read.`);
    return none;
  }
  return readConfiguration(text, read, depth + 1);
}

function reasonOf(error: unknown): string {
  if (error instanceof ExpressionError || error instanceof SyntaxError) return error.message;
  throw error;
}

/** Nothing where the rule only adds an allowlist to one of ours. */
function toRule(rule: Rule): SecretRule | undefined {
  if (rule.required?.length) throw new ExpressionError('it requires other rules beside it');
  if (rule.skipReport) return undefined;
  const onPath = rule.path === undefined ? undefined : translate(rule.path).pattern;
  const words = rule.keywords?.map((word) => word.toLowerCase()) ?? [];
  const severity = Severity.safeParse(rule.severity?.toLowerCase());
  const made = {
    id: rule.id,
    name: (rule.description ?? rule.id).slice(0, 200),
    severity: severity.success ? severity.data : ('high' as const),
    users: true,
    examples: [],
  };
  if (rule.regex === undefined) {
    if (!onPath) return undefined;
    return { ...made, where: 'path', pattern: onPath, keywords: [], judge: () => 0.7 };
  }
  const expression = translate(rule.regex);
  if ((rule.secretGroup ?? 0) > expression.groups)
    throw new ExpressionError(`it has no group ${rule.secretGroup} to be the secret`);
  const least = rule.entropy ?? 0;
  return {
    ...made,
    ...whereToLook(expression, words),
    pattern: expression.pattern,
    secretGroup: rule.secretGroup ?? 0,
    ...(onPath && { onPath }),
    ...(expression.mayBacktrack && { timed: true }),
    judge: (secret) => (least > 0 && entropyOf(secret) <= least ? 0 : 0.7),
  };
}

/** Around what is in every match, or the whole file if nothing is; and only where one of the rule's keywords is. */
function whereToLook(
  { needed, longest }: Translated,
  words: readonly string[],
): Pick<SecretRule, 'keywords' | 'gate' | 'reach'> {
  const gate =
    words.length > 0 && !needed.every((text) => words.some((word) => text.includes(word))) ? { gate: words } : {};
  if (needed.length === 0 || longest > longestWindow)
    return { keywords: [], ...(words.length > 0 ? { gate: words } : needed.length > 0 ? { gate: needed } : {}) };
  return { keywords: needed, ...gate, reach: { before: longest, after: longest } };
}
