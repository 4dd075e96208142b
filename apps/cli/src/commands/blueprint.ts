import { practices } from '@stoa/blueprint';
import { blueprintOf, runProbes } from '@stoa/evidence';
import type { BlueprintView } from '@stoa/model';
import { routes } from '@stoa/api';
import { toFindings } from '../local-facts.ts';
import { readLocalRuns } from '../local-runs.ts';
import { readProject, type Project } from '../project.ts';
import { readRepositoryFacts } from '../repository-facts.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { paint, print, printJson, verdictWord, type OutputOptions } from '../terminal/output.ts';

export async function blueprint(folder: string, options: OutputOptions & ServerOptions): Promise<void> {
  const project = await readProject(folder);
  const client = clientFor(options);
  const view = client
    ? await client.getBlueprint({ query: { application: project.manifest.name } })
    : viewLocally(project);
  if (options.json) printJson(view);
  else printView(view);
}

/** From the latest local runs; what only a server remembers is not evaluated here. */
function viewLocally(project: Project): BlueprintView {
  const reports = readLocalRuns(project.root);
  const findings = toFindings(project, reports);
  const components = reports.flatMap((report) => report.components);
  const now = new Date().toISOString();
  const internet = project.manifest.modules.some(({ exposure }) => exposure === 'internet');
  const evidence = runProbes({
    application: project.manifest.name,
    now,
    revision: project.revision.revision,
    runs: reports.map(({ run }) => run),
    open: findings.map(({ kind, severity, tags, firstSeenAt }) => ({ kind, severity, tags, firstSeenAt })),
    components: { total: components.length, unpinned: components.filter(({ version }) => version === '').length },
    tools: [...new Set(findings.flatMap(({ tools }) => tools))],
    decisions: { count: 0, lastAt: null, lastReplays: null },
    exceptions: { live: 0, expired: 0 },
    repository: readRepositoryFacts(project.root),
    declared: { modules: project.manifest.modules.length, internet },
    api: { routes: Object.keys(routes).length, described: Object.keys(routes).length },
    audit: { entries: 0, ok: true },
    history: { days: 0, fixed: 0 },
  });
  const grave = (kind: string) =>
    findings.filter((one) => one.kind === kind && (one.severity === 'critical' || one.severity === 'high')).length;
  return blueprintOf({
    practices,
    evidence,
    now,
    application: project.manifest.name,
    pressure: { internet, heat: { D2: grave('vulnerability'), S5: grave('secret'), D1: grave('code') } },
  });
}

function printView(view: BlueprintView): void {
  for (const { title, level, practices: of } of view.pillars) {
    print(
      paint.bold(
        `${title.padEnd(16)} ${'▮'.repeat(Math.round(level))}${'▯'.repeat(5 - Math.round(level))}  ${level.toFixed(1)}`,
      ),
    );
    for (const practice of of)
      print(
        `  ${practice.id.padEnd(4)} ${practice.level} ${verdictWord(practice.verdict)} ${practice.title}${practice.counter ? paint.red('  counter-evidence') : ''}`,
      );
  }
  print(paint.bold('Base'));
  for (const practice of view.implementing)
    print(`  ${practice.id.padEnd(4)} ${practice.level} ${verdictWord(practice.verdict)} ${practice.title}`);
  if (!view.nextGap) return;
  print();
  print(paint.bold(`Your next gap: ${view.nextGap.practice} ${view.nextGap.title}`));
  print(view.nextGap.explanation);
  for (const { name, value, why } of view.nextGap.terms)
    print(paint.dim(`  ${name.padEnd(11)} × ${value.toFixed(2)}  ${why}`));
  print(`Next: ${view.nextGap.nextStep}`);
}
