import { rules, type SecretRule } from '@stoa/secrets';
import { readSecretsConfiguration } from '../secrets-configuration.ts';
import { harmless, paint, print, printJson, severityWord, type OutputOptions } from '../terminal/output.ts';

export function findSecretRule(id: string): SecretRule | undefined {
  return rules.find((rule) => rule.id === id);
}

export function listSecretRules(options: OutputOptions): void {
  if (options.json) return printJson(rules.map(publicOf));
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, name, severity } of rules) print(`${severityWord(severity)} ${id.padEnd(width)} ${name}`);
  print(`\n${rules.length} rules for secrets. "stoa rules ID" explains one.`);
}

export function explainSecretRule(rule: SecretRule, options: OutputOptions): void {
  if (options.json) return printJson(publicOf(rule));
  const { id, name, severity, keywords, where, source, fix } = rule;
  const place = where === 'named' ? 'shortly after' : where === 'assigned' ? 'given to a name with' : 'around';
  print(`${paint.bold(id)}  ${severityWord(severity).trim()}  CWE-798\n\n${name}.`);
  print(`\nLooked for ${place}: ${keywords.join(', ')}`);
  if (fix) print(`\n${paint.green('What to do')}\n  ${fix}`);
  if (source) print(paint.dim(`\nDescribed at ${source}`));
  print(paint.dim('\nTo suppress one on a line: a comment "stoa:allow secret REASON"'));
}

/** Names what of a configuration in the language of Gitleaks cannot be followed; exit code 1 if there is something. */
export async function checkSecretsConfiguration(path: string, options: OutputOptions): Promise<void> {
  const { rules: read = [], problems = [] } = (await readSecretsConfiguration('.', path)) ?? {};
  if (problems.length > 0) process.exitCode = 1;
  if (options.json) return printJson({ rules: read.map(({ id }) => id), problems });
  for (const problem of problems) print(`${paint.red('not followed')} ${path} ${paint.dim(harmless(problem))}`);
  print(`${path}: ${read.length} rules are followed, ${problems.length} things are not.`);
}

function publicOf({ id, name, severity, keywords, where = 'around', source, fix }: SecretRule) {
  return { id, name, severity, keywords, where, ...(source && { source }), ...(fix && { fix }) };
}
