import { createHash } from 'node:crypto';
import { isSkip, Observation, type FileTree, type Scan, type Skip, type SourceFile } from '@stoa/model';
import { analyzeModules } from './analyze.ts';
import { openParsers, ParseTimeout } from './edge/parsers.ts';
import type { FlowFinding } from './flow/finding.ts';
import type { Module } from './ir/ir.ts';
import { languageOf } from './languages/detect.ts';
import { readProperties } from './languages/java/properties.ts';
import type { LanguageId } from './languages/language.ts';
import { families, familyOf } from './languages/registry.ts';
import { toObservation } from './observe.ts';
import { folderOf, isManifest, isPublic, isPublished } from './published.ts';
import { readSourceText } from './source-text.ts';
import { judgeSuppression, readSuppressions, suppressionFor, type Suppression } from './suppression.ts';

export interface CodeScanOptions {
  /** Only these languages; all by default. */
  languages?: readonly string[];
  /** Threads that parse; 1 parses in this one. */
  jobs?: number;
  /** Larger files are skipped, and counted: 1 MiB. */
  maxFileBytes?: number;
  /** Today, `YYYY-MM-DD`: suppressions end. */
  today?: string;
}

export const codeTool = 'stoa-code';

/** Static analysis of all files of a tree: one program per family of languages. */
export async function* scanCode(tree: FileTree, options: CodeScanOptions = {}): Scan {
  const sources = await readSources(tree, options);
  const { skipped } = sources;
  const ids: string[] = [];
  const suppressions = new Map<string, Suppression[]>();
  const broken: string[] = [];
  let looked = 0;
  for (const [name, files] of sources.byFamily) {
    const family = await families[name]!();
    ids.push(...family.rules.map(({ id }) => id));
    const parsers = await openParsers(new Set(files.map(({ language }) => language)));
    const modules: Module[] = [];
    for (const { path, text, language } of files) {
      try {
        const parsed = parsers.parse(path, text, language);
        if (parsed.hasErrors) broken.push(path);
        modules.push(family.lower(parsed));
        looked += 1;
        const comments = readSuppressions(text);
        if (comments.length > 0) suppressions.set(path, comments);
      } catch (error) {
        if (!(error instanceof ParseTimeout)) throw error;
        skipped.push({ place: path, reason: 'limit-reached', detail: error.message });
      }
      if (looked % 100 === 0) yield { type: 'progress', done: looked };
    }
    for (const finding of analyzeModules(family, modules, {
      property: (key) => sources.properties.get(key),
      isLibrary: (path) => isPublished(sources.packages, path),
    }))
      yield { type: 'observation', observation: judged(finding, suppressions, options.today ?? today()) };
  }
  return {
    tool: { name: codeTool, version: '1', rulesDigest: digestOf(ids) },
    completeness: 'complete',
    ...(broken.length > 0 && {
      reason: `${broken.length} files have syntax errors and were analysed as far as they parse: ${broken.slice(0, 5).join(', ')}`,
    }),
    coverage: {
      kinds: ['code'],
      roots: [''],
      rules: ids,
      looked,
      bytes: sources.bytes,
      notApplicable: sources.notApplicable,
      skipped: skipped.slice(0, 1000),
      skippedTotal: skipped.length,
    },
  };
}

function judged(
  finding: FlowFinding,
  suppressions: ReadonlyMap<string, readonly Suppression[]>,
  day: string,
): Observation {
  const observation = toObservation(finding);
  const line = observation.location?.startLine ?? 0;
  const comment = suppressionFor(suppressions.get(observation.location?.path ?? '') ?? [], finding.rule.id, line);
  const isSuppressed = comment !== undefined && judgeSuppression(comment, day) === 'suppressed';
  return Observation.parse({
    ...observation,
    ...(isSuppressed && { suppressed: { by: 'comment', reason: comment.reason, until: comment.until } }),
  });
}

interface Source {
  path: string;
  text: string;
  language: LanguageId;
}

interface Sources {
  byFamily: Map<string, Source[]>;
  /** What the project's `.properties` files say. */
  properties: Map<string, string>;
  /** Folders with a `package.json`: is the package published? */
  packages: Map<string, boolean>;
  skipped: Skip[];
  bytes: number;
  notApplicable: number;
}

async function readSources(
  tree: FileTree,
  { languages, maxFileBytes = 1024 * 1024 }: CodeScanOptions,
): Promise<Sources> {
  const byFamily = new Map<string, Source[]>();
  const properties = new Map<string, string>();
  const packages = new Map<string, boolean>();
  const skipped: Skip[] = [];
  let bytes = 0;
  let notApplicable = 0;
  for await (const file of tree.files()) {
    if (isSkip(file)) {
      if (languageOf(file.place) !== undefined) skipped.push(file);
      continue;
    }
    if (file.path.endsWith('.properties') && file.size <= 64 * 1024) {
      const content = await readFile(file);
      const text = content instanceof Uint8Array ? readSourceText(file.path, content) : content;
      if (typeof text === 'string') for (const [key, value] of readProperties(text)) properties.set(key, value);
    }
    if (isManifest(file.path) && file.size <= 256 * 1024) {
      const content = await readFile(file);
      if (content instanceof Uint8Array) packages.set(folderOf(file.path), isPublic(content));
    }
    const language = languageOf(file.path);
    const family = language && familyOf(language);
    if (!language || !family || (languages && !languages.includes(language))) {
      notApplicable += 1;
      continue;
    }
    if (file.size > maxFileBytes) {
      skipped.push({
        place: file.path,
        reason: 'too-large',
        detail: `${file.size} bytes, the limit is ${maxFileBytes}`,
      });
      continue;
    }
    const content = await readFile(file);
    const text = content instanceof Uint8Array ? readSourceText(file.path, content) : content;
    if (typeof text !== 'string') {
      skipped.push(text);
      continue;
    }
    bytes += file.size;
    const list = byFamily.get(family);
    if (list) list.push({ path: file.path, text, language });
    else byFamily.set(family, [{ path: file.path, text, language }]);
  }
  return { byFamily, properties, packages, skipped, bytes, notApplicable };
}

async function readFile(file: SourceFile): Promise<Uint8Array | Skip> {
  try {
    return await file.read();
  } catch (error) {
    return { place: file.path, reason: 'vanished', detail: (error as { code?: string }).code ?? 'could not be read' };
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function digestOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\n')).digest('hex');
}
