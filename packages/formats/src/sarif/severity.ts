import { severityOfScore, type Severity } from '@stoa/model';
import { severityOfWord } from '../severity-word.ts';
import type { Descriptor } from './log.ts';
import type { Result } from './result.ts';

/**
 * The most exact statement wins: a CVSS-like score, a word, the tool's level, its rank.
 * `security-severity` is GitHub's convention for scores:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function severityOf(result: Result, rule: Descriptor | undefined): Severity {
  if (result.kind === 'informational') return 'info';
  const score = scoreOf(result, rule);
  if (score !== undefined) return severityOfScore(score);
  const bags = [result.properties, rule?.properties ?? {}];
  for (const bag of bags) {
    const word = severityOfWord(bag['severity']) ?? tagged(bag['tags']);
    if (word) return word;
  }
  const level = result.level ?? rule?.defaultConfiguration?.level;
  if (level === undefined && result.rank !== undefined && result.rank >= 0) return severityOfScore(result.rank / 10);
  return severityOfWord(level ?? 'warning') ?? 'medium';
}

/** 0.0–10.0 */
export function scoreOf(result: Result, rule: Descriptor | undefined): number | undefined {
  for (const bag of [result.properties, rule?.properties ?? {}]) {
    const said = bag['security-severity'];
    if (said === undefined || said === null || said === '') continue;
    const score = Number(said);
    if (score >= 0 && score <= 10) return score;
    const word = severityOfWord(said);
    if (word) return { critical: 9.5, high: 8, medium: 5.5, low: 2, info: 0 }[word];
  }
  return undefined;
}

/** How sure the tool is, 0 to 1. */
export function confidenceOf(result: Result, rule: Descriptor | undefined): number | undefined {
  for (const bag of [result.properties, rule?.properties ?? {}]) {
    for (const key of ['precision', 'confidence']) {
      const said = bag[key];
      if (typeof said === 'number' && said >= 0 && said <= 1) return said;
      const word = typeof said === 'string' ? said.toLowerCase() : '';
      if (Object.hasOwn(confidences, word)) return confidences[word];
    }
  }
  return undefined;
}

const confidences: Readonly<Record<string, number>> = {
  'very-high': 0.95,
  high: 0.8,
  medium: 0.5,
  low: 0.3,
};

function tagged(tags: unknown): Severity | undefined {
  if (!Array.isArray(tags)) return undefined;
  for (const tag of tags.slice(0, 50)) {
    // Only the plain words: a tag such as `error` may be a topic.
    if (typeof tag === 'string' && /^(critical|high|medium|low)$/i.test(tag)) return severityOfWord(tag);
  }
  return undefined;
}
