import { z } from 'zod';
import {
  Component,
  Observation,
  severityOfScore,
  type Scan,
  type ScanItem,
  type Severity,
  type Skip,
} from '@stoa/model';
import { ReportError, type ReadOptions, type ReportSource } from '../format.ts';
import { sliceJson } from '../slice-json.ts';
import { readCycloneDxXml } from './read-xml.ts';

const versions = ['1.4', '1.5', '1.6', '1.7'];
const maxNesting = 50;

const text = z.string().optional().catch(undefined);
const Licence = z.object({ license: z.object({ id: text, name: text }).optional().catch(undefined), expression: text });
/** Only what we use of a component, leniently. */
const BomComponent = z.object({
  'bom-ref': text,
  type: text,
  group: text,
  name: z.string(),
  version: text,
  purl: text,
  scope: text,
  hashes: z
    .array(z.object({ alg: z.string(), content: z.string() }))
    .optional()
    .catch(undefined),
  licenses: z.array(Licence).optional().catch(undefined),
  components: z.array(z.unknown()).optional().catch(undefined),
});
const BomVulnerability = z.object({
  id: text,
  description: text,
  recommendation: text,
  cwes: z.array(z.number().int().positive()).optional().catch(undefined),
  source: z.object({ url: text }).optional().catch(undefined),
  references: z
    .array(z.object({ id: text }))
    .optional()
    .catch(undefined),
  ratings: z
    .array(z.object({ score: z.number().optional().catch(undefined), severity: text, vector: text }))
    .optional()
    .catch(undefined),
  affects: z
    .array(z.object({ ref: z.string() }))
    .optional()
    .catch(undefined),
  analysis: z.object({ state: text }).optional().catch(undefined),
});
export type BomVulnerability = z.infer<typeof BomVulnerability>;

const isList = (path: readonly (string | number)[]) =>
  path.length === 1 && (path[0] === 'components' || path[0] === 'vulnerabilities' || path[0] === 'dependencies');

/**
 * CycloneDX 1.4 to 1.7, JSON and XML: components, and vulnerabilities with their analysis (VEX).
 * @see https://cyclonedx.org/specification/overview/
 */
export async function readCycloneDx(source: ReportSource, options: ReadOptions, isXml: boolean): Promise<Scan[]> {
  return [isXml ? readCycloneDxXml(source, options) : readJson(source, options)];
}

async function* readJson(source: ReportSource, options: ReadOptions): Scan {
  const skipped: Skip[] = [];
  const byRef = new Map<string, string>();
  const waiting: BomVulnerability[] = [];
  let count = 0;
  const slices = sliceJson(source, isList);
  let step = await slices.next();
  for (; !step.done; step = await slices.next()) {
    const { path, value } = step.value;
    const place = `${String(path[0])}[${String(path[1])}]`;
    if (path[0] === 'components') {
      for (const item of toComponents(value, source.name, byRef, place)) {
        if (item.type === 'skip') skipped.push(item.skip);
        else count += 1;
        yield item;
      }
    } else if (path[0] === 'vulnerabilities') {
      const parsed = BomVulnerability.safeParse(value);
      if (parsed.success) waiting.push(parsed.data);
      else skipped.push({ place, reason: 'malformed', detail: 'it is not a vulnerability' });
    }
  }
  const head = step.value as { bomFormat?: unknown; specVersion?: unknown; metadata?: { component?: unknown } };
  if (head?.bomFormat !== 'CycloneDX')
    throw new ReportError('malformed', `${source.name} does not call itself CycloneDX.`);
  if (!versions.includes(String(head.specVersion))) {
    throw new ReportError(
      'unsupported-version',
      `${source.name} is CycloneDX ${String(head.specVersion)}: export one of ${versions.join(', ')}.`,
    );
  }
  if (head.metadata?.component)
    for (const _ of toComponents(head.metadata.component, source.name, byRef, 'metadata.component')); // its reference counts
  for (const vulnerability of waiting) yield* toObservations(vulnerability, byRef, source.name);
  return summaryOf(count, waiting.length, skipped, options);
}

/** A component and those inside it. */
function* toComponents(
  value: unknown,
  fileName: string,
  byRef: Map<string, string>,
  place: string,
  depth = 0,
): Generator<ScanItem & { type: 'component' | 'skip' }> {
  const parsed = BomComponent.safeParse(value);
  if (!parsed.success || depth > maxNesting) {
    yield {
      type: 'skip',
      skip: {
        place,
        reason: 'malformed',
        detail: depth > maxNesting ? 'nested too deep' : 'a component without a name',
      },
    };
    return;
  }
  const one = parsed.data;
  yield toComponentItem(one, fileName, byRef, place);
  for (const [index, inner] of (one.components ?? []).entries())
    yield* toComponents(inner, fileName, byRef, `${place}.components[${index}]`, depth + 1);
}

export function toComponentItem(
  one: z.infer<typeof BomComponent>,
  fileName: string,
  byRef: Map<string, string>,
  place: string,
): ScanItem & { type: 'component' | 'skip' } {
  const name = one.group ? `${one.group}/${one.name}` : one.name;
  const purl =
    one.purl ?? `pkg:generic/${encodeURIComponent(name)}${one.version ? `@${encodeURIComponent(one.version)}` : ''}`;
  if (one['bom-ref']) byRef.set(one['bom-ref'], purl);
  byRef.set(purl, purl);
  const made = Component.safeParse({
    purl,
    name,
    version: one.version ?? '',
    ecosystem: ecosystemOf(purl),
    scope: one.scope === 'optional' ? 'optional' : one.scope === 'excluded' ? 'development' : 'required',
    licences: (one.licenses ?? []).flatMap(
      ({ license, expression }) => expression ?? license?.id ?? license?.name ?? [],
    ),
    hashes: Object.fromEntries((one.hashes ?? []).map(({ alg, content }) => [alg, content])),
    location: { path: fileName },
  });
  return made.success
    ? { type: 'component', component: made.data }
    : { type: 'skip', skip: { place, reason: 'malformed', detail: 'its values do not fit' } };
}

function ecosystemOf(purl: string): string {
  const type = /^pkg:([^/]+)\//.exec(purl)?.[1] ?? '';
  const known: Record<string, string> = {
    npm: 'npm',
    pypi: 'PyPI',
    golang: 'Go',
    cargo: 'crates.io',
    maven: 'Maven',
    gem: 'RubyGems',
    nuget: 'NuGet',
    composer: 'Packagist',
    deb: 'Debian',
    apk: 'Alpine',
  };
  return known[type] ?? type;
}

/** One observation for each package that a vulnerability affects. */
export function* toObservations(
  vulnerability: BomVulnerability,
  byRef: ReadonlyMap<string, string>,
  fileName: string,
): Generator<ScanItem> {
  const id = vulnerability.id ?? 'unnamed vulnerability';
  const rating = vulnerability.ratings?.find(({ score }) => score !== undefined) ?? vulnerability.ratings?.[0];
  const state = vulnerability.analysis?.state;
  const notAffected = state === 'not_affected' || state === 'false_positive' || state === 'resolved';
  const score = rating?.score !== undefined && rating.score >= 0 && rating.score <= 10 ? rating.score : undefined;
  const names = [id, ...(vulnerability.references ?? []).flatMap(({ id: other }) => other ?? [])].slice(0, 100);
  const affects = (vulnerability.affects ?? []).map(({ ref }) => ref);
  for (const ref of affects.length > 0 ? affects : ['']) {
    const purl = byRef.get(ref) ?? byRef.get(ref.split('#').at(-1) ?? '');
    const made = Observation.safeParse({
      kind: 'vulnerability',
      rule: {
        id,
        cwe: (vulnerability.cwes ?? []).slice(0, 50),
        ...(vulnerability.source?.url && { url: vulnerability.source.url }),
      },
      title:
        `${purl ? `${decodeURIComponent(purl.replace(/^pkg:[^/]+\//, ''))}: ` : ''}${vulnerability.description?.split('\n')[0] || id}`.slice(
          0,
          300,
        ),
      description: (vulnerability.description ?? '').slice(0, 20_000),
      severity: notAffected ? 'info' : score !== undefined ? severityOfScore(score) : severityOfWord(rating?.severity),
      location: { path: fileName },
      ...(purl && {
        affected: {
          purl,
          advisoryIds: names,
          ...(score !== undefined && { cvssScore: score }),
          ...(rating?.vector && { cvssVector: rating.vector }),
        },
      }),
      ...(vulnerability.recommendation && { fix: vulnerability.recommendation.slice(0, 4000) }),
      tags: [...(state ? [`vex:${state}`] : []), ...(notAffected ? ['suppressed'] : [])],
    });
    if (made.success) yield { type: 'observation', observation: made.data };
    else
      yield {
        type: 'skip',
        skip: { place: `vulnerability ${id}`.slice(0, 4096), reason: 'malformed', detail: 'its values do not fit' },
      };
  }
}

function severityOfWord(word: string | undefined): Severity {
  const known: Record<string, Severity> = {
    critical: 'critical',
    high: 'high',
    medium: 'medium',
    low: 'low',
    info: 'info',
    none: 'info',
  };
  return known[word?.toLowerCase() ?? ''] ?? 'medium';
}

export function summaryOf(components: number, vulnerabilities: number, skipped: Skip[], { covers }: ReadOptions) {
  return {
    tool: { name: 'cyclonedx', version: '' },
    completeness: covers ? ('complete' as const) : ('unknown' as const),
    coverage: {
      kinds: vulnerabilities > 0 ? (['vulnerability'] as const).slice() : [],
      roots: covers ? [...covers] : [],
      rules: 'all' as const,
      looked: components,
      skipped: skipped.slice(0, 1000),
      skippedTotal: skipped.length,
    },
  };
}
