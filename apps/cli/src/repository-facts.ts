import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createScanner, rules } from '@stoa/secrets';

/** What the probes of the blueprint may know of a repository, by name. Nothing secret, nothing personal. */
export type RepositoryFacts = Record<string, string | number | boolean>;

const pipelines = [
  '.github/workflows',
  '.gitlab-ci.yml',
  '.circleci/config.yml',
  'azure-pipelines.yml',
  'bitbucket-pipelines.yml',
  'Jenkinsfile',
  '.woodpecker.yml',
  '.ci',
];

export function readRepositoryFacts(root: string): RepositoryFacts {
  const text = pipelines.flatMap((place) => readAll(join(root, place))).join('\n');
  return {
    'pipeline.found': text !== '',
    'pipeline.scan': /\bstoa(?:\.mjs)?\s+(?:scan|gate|check)\b/.test(text),
    'pipeline.gate': /\bstoa(?:\.mjs)?\s+gate\b/.test(text),
    'hook.installed': ['.git/hooks/pre-commit', '.husky/pre-commit', '.pre-commit-config.yaml'].some((place) =>
      /\bstoa\b/.test(readAll(join(root, place)).join('')),
    ),
    'run.inPipeline': Boolean(process.env['CI']),
    'canary.secrets': findsCanary(),
  };
}

/** A made-up credential, new at each run, must be found: a check that cannot fail proves nothing. */
function findsCanary(): boolean {
  const made = Array.from(
    { length: 36 },
    () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'[Math.floor(Math.random() * 62)],
  ).join('');
  const scanner = createScanner(rules);
  const found = scanner.scanBytes('canary.env', Buffer.from(`TOKEN=ghp_${made}\n`));
  const clean = scanner.scanBytes('canary.env', Buffer.from('GREETING=hello\n'));
  return found.matches.length === 1 && clean.matches.length === 0;
}

function readAll(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    return [readFileSync(path, 'utf8').slice(0, 200_000)];
  } catch {
    return readdirSync(path)
      .slice(0, 100)
      .flatMap((name) => readAll(join(path, name)));
  }
}
