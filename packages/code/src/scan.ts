import { createHash } from 'node:crypto';
import { Observation, type FileTree, type ObservationInput, type Scan } from '@stoa/model';
import { openParsers } from './edge/parsers.ts';
import type { LanguageId } from './languages/language.ts';
import { families, familyOf } from './languages/registry.ts';
import { readSources, type Source } from './read-sources.ts';
import { patternRulesOf } from './rules/pattern-rules.ts';
import { judgeSuppression, readSuppressions, suppressionFor, type Suppression } from './suppression.ts';

export interface CodeScanOptions {
  /** Only these languages; all by default. */
  languages?: readonly string[];
  /** Files of rules in Semgrep's language, followed besides our own. */
  rules?: readonly { path: string; text: string }[];
  /** Threads that work at a time: 1 unless told. Each needs memory of its own. */
  jobs?: number;
  /** Where the code of those threads is, when it is not beside this package's (in a bundle). */
  workerUrl?: URL;
  /** Larger files are skipped, and counted: 1 MiB. */
  maxFileBytes?: number;
  /** Today, `YYYY-MM-DD`: suppressions end. */
  today?: string;
}

export const codeTool = 'stoa-code';

/** Bytes from which on a thread of its own reads and another judges: what the one has taken is given back before. */
const large = 4 * 1024 * 1024;

/** Static analysis of all files of a tree: one program per family of languages, patterns and users' rules file by file. */
export async function* scanCode(tree: FileTree, options: CodeScanOptions = {}): Scan {
  const asked = (language: LanguageId) => !options.languages || options.languages.includes(language);
  const { rules = [], jobs = 1 } = options;
  const semgrep = rules.length > 0 ? await readRules(rules) : null;
  const { files, skipped, properties, packages, bytes, notApplicable } = await readSources(
    tree,
    asked,
    options.maxFileBytes,
  );
  for (const { file, line, rule, message } of semgrep?.problems ?? [])
    skipped.push({
      place: `${file}:${line}`,
      reason: 'malformed',
      detail: `rule ${rule || '(without an id)'}: ${message}`.slice(0, 1000),
    });
  const ids = semgrep?.rules.map(({ id }) => id) ?? [];
  const judge = new Judge(options.today ?? new Date().toISOString().slice(0, 10));
  const broken: string[] = [];
  let looked = 0;
  let inTests = 0;
  const examine =
    jobs > 1 || bytes > large
      ? (await import('./edge/together.ts')).examineTogether(jobs, options.workerUrl)
      : (await import('./examine/alone.ts')).examineAlone;
  for (const [name, sources] of byFamily(files)) {
    const family = await families[name]?.();
    const own = family?.rules ?? (await patternRulesOf(sources.map(({ language }) => language)));
    ids.push(...own.map(({ id }) => id));
    for (const { path, text } of sources) judge.read(path, text);
    for await (const one of examine({ family: name, files: sources, project: { properties, packages }, rules })) {
      if ('skip' in one) skipped.push(one.skip);
      else if ('inTests' in one) inTests += one.inTests;
      else if ('read' in one) {
        looked += 1;
        if (one.hasErrors) broken.push(one.read);
        if (looked % 100 === 0) yield { type: 'progress', done: looked, total: files.length };
      } else yield judge.item(one);
    }
  }
  return {
    tool: { name: codeTool, version: '1', rulesDigest: digestOf(ids) },
    completeness: 'complete',
    ...notesOf(broken, inTests),
    coverage: {
      kinds: ['code'],
      roots: [''],
      rules: [...new Set(ids)],
      looked,
      bytes,
      notApplicable,
      skipped: skipped.slice(0, 1000),
      skippedTotal: skipped.length,
    },
  };
}

/** The language of users' rules is read where there are some. */
async function readRules(rules: readonly { path: string; text: string }[]) {
  const { SemgrepRules } = await import('./semgrep/rule-set.ts');
  return SemgrepRules.read(rules, await openParsers([]));
}

/** What a person should know of a look that is complete. */
function notesOf(broken: readonly string[], inTests: number): { reason?: string } {
  const notes = [
    broken.length > 0 &&
      `${broken.length} files have syntax errors and were analysed as far as they parse: ${broken.slice(0, 5).join(', ')}`,
    inTests > 0 && `${inTests} findings in tests are left out: nobody from outside gets at what tests are given`,
  ].filter((note) => note !== false);
  return notes.length > 0 ? { reason: notes.join('; ') } : {};
}

/** Files of languages without a family stand by themselves: only patterns look at them. */
function byFamily(files: readonly Source[]): Map<string, Source[]> {
  const found = new Map<string, Source[]>();
  for (const file of files) {
    const name = familyOf(file.language) ?? file.language;
    const list = found.get(name);
    if (list) list.push(file);
    else found.set(name, [file]);
  }
  return found;
}

/** Knows the comments that ask not to report. */
class Judge {
  readonly #today: string;
  readonly #comments = new Map<string, Suppression[]>();

  constructor(today: string) {
    this.#today = today;
  }

  read(path: string, text: string): void {
    const comments = readSuppressions(text);
    if (comments.length > 0) this.#comments.set(path, comments);
  }

  item(input: ObservationInput): { type: 'observation'; observation: Observation } {
    const { location, rule } = input;
    const comment = suppressionFor(this.#comments.get(location?.path ?? '') ?? [], rule.id, location?.startLine ?? 0);
    const counts = comment !== undefined && judgeSuppression(comment, this.#today) === 'suppressed';
    const observation = Observation.parse({
      ...input,
      ...(counts && { suppressed: { by: 'comment', reason: comment.reason, until: comment.until } }),
    });
    return { type: 'observation', observation };
  }
}

function digestOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\n')).digest('hex');
}
