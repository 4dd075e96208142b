import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { askGit } from '@stoa/tree';
import { parseDocument } from 'yaml';

export interface Written {
  path: string;
  outcome: 'written' | 'kept';
  /** What a person has to do, or `''`. */
  advice: string;
}

const command = 'npx --no-install stoa check --quiet';

const script = `#!/bin/sh
# Stoa: no new weakness and no secret gets into a commit. Take this file away to switch it off.
exec ${command}
`;

/** Installs the check where this repository keeps its hooks: pre-commit, husky, or git's own folder. What is there is kept. */
export async function installHook(root: string, force: boolean): Promise<Written> {
  const configuration = join(root, '.pre-commit-config.yaml');
  if (existsSync(configuration)) return addToPreCommit(root, configuration);
  if (existsSync(join(root, '.husky'))) return writeHook(root, join(root, '.husky', 'pre-commit'), force);
  const folder = (await askGit(root, ['rev-parse', '--git-path', 'hooks']))?.trim();
  if (!folder)
    return {
      path: '.git/hooks/pre-commit',
      outcome: 'kept',
      advice: 'this is no git repository yet: run "stoa init" again after "git init"',
    };
  return writeHook(root, join(await hooksFolder(root, folder), 'pre-commit'), force);
}

/** Stoa asks git without its hooks; what the repository's own settings say has to be asked for by name. */
async function hooksFolder(root: string, usual: string): Promise<string> {
  const own = (await askGit(root, ['config', '--local', '--get', 'core.hooksPath']))?.trim();
  const common = (await askGit(root, ['rev-parse', '--git-common-dir']))?.trim();
  return resolve(root, own || (common ? join(common, 'hooks') : usual));
}

function writeHook(root: string, file: string, force: boolean): Written {
  const path = relative(root, file).replaceAll('\\', '/');
  if (existsSync(file) && !force) {
    const isOurs = readFileSync(file, 'utf8').includes('stoa check');
    return { path, outcome: 'kept', advice: isOurs ? '' : `add the line "${command} || exit 1" to it` };
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return { path, outcome: 'written', advice: '' };
}

/** Adds a local hook to the configuration; comments and order stay. */
function addToPreCommit(root: string, file: string): Written {
  const path = relative(root, file);
  const text = readFileSync(file, 'utf8');
  if (text.includes('stoa check')) return { path, outcome: 'kept', advice: '' };
  const document = parseDocument(text);
  if (document.errors.length > 0)
    return { path, outcome: 'kept', advice: 'it is no valid YAML: mend it and run "stoa init" again' };
  const hook = {
    repo: 'local',
    hooks: [{ id: 'stoa-check', name: 'stoa check', entry: command, language: 'system', pass_filenames: false }],
  };
  if (document.has('repos')) document.addIn(['repos'], document.createNode(hook));
  else document.set('repos', document.createNode([hook]));
  writeFileSync(file, document.toString());
  return { path, outcome: 'written', advice: 'run "pre-commit install" if you have not yet' };
}
