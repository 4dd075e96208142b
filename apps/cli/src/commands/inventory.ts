import { reconcileInventories, scanInventory, type Agreement, type Reconciliation } from '@stoa/components';
import { drain, type Component, type Skip } from '@stoa/model';
import { openTree } from '@stoa/tree';
import { readProject } from '../project.ts';
import { harmless, paint, print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';

export interface InventoryOptions extends OutputOptions {
  /** Folders with what was built or is installed. */
  against?: readonly string[];
}

/** Lists packages by who says so; with something to hold them against, how accurate the declared inventory is. */
export async function inventory(folder: string, options: InventoryOptions): Promise<void> {
  const project = await readProject(folder);
  const progress = createProgress(options);
  progress.step('Listing components');
  const own = await take(project.root, false);
  const found: Component[] = [];
  const skipped = [...own.skipped];
  for (const other of options.against ?? []) {
    progress.step(`Looking into ${harmless(other)}`);
    const there = await take(other, true);
    // A lock file that was packed along is another declaration, no proof.
    found.push(...there.components.filter(({ origin }) => origin !== undefined && origin !== 'declared'));
    skipped.push(...there.skipped);
  }
  progress.end();
  const reconciled = reconcileInventories([...own.components, ...found]);
  if (options.json) printJson({ components: [...own.components, ...found], ...reconciled, skipped });
  else {
    printKinds([...own.components, ...found]);
    printAgreement(reconciled, Boolean(options.against));
    if (skipped.length > 0) print(paint.dim(`${skipped.length} files were not looked at: --json names them.`));
  }
}

async function take(folder: string, everything: boolean): Promise<{ components: Component[]; skipped: Skip[] }> {
  const components: Component[] = [];
  const { coverage } = await drain(scanInventory(await openTree(folder, { everything })), (item) => {
    if (item.type === 'component') components.push(item.component);
  });
  return { components, skipped: coverage.skipped };
}

function printKinds(components: readonly Component[]): void {
  if (components.length === 0) return print('No lock file, manifest, package database or program that is known.');
  const kinds = new Map<string, { files: Set<string>; all: number; direct: number; unpinned: number }>();
  for (const { source = '', location, direct, version } of components) {
    const kind = kinds.get(source) ?? { files: new Set<string>(), all: 0, direct: 0, unpinned: 0 };
    kinds.set(source, kind);
    kind.files.add(location.path);
    kind.all += 1;
    if (direct) kind.direct += 1;
    if (version === '') kind.unpinned += 1;
  }
  print(paint.bold('read by                   files  packages    direct  no version'));
  for (const [source, { files, all, direct, unpinned }] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const figures = [
      String(files.size).padStart(7),
      ...[all, direct, unpinned].map((count) => String(count).padStart(9)),
    ];
    print(`${source.padEnd(24)}${figures.join(' ')}`);
  }
}

const words: Readonly<Record<Exclude<Agreement, 'agrees' | 'open'>, string>> = {
  drift: 'another version is there than was declared',
  unseen: 'declared, and not there',
  undeclared: 'there, and declared nowhere',
};

function printAgreement({ packages, counts, accuracy }: Reconciliation, isAsked: boolean): void {
  if (accuracy === null) {
    if (isAsked) print(paint.yellow('Nothing to compare: the two sides have no kind of package in common.'));
    return;
  }
  print();
  for (const verdict of ['drift', 'undeclared', 'unseen'] as const) {
    const ones = packages.filter((one) => one.verdict === verdict);
    if (ones.length === 0) continue;
    print(paint.bold(`${ones.length} × ${words[verdict]}`));
    for (const { package: name, versions } of ones.slice(0, 20)) {
      const sides = Object.entries(versions).map(
        ([origin, list]) => `${origin} ${list.join(', ') || 'without a version'}`,
      );
      print(`  ${harmless(name)}  ${paint.dim(harmless(sides.join('; ')))}`);
    }
    if (ones.length > 20) print(paint.dim(`  and ${ones.length - 20} more: --json has them all`));
  }
  const compared = counts.agrees + counts.drift + counts.unseen + counts.undeclared;
  print(
    `The declared inventory is ${paint.bold(`${(accuracy * 100).toFixed(1)} %`)} accurate: ${counts.agrees} of ${compared} agree.`,
  );
}
