import type { AffectedPackage, Component, Observation } from '@stoa/model';
import { CommandError } from '../failure.ts';
import { readLocalRuns } from '../local-runs.ts';
import { readProject } from '../project.ts';
import { compareUrgency, urgencyWords } from '../terminal/order.ts';
import { harmless, paint, print, printJson, severityWord, type OutputOptions } from '../terminal/output.ts';
import { percentOf } from '../terminal/percent.ts';

export interface ComponentsOptions extends OutputOptions {
  path: string;
}

/** What the latest scan knows of components: all of them in short, or one package or vulnerability with every reason. */
export async function components(subject: string | undefined, options: ComponentsOptions): Promise<void> {
  const { root } = await readProject(options.path);
  const runs = readLocalRuns(root);
  const inventory = runs.flatMap((run) => run.components);
  const found = runs
    .flatMap(({ observations }) => observations)
    .filter(({ affected }) => affected !== undefined)
    .sort(compareUrgency);
  if (inventory.length === 0)
    throw new CommandError('No components are known here: run "stoa scan" where there is a lock file.');
  if (subject === undefined) return list(inventory, found, options);
  const known = inventory.filter((component) => isCalled(component, subject));
  const about = found.filter(({ affected }) => isAbout(affected, subject, known));
  if (known.length === 0 && about.length === 0)
    throw new CommandError(`Nothing here is called "${subject}": name a package, its purl, or a vulnerability.`);
  if (options.json) return printJson({ components: known, vulnerabilities: about });
  for (const { purl, location, direct, scope } of known) {
    const how = direct === true ? 'direct' : direct === false ? 'transitive' : '';
    print(
      `${harmless(purl)}  ${paint.dim(harmless([`${location.path}:${location.line ?? 1}`, how, scope].filter(Boolean).join(', ')))}`,
    );
  }
  if (about.length === 0) print('Nothing is known against it.');
  for (const one of about) explain(one);
  return undefined;
}

function isCalled({ purl, name }: Component, subject: string): boolean {
  return name === subject || purl === subject || purl.startsWith(`${subject}@`);
}

function isAbout(affected: AffectedPackage | undefined, subject: string, known: readonly Component[]): boolean {
  if (!affected) return false;
  const isNamed = affected.advisoryIds.some((id) => id.toUpperCase() === subject.toUpperCase());
  return isNamed || known.some(({ purl }) => purl === affected.purl);
}

function list(inventory: readonly Component[], found: readonly Observation[], options: ComponentsOptions): void {
  const byPurl = Map.groupBy(found, ({ affected }) => affected!.purl);
  const rows = [...byPurl].map(([purl, vulnerabilities]) => ({
    purl,
    priority: vulnerabilities[0]!.affected?.priority?.score ?? null,
    vulnerabilities: vulnerabilities.map(({ rule, severity, affected }) => ({
      id: rule.id,
      severity,
      priority: affected?.priority?.score ?? null,
      fixedVersion: affected?.fixedVersion ?? null,
      vex: affected?.vex?.state ?? null,
    })),
  }));
  if (options.json) return printJson({ components: inventory.length, vulnerable: rows });
  for (const { purl, vulnerabilities } of rows) {
    const [worst] = byPurl.get(purl)!;
    print(`${severityWord(worst!.severity)} ${harmless(purl)}`);
    print(
      paint.dim(
        `         ${vulnerabilities.length} known, the first ${harmless(worst!.rule.id)}: ${urgencyWords(worst!)}`,
      ),
    );
  }
  print(
    `${inventory.length.toLocaleString('en')} components, ${rows.length} with known vulnerabilities. One in full: stoa components NAME`,
  );
}

/** One vulnerability with all that is known of it, and why it stands where it stands. */
function explain({ title, severity, affected, rule, fix }: Observation): void {
  print();
  print(`${severityWord(severity)} ${harmless(title)}`);
  if (!affected) return;
  const line = (name: string, text: string) => print(`  ${name.padEnd(13)} ${harmless(text)}`);
  line('known as', affected.advisoryIds.join(', '));
  if (rule.url) line('page', rule.url);
  if (affected.cvssVector) line('CVSS', `${affected.cvssScore?.toFixed(1)} ${affected.cvssVector}`);
  for (const source of affected.sources ?? []) {
    const fixed = source.fixedVersion ? `fixed in ${source.fixedVersion}` : 'no fix named';
    const words = [source.severity, source.range, fixed, source.withdrawn && `withdrawn ${source.withdrawn}`];
    line(source.name, `${source.id}: ${words.filter(Boolean).join(', ')}`);
  }
  const { exploited, epss, reachability, vex, priority } = affected;
  if (exploited)
    line(
      'exploited',
      `since ${exploited.since} (${exploited.source})${exploited.ransomware ? ', by ransomware too' : ''}${exploited.due ? `, due ${exploited.due}` : ''}`,
    );
  if (epss)
    line(
      'forecast',
      `${percentOf(epss.score)} within 30 days, above ${percentOf(epss.percentile)} (EPSS, ${epss.asOf})`,
    );
  if (reachability) line('reachability', `${reachability.state.replace('-', ' ')}: ${reachability.why}`);
  for (const { path, line: at, symbol } of reachability?.places ?? [])
    line('', `${path}:${at}${symbol ? ` ${symbol}` : ''}`);
  if (vex)
    line('VEX', [vex.state.replaceAll('_', ' '), vex.justification, vex.reason, vex.source].filter(Boolean).join('; '));
  if (priority) line('priority', `${priority.score} of 100`);
  for (const { name, value, why } of priority?.terms ?? []) line('', `${value > 0 ? '+' : ''}${value} ${name}: ${why}`);
  if (fix) line('way out', fix);
}
