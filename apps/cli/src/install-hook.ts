import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { askGit } from '@stoa/tree';
import { isMap, parseDocument, type Document } from 'yaml';

export interface Written {
  path: string;
  outcome: 'written' | 'kept';
  /** What a person has to do, or `''`. */
  advice: string;
}

const command = 'npx --no-install stoa check --quiet';

/** Git starts hooks at the top of the work tree. Starting npx takes longer than the check: it is the last resort. */
const script = `#!/bin/sh
# Stoa: no new weakness and no secret gets into a commit. Take this file away to switch it off.
if [ -x node_modules/.bin/stoa ]; then exec node_modules/.bin/stoa check --quiet; fi
if command -v stoa >/dev/null 2>&1; then exec stoa check --quiet; fi
echo 'stoa is not installed here: nothing was checked. The pipeline will.' >&2
`;

/** Where lefthook looks, in its own order. */
const lefthookFiles = ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml', '.lefthook.yaml'];

/**
 * Installs the check where this repository keeps its hooks: pre-commit, lefthook, husky, the folder of `core.hooksPath`
 * or git's own. What is there is kept.
 */
export async function installHook(folder: string, force: boolean): Promise<Written> {
  const root = (await askGit(folder, ['rev-parse', '--show-toplevel']))?.replace(/\n$/, '');
  if (!root)
    return {
      path: '.git/hooks/pre-commit',
      outcome: 'kept',
      advice: 'this is no git repository yet: run "stoa init" again after "git init"',
    };
  const preCommit = join(root, '.pre-commit-config.yaml');
  if (existsSync(preCommit)) return addTo(root, preCommit, addToPreCommit, 'pre-commit install');
  const lefthook = lefthookFiles.map((name) => join(root, name)).find((file) => existsSync(file));
  if (lefthook) return addTo(root, lefthook, addToLefthook, 'lefthook install');
  if (existsSync(join(root, '.husky'))) return writeHook(root, join(root, '.husky', 'pre-commit'), force);
  return writeHook(root, join(await hooksFolder(root), 'pre-commit'), force);
}

/** Stoa asks git with its hooks switched off; what the settings say has to be asked for by name, file by file. */
async function hooksFolder(root: string): Promise<string> {
  for (const scope of ['--worktree', '--local', '--global', '--system']) {
    const own = (await askGit(root, ['config', scope, '--type=path', '--get', 'core.hooksPath']))?.replace(/\n$/, '');
    if (own) return resolve(root, own);
  }
  const common = (await askGit(root, ['rev-parse', '--git-common-dir']))?.replace(/\n$/, '') ?? '.git';
  return resolve(root, common, 'hooks');
}

function writeHook(root: string, file: string, force: boolean): Written {
  const inside = relative(root, file).replaceAll('\\', '/');
  const path = inside.startsWith('..') ? file : inside;
  if (existsSync(file) && !force) {
    const isOurs = readFileSync(file, 'utf8').includes('stoa check');
    return { path, outcome: 'kept', advice: isOurs ? '' : `add the line "${command} || exit 1" to it` };
  }
  // A folder outside the repository serves all of a person's repositories: that is theirs to decide.
  if (inside.startsWith('..') && !isWithinGit(root, file))
    return { path, outcome: 'kept', advice: `core.hooksPath leads there: add a pre-commit hook with "${command}"` };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return { path, outcome: 'written', advice: '' };
}

/** The hooks of a linked work tree stand in the repository it was made from. */
function isWithinGit(root: string, file: string): boolean {
  const link = join(root, '.git');
  try {
    const own = /^gitdir: (.+)$/m.exec(readFileSync(link, 'utf8'))?.[1] ?? '';
    return own !== '' && resolve(root, own).startsWith(dirname(dirname(file)));
  } catch {
    return false;
  }
}

/** Adds the check to a configuration in YAML; comments and order stay. */
function addTo(root: string, file: string, add: (document: Document) => boolean, install: string): Written {
  const path = relative(root, file);
  const text = readFileSync(file, 'utf8');
  if (text.includes('stoa check')) return { path, outcome: 'kept', advice: '' };
  const document = parseDocument(text);
  const isUsable = document.errors.length === 0 && (document.contents === null || isMap(document.contents));
  if (!isUsable || !add(document))
    return { path, outcome: 'kept', advice: `it is not as expected: mend it, or add "${command}" yourself` };
  writeFileSync(file, document.toString({ lineWidth: 0 }));
  return { path, outcome: 'written', advice: `run "${install}" if you have not yet` };
}

function addToPreCommit(document: Document): boolean {
  const hook = {
    repo: 'local',
    hooks: [{ id: 'stoa-check', name: 'stoa check', entry: command, language: 'system', pass_filenames: false }],
  };
  if (document.get('repos') === null || !document.has('repos')) document.set('repos', document.createNode([hook]));
  else if (!Array.isArray((document.toJS() as { repos: unknown }).repos)) return false;
  else document.addIn(['repos'], document.createNode(hook));
  return true;
}

/** `commands` by name, or since lefthook 1.10 `jobs` as a list: whichever is in use. */
function addToLefthook(document: Document): boolean {
  const stage = (document.toJS() as { 'pre-commit'?: unknown } | null)?.['pre-commit'] ?? null;
  if (stage !== null && (typeof stage !== 'object' || Array.isArray(stage))) return false;
  const job = document.createNode({ name: 'stoa', run: command });
  if (stage === null) document.set('pre-commit', document.createNode({ commands: { stoa: { run: command } } }));
  else if ('jobs' in stage && Array.isArray(stage.jobs)) document.addIn(['pre-commit', 'jobs'], job);
  else document.setIn(['pre-commit', 'commands', 'stoa'], document.createNode({ run: command }));
  return true;
}
