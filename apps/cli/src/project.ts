import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { defaultPolicies } from '@stoa/blueprint';
import { completePolicy } from '@stoa/components';
import { ApplicationManifest, type Exception, type LicencePolicy, type Policy } from '@stoa/model';
import { parseExceptions, parseLicencePolicy, parseManifest, parsePolicy } from '@stoa/policy';
import { readRevision, type Revision } from '@stoa/tree';
import type { Baseline } from '@stoa/secrets';
import { CommandError } from './failure.ts';
import { readBaseline } from './secrets-baseline.ts';

/** A repository with what its people have written down in `stoa.yaml` and `.stoa/`. */
export interface Project {
  root: string;
  manifest: ApplicationManifest;
  /** False when there is no `stoa.yaml`: the name is made up from the folder's. */
  declared: boolean;
  exceptions: Exception[];
  policies: Policy[];
  licencePolicy: LicencePolicy;
  /** Secrets it has lived with. */
  baseline: Baseline | null;
  revision: Revision;
}

/** @throws {CommandError} naming file, line and column of what is wrong. */
export async function readProject(folder: string): Promise<Project> {
  const root = resolve(process.env['INIT_CWD'] && !existsSync(folder) ? process.env['INIT_CWD'] : '.', folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new CommandError(`${folder} is not a folder: name a repository.`);
  const text = read(root, 'stoa.yaml');
  const policyFolder = join(root, '.stoa', 'policies');
  const own = existsSync(policyFolder)
    ? readdirSync(policyFolder)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [];
  return {
    root,
    manifest: text === null ? ApplicationManifest.parse({ name: nameOf(root) }) : parseManifest(text, 'stoa.yaml'),
    declared: text !== null,
    exceptions: readExceptions(root),
    policies: [
      ...defaultPolicies,
      ...own.map((name) => parsePolicy(read(policyFolder, name) ?? '', `.stoa/policies/${name}`)),
    ],
    licencePolicy: completePolicy(parseLicencePolicy(read(root, '.stoa/licences.yaml') ?? '', '.stoa/licences.yaml')),
    baseline: readBaseline(root),
    revision: await readRevision(root),
  };
}

function readExceptions(root: string): Exception[] {
  const text = read(root, '.stoa/exceptions.yaml');
  return text === null ? [] : parseExceptions(text, '.stoa/exceptions.yaml');
}

function read(folder: string, name: string): string | null {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new CommandError(`${name} cannot be read: ${(error as Error).message}`);
  }
}

function nameOf(root: string): string {
  const name = basename(root)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 100);
  return name || 'application';
}
