import { judgeLicence, obligations, scanInventory, type LicenceJudgement, type Obligation } from '@stoa/components';
import type { Component, LicenceVerdict } from '@stoa/model';
import { openTree } from '@stoa/tree';
import { toReport } from '../to-report.ts';
import { readProject } from '../project.ts';
import { harmless, paint, print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';
import { workloadOf } from '../workload.ts';

/** One licence as it is used in a project. */
interface Use {
  licence: string;
  verdict: LicenceVerdict | 'unknown';
  category: string | null;
  packages: string[];
  obligations: readonly Obligation[];
}

/** What the packages of a project are licensed under, whether that may be, and what it asks. */
export async function licences(folder: string, options: OutputOptions): Promise<void> {
  const project = await readProject(folder);
  const progress = createProgress(options);
  progress.step('Listing components');
  const { components } = await toReport(project, scanInventory(await openTree(project.root)), progress);
  progress.end();
  const of = workloadOf(project.manifest);
  const uses = toUses(components, (component) =>
    judgeLicence(component.licences, of(component.location.path), project.licencePolicy),
  );
  if (options.json) printJson({ licences: uses, obligations: obligationsOf(uses) });
  else printUses(uses);
}

function toUses(components: readonly Component[], judge: (component: Component) => LicenceJudgement): Use[] {
  const uses = new Map<string, Use>();
  // What is only built and tested with is passed on to nobody.
  for (const component of components.filter(({ scope }) => scope !== 'development')) {
    const { verdict, chosen, category, obligations: asked } = judge(component);
    const licence = chosen.join(' AND ') || 'not stated';
    const word = component.licences.length === 0 ? 'unknown' : (verdict ?? 'unknown');
    const key = `${word} ${licence}`;
    const known = uses.get(key) ?? { licence, verdict: word, category, packages: [], obligations: asked };
    uses.set(key, known);
    known.packages.push(`${component.name} ${component.version}`.trim());
  }
  return [...uses.values()]
    .map((use) => ({ ...use, packages: [...new Set(use.packages)].sort() }))
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || b.packages.length - a.packages.length);
}

const order: readonly Use['verdict'][] = ['deny', 'review', 'unknown', 'allow'];
const words: Record<Use['verdict'], string> = {
  deny: paint.red('denied '),
  review: paint.yellow('review '),
  unknown: paint.yellow('unknown'),
  allow: paint.green('allowed'),
};

function obligationsOf(uses: readonly Use[]): { id: Obligation; text: string; licences: string[] }[] {
  const ids = [...new Set(uses.flatMap((use) => use.obligations))];
  return ids.map((id) => ({
    id,
    text: obligations[id],
    licences: uses.filter((use) => use.obligations.includes(id)).map(({ licence }) => licence),
  }));
}

function printUses(uses: readonly Use[]): void {
  if (uses.length === 0) {
    print('No packages here: nothing to judge.');
    return;
  }
  for (const { verdict, licence, packages } of uses) {
    const some = packages.slice(0, verdict === 'allow' ? 0 : 4).join(', ');
    const more = some === '' ? '' : `  ${some}${packages.length > 4 ? ' …' : ''}`;
    print(`${words[verdict]} ${String(packages.length).padStart(6)}  ${harmless(licence)}${paint.dim(harmless(more))}`);
  }
  print();
  print('What they ask:');
  for (const { text, licences: under } of obligationsOf(uses))
    print(`  ${text} ${paint.dim(harmless(under.slice(0, 6).join(', ')) + (under.length > 6 ? ' …' : ''))}`);
}
