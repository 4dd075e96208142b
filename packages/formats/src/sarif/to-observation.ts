import type { Observation } from '@stoa/model';
import { redact } from '../redact.ts';
import { cleanText, fieldsOf, firstLine, listOf, textOf } from '../text.ts';
import type { Descriptor, ToolComponent } from './log.ts';
import { readMessage } from './message.ts';
import { ownFields } from './own-fields.ts';
import type { Places } from './place.ts';
import type { Result } from './result.ts';
import type { RuleBook } from './rules.ts';
import { confidenceOf, scoreOf, severityOf } from './severity.ts';
import type { Subject, Subjects } from './subject.ts';
import { readTrace } from './trace.ts';

/** What a run's results are read with. */
export interface RunContext {
  rules: RuleBook;
  places: Places;
  subjects: Subjects;
}

/** Is this result a problem that is there? Passed checks, and problems of an earlier run, are not. */
export function isObservation({ kind, baselineState }: Result): boolean {
  if (baselineState === 'absent') return false;
  return kind === undefined || !['pass', 'notApplicable'].includes(kind);
}

/** A SARIF result as an observation: bounded, cleaned, without secrets. */
export function toObservation(result: Result, context: RunContext): Observation {
  const { rules, places } = context;
  const { id, rule, component } = rules.of(result);
  const ruleId = cleanText(id ?? rule?.name ?? 'unnamed', 500) || 'unnamed';
  const subject = context.subjects.of(ruleId, rule, result);
  const { kind, tags } = subject;
  const { location, excerpt } = result.location ? places.read(result.location) : {};
  // Of a secret nothing is taken over that the tool wrote about this one place: any of it may hold the secret.
  const words = kind === 'secret' ? subject : aboutResult(result, rule, component, subject);
  const confidence = confidenceOf(result, rule);
  const affected = kind === 'vulnerability' ? affectedOf(result, rule, ruleId) : undefined;
  const trace = kind === 'secret' || result.flow.length === 0 ? [] : readTrace(result, rule, component, places);
  const suppressed = suppressionOf(result);
  const fixText = result.fix ? readMessage(result.fix, rule, component).text : '';

  const observation: Observation = {
    kind,
    rule: subject.rule,
    title: words.title,
    description: words.description,
    severity: severityOf(result, rule),
    toolFingerprints: kind === 'secret' ? {} : fingerprintsOf(result),
    tags: [...tags, ...(!suppressed && isSuppressed(result) ? ['suppressed'] : [])].slice(0, 100),
    ...(confidence !== undefined && { confidence }),
    ...(location && { location }),
    ...(excerpt !== undefined && kind !== 'secret' && { excerpt: redact(excerpt) }),
    ...(affected && { affected }),
    ...(trace.length > 0 && { trace }),
    ...(suppressed && { suppressed }),
    ...(fixText !== '' && kind !== 'secret' && { fix: redact(cleanText(fixText, 4000)) }),
  };
  return ownFields(observation, result.properties['stoa']);
}

function aboutResult(
  result: Result,
  rule: Descriptor | undefined,
  component: ToolComponent,
  subject: Subject,
): { title: string; description: string } {
  const message = readMessage(result.message, rule, component);
  const text = message.text || subject.title;
  const title = redact(firstLine(text)) || subject.rule.id;
  const rest =
    message.markdown ?? (text.startsWith(`${title}\n`) ? text.slice(title.length).trim() : text === title ? '' : text);
  const logical = result.location?.logicalName;
  const where = logical === undefined ? '' : `\n\nIn \`${cleanText(logical, 500).replaceAll('`', '')}\`.`;
  return { title, description: redact(rest === '' ? subject.description : rest) + where };
}

/** SARIF 3.34: suppressed when there is a suppression and none of them is still to be agreed, or was refused. */
function isSuppressed({ suppressions }: Result): boolean {
  return (
    suppressions.length > 0 &&
    suppressions.every((one) => ['accepted', undefined].includes(textOf(fieldsOf(one)['status'])))
  );
}

/** What a comment in the code says against it, with a reason: then it is more than a tag. */
function suppressionOf(result: Result): Observation['suppressed'] {
  if (!isSuppressed(result)) return undefined;
  for (const one of result.suppressions.map(fieldsOf)) {
    const reason = redact(cleanText(one['justification'], 1000).trim());
    if (one['kind'] === 'inSource' && reason !== '') return { by: 'comment', reason };
  }
  return undefined;
}

function fingerprintsOf({ partialFingerprints, fingerprints }: Result): Record<string, string> {
  const kept: [string, string][] = [];
  for (const [key, value] of [...Object.entries(partialFingerprints), ...Object.entries(fingerprints)]) {
    if (key === '__proto__' || key.startsWith('stoa/') || kept.length >= 50) continue;
    const text = cleanText(typeof value === 'object' ? JSON.stringify(value) : String(value), 500);
    if (text !== '') kept.push([cleanText(key, 200), text]);
  }
  return Object.fromEntries(kept);
}

/** SARIF has no place for a package; a few tools put a package URL into the properties. */
function affectedOf(result: Result, rule: Descriptor | undefined, ruleId: string): Observation['affected'] {
  for (const bag of [result.properties, rule?.properties ?? {}]) {
    for (const said of [bag['purl'], ...listOf(bag['purls'])]) {
      if (typeof said !== 'string' || !said.startsWith('pkg:') || said.length > 2000) continue;
      const score = scoreOf(result, rule);
      return {
        purl: cleanText(said, 2000),
        advisoryIds: [advisoryOf(ruleId)],
        ...(score !== undefined && { cvssScore: score }),
      };
    }
  }
  return undefined;
}

/** Some tools write the package behind the advisory: `CVE-2021-44228-log4j-core`. */
function advisoryOf(ruleId: string): string {
  return /^(CVE-\d{4}-\d{4,}|GHSA(-[a-z0-9]{4}){3})/i.exec(ruleId)?.[0] ?? ruleId.slice(0, 200);
}
