import type { Scan, Skip } from '@stoa/model';
import { readHead } from '../archive/open.ts';
import { isPackage, toComponent } from '../bom/component.ts';
import { summariseBom } from '../bom/summary.ts';
import { defaultLimits, type Limits, type ReadOptions, type ReportSource } from '../format.ts';
import { headBytes, lookAtHead } from '../head.ts';
import { toPath } from '../path.ts';
import { ReportError } from '../report-error.ts';
import { cleanText, fieldsOf, listOf, textOf, type Fields } from '../text.ts';
import { advisoriesOf } from './advisories.ts';
import { toBomShape } from './bom-shape.ts';
import { readSpdxItems } from './items.ts';
import { Outline } from './outline.ts';
import { spdxVersions } from './vocabulary.ts';

const maxSkips = 1000;

/**
 * An SPDX 2 document: its packages as components. Read twice: first who needs whom and which licences the document has
 * names for, then the packages one by one. @throws {ReportError}
 */
export async function readSpdx(source: ReportSource, options: ReadOptions): Promise<Scan[]> {
  const limits = { ...defaultLimits, ...options.limits };
  const { syntax } = lookAtHead(await readHead(source, headBytes));
  const form = syntax === 'json' ? 'json' : 'tag-value';
  const outline = new Outline();
  for await (const item of readSpdxItems(source, form, limits)) outline.add(item);
  const { spdxVersion } = outline.headers;
  if (!spdxVersions.some((one) => one === spdxVersion)) {
    throw new ReportError(
      'unsupported-version',
      `this version of SPDX is not known here; ${spdxVersions.join(', ')} are. Export it as SPDX 2.3, or as CycloneDX.`,
    );
  }
  return [scan(source, form, outline, limits, options)];
}

async function* scan(
  source: ReportSource,
  form: 'json' | 'tag-value',
  outline: Outline,
  limits: Limits,
  options: ReadOptions,
): Scan {
  const fallback = toPath(source.name ?? '') ?? 'bom';
  const graph = outline.toGraph();
  const skips: Skip[] = [];
  let skippedTotal = 0;
  let lost = 0;
  let looked = 0;
  let told = 0;
  const note = (skip: Skip) => {
    skippedTotal += 1;
    if (skips.length < maxSkips) skips.push(skip);
    return { type: 'skip' as const, skip };
  };
  for (const skip of outline.problems) yield note(skip);
  for await (const item of readSpdxItems(source, form, limits)) {
    if (item.type === 'header' || item.list !== 'packages') continue;
    const place = `packages[${item.index}]`;
    if (item.type === 'oversized') {
      lost += 1;
      yield note({ place, reason: 'too-large', detail: 'This package is too large to read.' });
      continue;
    }
    const shape = toBomShape(item.value, outline);
    if (shape['bom-ref'] !== undefined && shape['bom-ref'] === outline.root) continue;
    const made = isPackage(shape) ? toComponent(shape, graph, fallback) : null;
    if (made) {
      looked += 1;
      yield { type: 'component', component: made };
      for (const observation of advisoriesOf(item.value, made)) {
        told += 1;
        yield { type: 'observation', observation };
      }
      if (looked % 5000 === 0) yield { type: 'progress', done: looked };
    } else if (textOf(fieldsOf(item.value)['name']) === undefined) {
      lost += 1;
      yield note({ place, reason: 'malformed', detail: 'A package needs a name.' });
    }
  }
  yield { type: 'progress', done: looked, total: looked };
  const { created, creators } = fieldsOf(outline.headers['creationInfo']);
  return summariseBom(
    { tool: toolOf(creators), tellsVulnerabilities: told > 0, timestamp: created },
    { looked, lost, skips, skippedTotal },
    options,
  );
}

/** `Tool: syft-1.2.3` is syft, 1.2.3. */
function toolOf(creators: Fields[string]): { name: string; version: string } {
  const tool = listOf(creators).find((one) => typeof one === 'string' && /^Tool:/i.test(one));
  const said = cleanText(tool, 300)
    .replace(/^Tool:\s*/i, '')
    .trim();
  const [, name, version] = /^(.*?)-v?(\d[\w.+-]*)$/.exec(said) ?? [];
  return { name: (name ?? said).slice(0, 200) || 'spdx', version: (version ?? '').slice(0, 100) };
}
