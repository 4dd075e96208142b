import { createHash } from 'node:crypto';
import type { Step } from './distance.ts';
import type { Lever, Move } from './plan.ts';
import type { FileChange, Project } from './project.ts';

export type ActionKind = 'in-range' | 'bump' | 'parent' | 'override' | 'swap' | 'mitigate';

/** One finding of the components' engine, as far as a remedy needs it. */
export interface VulnerableUse {
  ecosystem: string;
  name: string;
  version: string;
  /** The advisory's own name. */
  advisory: string;
  /** The file that names the package. */
  path: string;
}

/** What holds after an action, found out by reading the changed files again and matching again. */
export interface Proof {
  /** `rescan`: the changed files were read anew; `resolution`: the lock file is the package manager's to write. */
  by: 'rescan' | 'resolution';
  /** Findings in the project before and after. */
  before: number;
  after: number;
}

/** One thing to do about some findings: one commit. */
export interface Action {
  /** Stays the same as long as the advice does. */
  id: string;
  kind: ActionKind;
  manager: string;
  /** The file that the findings point to. */
  path: string;
  /** In the imperative, for a commit. */
  title: string;
  /** Why this and nothing smaller. */
  why: string;
  step: Step | null;
  fixes: VulnerableUse[];
  changes: FileChange[];
  /** What only the package manager can do, in the project's folder. */
  commands: string[];
  /** Null: nothing was proved, and `why` says so. */
  proof: Proof | null;
  /** What a person must allow before it is applied. */
  needs: 'allow-major' | null;
}

export function actionId(path: string, parts: readonly string[]): string {
  return createHash('sha256')
    .update([path, ...parts].join('\n'))
    .digest('hex')
    .slice(0, 8);
}

export function kindOfMove({ levers, targets }: Move): ActionKind {
  if (levers.some(({ kind }) => kind === 'override')) return 'override';
  const bumps = levers.filter((lever) => lever.kind === 'bump');
  if (bumps.length === 0) return 'in-range';
  return bumps.some(({ name }) => targets.some((one) => one.name === name)) ? 'bump' : 'parent';
}

export interface Moved {
  name: string;
  from: string[];
  to: string[];
}

/** `Update qs from 6.5.1 to 6.5.3`, `Bump express from 4.16.0 to 4.17.3 in package.json (brings qs 6.7.0)`. */
export function titleOfMove(move: Move, moved: readonly Moved[], manifest: string): string {
  const isTarget = ({ name }: Lever) => move.targets.some((one) => one.name === name);
  const levers = move.levers.toSorted((a, b) => Number(isTarget(b)) - Number(isTarget(a)));
  const [first, ...others] = [...new Set(levers.map((lever) => sentenceOf(lever, moved, manifest)))];
  const along =
    others.length === 0 ? '' : others.length < 3 ? `; ${others.join('; ')}` : `, and ${others.length} more with it`;
  const brought = moved.filter(({ name }) => !move.levers.some((lever) => lever.name === name));
  const brings = brought.map(({ name, to }) =>
    to.length > 0 ? `${name} ${to.join(', ')}` : `no vulnerable ${name} any more`,
  );
  return `${first}${along}${brings.length > 0 ? ` (brings ${brings.join(', ')})` : ''}`;
}

function sentenceOf(lever: Lever, moved: readonly Moved[], manifest: string): string {
  switch (lever.kind) {
    case 'in-range': {
      const one = moved.find(({ name }) => name === lever.name);
      return one
        ? `Update ${lever.name} from ${one.from.join(', ')} to ${one.to.join(', ') || 'nothing'}`
        : `Update ${lever.name}`;
    }
    case 'bump':
      return `Bump ${lever.name}${lever.from === undefined ? '' : ` from ${lever.from}`} to ${lever.to} in ${manifest}`;
    case 'override':
      return `Override ${lever.name} with ${lever.to}${lever.under ? ` below ${lever.under.join(', ')}` : ''} in ${manifest}`;
  }
}

export function whyOfMove(move: Move, { folder, manager }: Project): string {
  const name = move.targets[0]?.name ?? '';
  switch (kindOfMove(move)) {
    case 'in-range':
      if (manager === 'go')
        return 'Go takes the least version that anybody asks for: from now on the project asks for this one.';
      return 'Every package that asks for it takes the newer version as it is: only the lock file changes.';
    case 'bump':
      return `${folder || 'The project'} asks for it by name, in a range without a version that is safe.`;
    case 'parent':
      return `What brings ${name} in asks for versions that are all vulnerable; the nearest newer version of it does not.`;
    case 'override':
      return `No compatible version of what brings ${name} in asks for one that is safe: the project lays the version down.`;
    default:
      return '';
  }
}
