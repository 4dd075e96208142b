import { everyRule, openParsers, SemgrepRules, type Rule } from '@stoa/code';
import { severities } from '@stoa/model';
import { CommandError } from '../failure.ts';
import { readRuleFiles } from '../rule-files.ts';
import { checkSecretsConfiguration, explainSecretRule, findSecretRule, listSecretRules } from './secret-rules.ts';
import { paint, print, printJson, severityWord, type OutputOptions } from '../terminal/output.ts';

export interface RulesOptions extends OutputOptions {
  language?: string;
  weakness?: string;
  coverage?: boolean;
  check?: string[];
  /** The rules for secrets instead. */
  secrets?: boolean;
}

/** Lists the rules of static analysis, explains one, or shows which weakness is looked for in which language. */
export async function rules(id: string | undefined, options: RulesOptions): Promise<void> {
  if (options.check) return checkFiles(options.check, options);
  if (options.secrets) return listSecretRules(options);
  const secret = id === undefined ? undefined : findSecretRule(id);
  if (secret) return explainSecretRule(secret, options);
  const all = await everyRule();
  if (id !== undefined) {
    const rule = all.find((one) => one.id === id);
    if (!rule) throw new CommandError(`There is no rule "${id}". "stoa rules" lists them${nearest(all, id)}.`);
    return options.json ? printJson(rule) : explain(rule);
  }
  const chosen = all.filter(
    (rule) =>
      (!options.language || rule.languages.some((one) => one === options.language)) &&
      (!options.weakness || rule.weakness === options.weakness),
  );
  if (options.coverage) return printCoverage(chosen, options);
  if (options.json) return printJson(chosen);
  const width = Math.max(10, ...chosen.map((rule) => rule.id.length));
  for (const rule of chosen)
    print(
      `${severityWord(rule.severity)} ${rule.id.padEnd(width)} ${paint.dim(
        rule.cwe
          .map((one) => `CWE-${one}`)
          .join(' ')
          .padEnd(16),
      )} ${rule.title}`,
    );
  print(
    `\n${chosen.length} rules. "stoa rules ID" explains one, "stoa rules --coverage" shows languages and weaknesses.`,
  );
}

/** A configuration for secrets is TOML, rules of static analysis are YAML. */
async function checkFiles(paths: readonly string[], options: RulesOptions): Promise<void> {
  const isToml = (path: string) => path.endsWith('.toml');
  for (const path of paths.filter(isToml)) await checkSecretsConfiguration(path, options);
  const others = paths.filter((path) => !isToml(path));
  if (others.length > 0) await checkRules(others, options);
}

/** Exit code 1 when a rule cannot be followed. */
async function checkRules(paths: readonly string[], options: RulesOptions): Promise<void> {
  const { rules: read, problems } = await SemgrepRules.read(readRuleFiles(paths), await openParsers([]));
  if (problems.length > 0) process.exitCode = 1;
  if (options.json) return printJson({ rules: read.map(({ id }) => id), problems });
  for (const { file, line, rule, message } of problems)
    print(`${paint.red('left out')} ${file}:${line} ${rule} ${paint.dim(message)}`);
  print(`${read.length} rules can be followed, ${problems.length} cannot.`);
}

function explain(rule: Rule): void {
  print(
    `${paint.bold(rule.id)}  ${severityWord(rule.severity).trim()}  ${rule.cwe.map((one) => `CWE-${one}`).join(', ')}  OWASP ${rule.owasp}`,
  );
  print(`\n${rule.title}.\n${rule.message}`);
  print(`\n${paint.green('What to write instead')}\n  ${rule.fix}`);
  print(`\n${paint.yellow('When not to follow it')}\n  ${rule.whenNot}`);
  print(`\nLanguages: ${rule.languages.join(', ')} · confidence ${rule.confidence} · weakness ${rule.weakness}`);
  if (rule.kind === 'flow') print(`Followed: data from ${rule.sources.join(', ')} to places of kind ${rule.sink}.`);
  else if (rule.kind === 'call') for (const { api } of rule.calls) print(`Looks at calls of ${api}`);
  print(paint.dim(`\nTo suppress it on a line: stoa-ignore ${rule.id} until 2027-01-31: why`));
}

/** Weakness × language, the number of rules in each. */
function printCoverage(all: readonly Rule[], options: RulesOptions): void {
  const languages = [...new Set(all.map((rule) => rule.id.slice(0, rule.id.indexOf('/'))))].sort();
  const matrix = [...new Set(all.map(({ weakness }) => weakness))].sort().map((weakness) => ({
    weakness,
    rules: Object.fromEntries(
      languages.map((prefix) => [
        prefix,
        all.filter((rule) => rule.weakness === weakness && rule.id.startsWith(`${prefix}/`)).length,
      ]),
    ),
  }));
  if (options.json) return printJson(matrix);
  const width = Math.max(4, ...languages.map((one) => one.length)) + 2;
  print(`${''.padEnd(26)}${languages.map((one) => one.padStart(width)).join('')}`);
  for (const { weakness, rules: counts } of matrix)
    print(
      `${weakness.padEnd(26)}${languages.map((one) => (counts[one] ? String(counts[one]).padStart(width) : paint.dim('·'.padStart(width)))).join('')}`,
    );
  print(
    `\n${all.length} rules, ${severities.map((one) => `${all.filter(({ severity }) => severity === one).length} ${one}`).join(', ')}.`,
  );
}

function nearest(all: readonly Rule[], id: string): string {
  const part = id.slice(id.indexOf('/') + 1);
  const found = all.filter((rule) => rule.id.includes(part)).slice(0, 4);
  return found.length === 0 ? '' : `; perhaps ${found.map((rule) => rule.id).join(', ')}`;
}
