import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { UsersConfiguration } from '@stoa/secrets';
import { CommandError } from './failure.ts';

/** Looked for at the root of a repository, in this order. */
const usualNames = ['.gitleaks.toml', '.betterleaks.toml', join('.stoa', 'secrets.toml')];
/** Bytes. Gitleaks' own configuration has a hundred thousand. */
const largest = 4 * 1024 * 1024;

/**
 * The rules and allowlists for secrets that somebody names, or that lie at the root of the repository, in the language of
 * Gitleaks. Nothing where there are none.
 */
export async function readSecretsConfiguration(root: string, named?: string): Promise<UsersConfiguration | undefined> {
  const path = named ?? usualNames.map((name) => join(root, name)).find((name) => existsSync(name));
  if (path === undefined) return undefined;
  const text = readText(path);
  if (text === undefined)
    throw new CommandError(`${path} cannot be read: --secrets-config takes a file in the language of Gitleaks (TOML).`);
  const { readConfiguration } = await import('@stoa/secrets');
  try {
    return readConfiguration(text, (other) => readText(resolve(dirname(path), other)));
  } catch (error) {
    throw new CommandError(`${path} is no configuration for secrets: ${firstLine(error)}`);
  }
}

function readText(path: string): string | undefined {
  try {
    return statSync(path).size <= largest ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** Errors of TOML go on with the lines around, which may hold anything. */
function firstLine(error: unknown): string {
  return error instanceof Error ? error.message.split('\n', 1)[0]! : 'it cannot be read.';
}
