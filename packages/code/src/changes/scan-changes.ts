import { createHash } from 'node:crypto';
import { Observation, type ObservationInput, type Scan, type Skip } from '@stoa/model';
import type { RuleFile } from '../examine/reader.ts';
import { languageOf } from '../languages/detect.ts';
import { familyOf, families } from '../languages/registry.ts';
import { toObservation } from '../observe.ts';
import { isPatternLanguage, patternRulesOf } from '../rules/pattern-rules.ts';
import { codeTool } from '../scan.ts';
import { judgeSuppression, readSuppressions, suppressionFor } from '../suppression.ts';
import { compare } from './compare.ts';
import type { LoweredFiles } from './lowered-files.ts';
import { LoweredModules } from './lowered-modules.ts';
import { ProgramAt } from './program-at.ts';
import type { SourceSnapshot } from './source-snapshot.ts';

export interface ChangeScanOptions {
  languages?: readonly string[];
  /** Files of rules in Semgrep's language, followed besides our own. */
  rules?: readonly RuleFile[];
  /** Today, `YYYY-MM-DD`. */
  today?: string;
  /** Files lowered by earlier runs. */
  lowered?: LoweredFiles;
  /** Files looked at for the sake of the changed ones: 400. */
  maxRelated?: number;
}

/**
 * What a change brings: the changed files, what they call, and who calls them as long as what is called has changed
 * its behaviour. Gives only what was not there before.
 */
export async function* scanChanges(
  after: SourceSnapshot,
  before: SourceSnapshot,
  changed: readonly string[],
  options: ChangeScanOptions = {},
): Scan {
  const byFamily = new Map<string, string[]>();
  for (const path of changed) {
    const language = languageOf(path);
    const name = language && familyOf(language);
    if (!name || (options.languages && !options.languages.includes(language))) continue;
    byFamily.set(name, [...(byFamily.get(name) ?? []), path]);
  }
  const { maxRelated = 400 } = options;
  const skipped: Skip[] = [];
  const rules: string[] = [];
  let looked = 0;
  for (const [name, paths] of byFamily) {
    const family = await families[name]!();
    rules.push(...family.rules.map(({ id }) => id));
    const lowered = new LoweredModules(family, options.lowered);
    const now = new ProgramAt(family, after, lowered, maxRelated);
    const then = new ProgramAt(family, before, lowered, maxRelated);
    const { findings, isCut } = await compare(now, then, paths, maxRelated);
    looked += paths.filter((path) => now.has(path)).length;
    skipped.push(...now.skipped.filter(({ place }) => paths.includes(place)));
    if (isCut)
      skipped.push({
        place: '',
        reason: 'limit-reached',
        detail: 'so many files call what has changed that not all of them were looked at',
      });
    for (const finding of findings)
      yield {
        type: 'observation',
        observation: judged(toObservation(finding), now.textOf(finding.place.path), options.today),
      };
  }
  const wanted = changed.filter((path) => {
    const language = languageOf(path);
    if (!language || (options.languages && !options.languages.includes(language))) return false;
    return isPatternLanguage(language) || (options.rules?.length ?? 0) > 0;
  });
  rules.push(...(await patternRulesOf(wanted.flatMap((path) => languageOf(path) ?? []))).map(({ id }) => id));
  const { newMatches } = await import('./new-matches.ts');
  for await (const change of newMatches(after, before, wanted, options.rules ?? [])) {
    if ('skip' in change) {
      // What the flow analysis could not read was said above.
      if (!skipped.some(({ place }) => place === change.skip.place)) skipped.push(change.skip);
    } else if ('found' in change)
      yield { type: 'observation', observation: judged(change.found, change.text, options.today) };
    else if (!familyOf(languageOf(change.looked)!)) looked += 1;
  }
  return {
    tool: { name: codeTool, version: '1', rulesDigest: createHash('sha256').update(rules.join('\n')).digest('hex') },
    completeness: 'partial',
    reason: 'only what has changed was looked at',
    coverage: {
      kinds: ['code'],
      roots: [],
      rules,
      looked,
      skipped: skipped.slice(0, 1000),
      skippedTotal: skipped.length,
    },
  };
}

function judged(input: ObservationInput, text: string, day = new Date().toISOString().slice(0, 10)): Observation {
  const comment = suppressionFor(readSuppressions(text), input.rule.id, input.location?.startLine ?? 0);
  const counts = comment !== undefined && judgeSuppression(comment, day) === 'suppressed';
  return Observation.parse({
    ...input,
    ...(counts && { suppressed: { by: 'comment', reason: comment.reason, until: comment.until } }),
  });
}
