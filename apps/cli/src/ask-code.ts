import { findUses } from '@stoa/code';
import type { AskedPackage, CodeUses } from '@stoa/components';
import { isSkip, type FileTree, type SourceFile } from '@stoa/model';

const maxBytes = 256 * 1024;

/** What a project does with some packages: its code, and what its configuration and scripts name without importing it. */
export async function askCode(tree: FileTree, packages: readonly AskedPackage[]): Promise<CodeUses> {
  const uses = await findUses(tree, packages);
  return { ...uses, mentions: [...uses.mentions, ...(await mentionsIn(tree, packages))] };
}

/**
 * Tools load packages by names in configurations, and scripts run them. Lock files name everything, and manifests their
 * dependencies: those are left out.
 */
async function mentionsIn(tree: FileTree, packages: readonly AskedPackage[]): Promise<CodeUses['mentions']> {
  const mentions: CodeUses['mentions'][number][] = [];
  for await (const file of tree.files()) {
    if (isSkip(file) || !isConfiguration(file)) continue;
    const text = await readConfiguration(file);
    for (const { key, modules } of packages) {
      const module = modules.find((one) => text.includes(one));
      if (module === undefined) continue;
      const line = text.slice(0, text.indexOf(module)).split('\n').length;
      mentions.push({ key, module, path: file.path, line, isTest: false });
    }
  }
  return mentions;
}

const lockFiles =
  /(?:^|\/)(?:package-lock|npm-shrinkwrap|composer\.lock|packages\.lock|deno\.lock|pnpm-lock)|\.lock(?:\.|$)/;

function isConfiguration({ path, size }: SourceFile): boolean {
  if (size > maxBytes || lockFiles.test(path)) return false;
  return /\.(?:json5?|ya?ml|toml|cfg|ini|sh|properties)$|(?:^|\/)(?:\.\w+rc|Dockerfile[^/]*|Makefile|Procfile)$/.test(
    path,
  );
}

async function readConfiguration(file: SourceFile): Promise<string> {
  const text = await file.read().then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '', // gone since: then it names nothing
  );
  if (file.path.endsWith('package.json')) return withoutDependencies(text);
  return file.path.endsWith('.toml') ? withoutDependencyTables(text) : text;
}

/** `Cargo.toml` and `pyproject.toml` name what they depend on; a crate under another name is a mention of it. */
function withoutDependencyTables(manifest: string): string {
  let isDependencies = false;
  const lines = manifest.split('\n').map((line) => {
    if (/^\s*\[/.test(line)) isDependencies = /dependenc|dependency-groups|build-system/.test(line);
    return isDependencies ? (/\bpackage\s*=\s*"[^"]*"/.exec(line)?.[0] ?? '') : line;
  });
  const blank = (block: string) => block.replaceAll(/[^\n]/g, '');
  return lines.join('\n').replace(/^\s*(?:optional-)?dependencies\s*=\s*\[[^\]]*\]/gm, blank);
}

/** Line breaks stay, so that what is left stands on its own line. */
function withoutDependencies(manifest: string): string {
  return manifest.replace(
    /"(?:dev|peer|optional|bundled?)?[dD]ependencies(?:Meta)?"\s*:\s*[{[][^{}[\]]*[}\]]/g,
    (block) => block.replaceAll(/[^\n]/g, ''),
  );
}
