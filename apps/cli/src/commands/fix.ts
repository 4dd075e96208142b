import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Fetcher,
  matchUses,
  openAdvisories,
  openRegistry,
  planRemedies,
  scanInventory,
  thisMachine,
  type Action,
  type ProjectRemedy,
  type VulnerableUse,
} from '@stoa/components';
import { drain, type Component } from '@stoa/model';
import { openTree } from '@stoa/tree';
import { CommandError } from '../failure.ts';
import { commitToBranch } from '../fix-branch.ts';
import { stoaHome } from '../home.ts';
import { readProject } from '../project.ts';
import { readableFiles } from '../repository-files.ts';
import { print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';
import { printRemedies } from '../terminal/remedy.ts';

export interface FixOptions extends OutputOptions {
  apply?: boolean;
  inPlace?: boolean;
  branch: string;
  only?: string[];
  allowMajor?: boolean;
  cooldown: string;
  offline?: boolean;
}

/** Shows what to do about known vulnerabilities, proved; with `--apply` as commits of a branch. */
export async function fix(folder: string, options: FixOptions): Promise<void> {
  const cooldownDays = Number(options.cooldown);
  if (!(cooldownDays >= 0)) throw new CommandError(`--cooldown takes a number of days, not "${options.cooldown}".`);
  const { root } = await readProject(folder);
  const remedies = await findRemedies(root, options, cooldownDays);
  const chosen = remedies.flatMap(({ actions }) => actions).filter((action) => isChosen(action, options));
  if (options.only && chosen.length === 0)
    throw new CommandError(`There is no action ${options.only.join(', ')}: run "stoa fix" to see them.`);
  const applied = options.apply || options.inPlace ? apply(root, chosen, options) : null;
  if (options.json) {
    printJson({ projects: remedies, ...(applied && { applied }) });
    return;
  }
  printRemedies(remedies, applied !== null);
  if (applied) printApplied(applied, chosen);
}

async function findRemedies(root: string, options: FixOptions, cooldownDays: number): Promise<ProjectRemedy[]> {
  const index = openAdvisories(join(stoaHome(), 'advisories'));
  if (!index) throw new CommandError('There are no advisories on this machine: run "stoa db update".');
  const progress = createProgress(options);
  try {
    progress.step('Listing components');
    const tree = await openTree(root);
    const components: Component[] = [];
    await drain(scanInventory(tree), (item) => {
      if (item.type === 'component') components.push(item.component);
    });
    progress.step('Looking for the smallest changes');
    const fetcher = new Fetcher({ cache: join(stoaHome(), 'registries'), offline: options.offline ?? false });
    const machine = thisMachine();
    const remedies = planRemedies(
      {
        files: await readableFiles(root, tree),
        index,
        registryOf: (project) => openRegistry(project, root, fetcher, machine, index),
        allowMajor: options.allowMajor ?? false,
        cooldownDays,
        now: Date.now(),
      },
      onlyThose(await matchUses(components, index), options.only),
    );
    const found: ProjectRemedy[] = [];
    for await (const remedy of remedies) {
      found.push(remedy);
      progress.update(found.length);
    }
    return found;
  } finally {
    progress.end();
    index.close();
  }
}

/** Findings that are named are planned for alone; a name that is none of theirs may be an action's, of the whole plan. */
function onlyThose(uses: VulnerableUse[], only: readonly string[] | undefined): VulnerableUse[] {
  const named = uses.filter(({ advisory, name }) => only?.some((one) => one === advisory || one === name));
  return named.length > 0 ? named : uses;
}

function isChosen({ id, fixes, proof, needs }: Action, { only, allowMajor }: FixOptions): boolean {
  if (!proof || (needs === 'allow-major' && !allowMajor)) return false;
  return (
    !only || only.some((one) => one === id || fixes.some(({ advisory, name }) => advisory === one || name === one))
  );
}

interface Applied {
  branch: string | null;
  commit: string | null;
  actions: string[];
  commands: string[];
}

function apply(root: string, actions: readonly Action[], { branch, inPlace, only }: FixOptions): Applied | null {
  if (actions.length === 0) return null;
  // A plan's changes stand on those before it: some of them alone would not be what was proved.
  if (only) refuseGaps(root, actions);
  const commands = [...new Set(actions.flatMap((action) => action.commands))];
  const ids = actions.map(({ id }) => id);
  if (inPlace) {
    for (const { changes } of actions) for (const { path, after } of changes) writeFileSync(join(root, path), after);
    return { branch: null, commit: null, actions: ids, commands };
  }
  const commits = actions
    .filter(({ changes }) => changes.length > 0)
    .map((action) => ({ message: messageOf(action), changes: action.changes }));
  return { branch, commit: commitToBranch(root, branch, commits), actions: ids, commands };
}

/** Each file's text must be what the action before has left, or what stands there now. */
function refuseGaps(root: string, actions: readonly Action[]): void {
  const texts = new Map<string, string>();
  for (const { changes, id } of actions) {
    for (const { path, before, after } of changes) {
      if ((texts.get(path) ?? readFileSync(join(root, path), 'utf8')) !== before)
        throw new CommandError(`The action ${id} stands on another one: name its package or its advisory instead.`);
      texts.set(path, after);
    }
  }
}

function messageOf({ title, why, fixes, proof, commands }: Action): string {
  const advisories = [...new Set(fixes.map(({ advisory, name, version }) => `- ${advisory}: ${name} ${version}`))];
  const proved = proof ? `Known vulnerabilities in this project: ${proof.before} before, ${proof.after} after.` : '';
  const after = commands.length > 0 ? `Run afterwards: ${commands.join(' && ')}` : '';
  return [title, why, `Fixes\n${advisories.slice(0, 50).join('\n')}`, proved, after].filter(Boolean).join('\n\n');
}

function printApplied({ branch, actions, commands }: Applied, chosen: readonly Action[]): void {
  const what = `${actions.length} ${actions.length === 1 ? 'action' : 'actions'}, ${new Set(chosen.flatMap(({ fixes }) => fixes.map(({ advisory, name }) => `${name} ${advisory}`))).size} vulnerabilities fixed`;
  print(
    branch === null ? `Changed here: ${what}.` : `On the branch ${branch}: ${what}. See git log -p HEAD..${branch}`,
  );
  for (const command of commands) print(`Run now: ${command}`);
}
