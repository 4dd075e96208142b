import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createVerifier, providers, type Verifier } from '@stoa/secrets';

/** Issuers at the addresses that the environment names (`STOA_VERIFY_GITLAB_URL` …), else at their own. */
export function openVerifier(root: string, environment: NodeJS.ProcessEnv = process.env): Verifier {
  const addresses: Record<string, string> = {};
  const registry = npmRegistry(root, environment);
  if (registry !== null) addresses['npm'] = registry;
  for (const { id } of providers) {
    const address = environment[`STOA_VERIFY_${id.toUpperCase()}_URL`];
    if (address) addresses[id] = address;
  }
  return createVerifier({ addresses });
}

/** Where npm's own configuration says that packages come from: its tokens go there and nowhere else. */
function npmRegistry(root: string, environment: NodeJS.ProcessEnv): string | null {
  for (const folder of [root, homedir()]) {
    const line = /^\s*registry\s*=\s*(\S+)\s*$/m.exec(readIfThere(join(folder, '.npmrc')));
    if (line) return line[1]!;
  }
  return environment['npm_config_registry'] || null;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(0, 100_000);
  } catch {
    return '';
  }
}
