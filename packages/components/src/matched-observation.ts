import { severityOfScore, type AdvisorySource, type Component, type Observation, type Severity } from '@stoa/model';
import { fixedVersionFor, rangeText } from './advisories/affects.ts';
import type { AdvisoryText } from './advisories/advisory.ts';
import { severityOfWord } from './advisories/severity-word.ts';
import { pathTo } from './dependents.ts';
import { adviseFor } from './remedy/advise.ts';
import type { Held } from './held.ts';
import { compareVersions } from './version/compare.ts';

/** One vulnerability of one package, with what each source says of it. It keeps the model's limits without being parsed. */
export function toObservation(
  component: Component,
  group: readonly Held[],
  dependents: ReadonlyMap<string, string>,
): Observation {
  const { version, name, purl } = component;
  const [ecosystem = ''] = component.ecosystem.split(':', 1);
  const told = group.map((held) => ({
    ...held,
    text: held.advisory.text(),
    fixedVersion: fixedVersionFor(held.advisory, ecosystem, held.version),
  }));
  const inForce = told.filter(({ isHit }) => isHit);
  const main = (inForce.find(({ text }) => text.cvss) ?? inForce[0]!).text;
  const names = [...new Set([main.id, ...told.flatMap(({ text }) => [text.id, ...text.aliases])])].slice(0, 100);
  const fixedVersion = inForce
    .flatMap((one) => one.fixedVersion ?? [])
    .sort((a, b) => compareVersions(ecosystem, a, b))
    .at(-1);
  const { cvss } = main;
  const word = inForce.map(({ text }) => severityOfWord(text.word)).find((one) => one !== null);
  const isMalicious = names.some((id) => id.startsWith('MAL-'));
  const severity = cvss ? severityOfScore(cvss.score) : (word ?? (isMalicious ? 'critical' : 'medium'));
  const path = pathTo(purl, dependents);
  return {
    kind: 'vulnerability',
    rule: {
      id: main.id,
      cwe: [...new Set(inForce.flatMap(({ text }) => text.cwe))].slice(0, 50),
      ...(main.url && { url: main.url.slice(0, 2000) }),
    },
    title: `${name.slice(0, 200)} ${version.slice(0, 100)}: ${headline(main)}`,
    description: [main.details || main.summary, path && `Comes in through ${path}.`, `Known as ${names.join(', ')}.`]
      .filter(Boolean)
      .join('\n\n')
      .slice(0, 20_000),
    severity,
    location: { path: component.location.path, ...(component.location.line && { startLine: component.location.line }) },
    affected: {
      purl,
      advisoryIds: names,
      ...(fixedVersion !== undefined && { fixedVersion: fixedVersion.slice(0, 300) }),
      ...(cvss && { cvssScore: cvss.score, cvssVector: cvss.vector }),
      sources: told.slice(0, 50).map((one) => toSource(one, ecosystem)),
    },
    fix: isMalicious
      ? `Take ${name} out, and treat every secret of the machines that installed it as known.`
      : adviseFor(component, fixedVersion, path),
    toolFingerprints: {},
    tags: [
      component.direct === true ? 'direct' : component.direct === false ? 'transitive' : '',
      component.scope === 'required' ? '' : component.scope,
      cvss || word || isMalicious ? '' : 'severity-unknown',
      fixedVersion ? 'fixable' : '',
      isMalicious ? 'malicious' : '',
    ].filter(Boolean),
  };
}

interface Told extends Held {
  text: AdvisoryText;
  fixedVersion: string | undefined;
}

function toSource({ advisory, text, fixedVersion }: Told, ecosystem: string): AdvisorySource {
  const { cvss } = text;
  const severity: Severity | null = cvss ? severityOfScore(cvss.score) : severityOfWord(text.word);
  const range = rangeText(advisory, ecosystem);
  return {
    name: text.source,
    id: text.id,
    ...(severity && { severity }),
    ...(cvss && { cvssVector: cvss.vector }),
    ...(range !== undefined && { range }),
    ...(fixedVersion !== undefined && { fixedVersion: fixedVersion.slice(0, 300) }),
    ...(text.modified && { modified: text.modified }),
    ...(text.withdrawn !== null && { withdrawn: text.withdrawn }),
  };
}

/** The advisory in a few words, for a list. */
function headline({ id, summary, details }: AdvisoryText): string {
  const text = (summary || details.split('\n')[0] || id).trim();
  return text.length <= 110 ? text : `${text.slice(0, 110).replace(/\s+\S*$/, '')} …`;
}
