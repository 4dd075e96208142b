import type { FindingKind, Rule } from '@stoa/model';
import { cleanText, firstLine, listOf } from '../text.ts';
import { kindOf } from '../tool-kinds.ts';
import type { Descriptor } from './log.ts';
import { maxDescription } from './message.ts';
import type { RunOutline } from './outline.ts';
import type { Result } from './result.ts';
import { weaknessesOf } from './weakness.ts';

/** What a result is about, apart from where it is and what it says there. */
export interface Subject {
  kind: FindingKind;
  rule: Rule;
  tags: readonly string[];
  /** The rule's own words: all that may be said of a secret. */
  title: string;
  description: string;
}

const maxKept = 20_000;

/** Works a rule out once, however many results it has. */
export class Subjects {
  readonly #outline: RunOutline;
  readonly #toolName: string;
  readonly #kept = new Map<string, Subject>();

  constructor(outline: RunOutline, toolName: string) {
    this.#outline = outline;
    this.#toolName = toolName;
  }

  of(ruleId: string, rule: Descriptor | undefined, result: Result): Subject {
    const { properties, taxa } = result;
    const isPlain =
      taxa.length === 0 &&
      !('tags' in properties || 'cwe' in properties || 'cwes' in properties || 'CWE' in properties);
    const key = `${rule?.id}\0${ruleId}`;
    const kept = isPlain ? this.#kept.get(key) : undefined;
    if (kept) return kept;
    const subject = this.#make(ruleId, rule, result);
    if (isPlain && this.#kept.size < maxKept) this.#kept.set(key, subject);
    return subject;
  }

  #make(ruleId: string, rule: Descriptor | undefined, result: Result): Subject {
    const cwe = weaknessesOf(result, rule, this.#outline);
    const tags = tagsOf(result, rule);
    const name = cleanText(rule?.name, 500);
    const url = cleanText(rule?.helpUri, 2000);
    const short = cleanText(rule?.shortDescription?.text ?? rule?.name, 2000);
    return {
      kind: kindOf(this.#toolName, { id: ruleId, name: rule?.name, tags, cwe }),
      rule: {
        id: ruleId,
        cwe,
        ...(name !== '' && name !== ruleId && { name }),
        ...(/^https?:\/\//i.test(url) && { url }),
      },
      tags,
      title: firstLine(short) || ruleId,
      description: cleanText(rule?.fullDescription?.markdown ?? rule?.fullDescription?.text, maxDescription),
    };
  }
}

function tagsOf(result: Result, rule: Descriptor | undefined): string[] {
  const tags = new Set<string>();
  for (const tag of [...listOf(rule?.properties['tags']), ...listOf(result.properties['tags'])]) {
    const clean = cleanText(tag, 100).trim();
    if (clean !== '' && !/(^|\/)cwe[-_/: ]?\d/i.test(clean)) tags.add(clean);
    if (tags.size >= 90) break;
  }
  return [...tags];
}
