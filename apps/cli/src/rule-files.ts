import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from './failure.ts';

/** Users' rules: each a YAML file, or a folder of them, however deep. */
export function readRuleFiles(paths: readonly string[]): { path: string; text: string }[] {
  return paths.flatMap((path) => {
    const kind = statSync(path, { throwIfNoEntry: false });
    if (!kind) throw new CommandError(`${path} is not there: --rules takes a YAML file of rules or a folder of them.`);
    const files = kind.isDirectory() ? filesIn(path) : [path];
    if (files.length === 0) throw new CommandError(`There is no .yaml or .yml file in ${path}.`);
    return files.map((file) => ({ path: file, text: readFileSync(file, 'utf8') }));
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !/\.test\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
