import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scanInventory } from '@stoa/components';
import { drain } from '@stoa/model';
import { openTree } from '@stoa/tree';
import { stringify } from 'yaml';
import { installHook, type Written } from '../install-hook.ts';
import { readProject } from '../project.ts';
import { print, printJson, type OutputOptions } from '../terminal/output.ts';

/** Finds out what is here and writes what Stoa needs beside it. What is there already is kept. */
export async function init(folder: string, options: OutputOptions & { force?: boolean }): Promise<void> {
  const project = await readProject(folder);
  const { root } = project;
  const results: Written[] = [];
  const write = (path: string, text: string) => {
    const full = join(root, path);
    if (existsSync(full) && !options.force) {
      results.push({ path, outcome: 'kept', advice: '' });
      return;
    }
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    results.push({ path, outcome: 'written', advice: '' });
  };
  const ecosystems = await stacksOf(root);
  write('stoa.yaml', manifestText(project.manifest.name, project.revision.branch, ecosystems));
  write('.stoa/exceptions.yaml', exceptionsText);
  results.push(await installHook(root, options.force === true));
  if (existsSync(join(root, '.gitlab-ci.yml'))) write('.stoa/gitlab-ci.yml', gitlabText);
  else write('.github/workflows/stoa.yml', githubText);
  if (options.json) printJson(results);
  else {
    for (const { path, outcome, advice } of results) print(`${outcome.padEnd(8)} ${path}${advice && `: ${advice}`}`);
    print(
      `Found: ${ecosystems.join(', ') || 'no lock files'}. Say in stoa.yaml what kind of workload this is, then run "stoa up".`,
    );
  }
}

async function stacksOf(root: string): Promise<string[]> {
  const found = new Set<string>();
  await drain(scanInventory(await openTree(root)), (item) => {
    if (item.type === 'component') found.add(item.component.ecosystem);
  });
  return [...found].sort();
}

function manifestText(name: string, trunk: string | null, ecosystems: readonly string[]): string {
  const manifest = {
    name,
    ...(trunk && { trunk }),
    modules: [{ name, path: '', workload: 'service', exposure: 'internal', dataClasses: [] }],
    environments: ['production'],
    owners: [],
  };
  return `# What this application is: docs of Stoa, "stoa.yaml". Found here: ${ecosystems.join(', ') || 'no lock files'}.
# workload: service, web, library, batch, infrastructure or sample · exposure: internet, partner, internal or none
${stringify(manifest)}`;
}

const exceptionsText = `# What we live with for a while: owner, reason, approver, scope, end. Reviewed like code.
# - id: EX-1
#   owner: ada@acme.example
#   reason: the library is only used in a build step
#   approver: grace@acme.example
#   scope: { rule: CVE-2021-23337, path: tools/ }
#   createdAt: 2026-01-01T00:00:00Z
#   expiresAt: 2026-03-01T00:00:00Z
exceptions: []
`;

const githubText = `name: Stoa
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  stoa:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npx stoa db update
      - run: npx stoa scan --sarif stoa.sarif
      - uses: github/codeql-action/upload-sarif@v3
        with: { sarif_file: stoa.sarif }
      - run: npx stoa gate production --explain
`;

const gitlabText = `# Include this file in .gitlab-ci.yml: include: { local: .stoa/gitlab-ci.yml }
stoa:
  image: node:24
  script:
    - npx stoa db update
    - npx stoa scan --sarif stoa.sarif
    - npx stoa gate production --explain
  artifacts:
    paths: [stoa.sarif]
`;
