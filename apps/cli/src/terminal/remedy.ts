import type { Action, FileChange, ProjectRemedy } from '@stoa/components';
import { changedLines } from './changed-lines.ts';
import { harmless, paint, print } from './output.ts';

/** What is to be done, for people: the action, why it and no smaller one, what is proved, each changed line of a manifest. */
export function printRemedies(remedies: readonly ProjectRemedy[], applied: boolean): void {
  if (remedies.length === 0) print('Nothing is known against what this repository uses.');
  for (const { path, manager, actions, notEvaluated } of remedies) {
    print(paint.bold(`${harmless(path)}${manager ? paint.dim(`  ${manager}`) : ''}`));
    if (notEvaluated !== null) print(`  ${paint.yellow('not evaluated')} ${harmless(notEvaluated)}`);
    for (const action of actions) printAction(action);
    print();
  }
  const all = remedies.flatMap(({ actions }) => actions);
  const ready = all.filter(({ proof, needs }) => proof && !needs).length;
  if (ready > 0 && !applied) print(`${ready} to apply: stoa fix --apply makes a branch with a commit for each.`);
  if (all.some(({ needs }) => needs === 'allow-major'))
    print('Some need a new major version: --allow-major takes them too.');
}

function printAction({ id, kind, title, why, step, fixes, changes, commands, proof, needs }: Action): void {
  const size = step && kind !== 'swap' && kind !== 'mitigate' ? paint.dim(` ${step}`) : '';
  const state = proof ? (needs ? paint.yellow('proved, major') : paint.green('proved')) : paint.yellow('no fix');
  print(`  ${state} ${harmless(title)}${size} ${paint.dim(id)}`);
  print(paint.dim(`         ${harmless(why)}`));
  const advisories = [...new Set(fixes.map(({ advisory }) => advisory))];
  const more = advisories.length > 6 ? ` and ${advisories.length - 6} more` : '';
  if (proof)
    print(
      paint.dim(
        `         ${proof.before} known vulnerabilities before, ${proof.after} after (${proof.by === 'rescan' ? 'changed files scanned again' : 'resolved again'})`,
      ),
    );
  print(paint.dim(`         ${proof ? 'fixes' : 'about'} ${harmless(advisories.slice(0, 6).join(', '))}${more}`));
  for (const change of changes) printChange(change);
  for (const command of commands) print(`         then ${harmless(command)}`);
}

function printChange({ path, before, after }: FileChange, most = 12): void {
  const lines = changedLines(before, after);
  print(paint.dim(`         ${harmless(path)}`));
  for (const { sign, text } of lines.slice(0, most)) {
    const line = `           ${sign} ${harmless(text.slice(0, 120))}`;
    print(sign === '+' ? paint.green(line) : paint.red(line));
  }
  if (lines.length > most) print(paint.dim(`           … ${lines.length - most} more changed lines`));
}
