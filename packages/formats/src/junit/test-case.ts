import type { Observation } from '@stoa/model';
import { toPath } from '../path.ts';
import { redact } from '../redact.ts';
import { cleanText, firstLine } from '../text.ts';
import type { XmlElement } from '../xml/slicer.ts';

export type Outcome = 'passed' | 'failed' | 'errored' | 'skipped';

/**
 * What became of a test. Surefire writes a test that passed on a second try with `flakyFailure`: it passed; one that
 * never did has `failure` and `rerunFailure`. An error in tear-down stands beside a failure and does not change it.
 */
export function outcomeOf({ children, attributes }: XmlElement): Outcome {
  const has = (...names: string[]) => children.some((child) => names.includes(child.name));
  if (has('failure', 'rerunFailure')) return 'failed';
  if (has('error', 'rerunError')) return 'errored';
  if (has('skipped', 'disabled')) return 'skipped';
  // Google Test and some others say it in an attribute.
  return attributes['status'] === 'notrun' || /^(skipped|suppressed)$/.test(attributes['result'] ?? '')
    ? 'skipped'
    : 'passed';
}

/** A test that failed or broke. It is known by its suite, class and name: `suite::class::name`. */
export function toObservation(
  test: XmlElement,
  outcome: 'failed' | 'errored',
  suite: string,
  suiteFile: string | undefined,
  root: string | undefined,
): Observation {
  const { attributes, children } = test;
  const className = attributes['classname'] ?? attributes['class'] ?? '';
  const name = attributes['name'] ?? '';
  const problem = children.find(({ name }) => /^(failure|error|rerunFailure|rerunError)$/.test(name));
  const message = cleanText(problem?.attributes['message'], 4000);
  const trace = cleanText(problem?.text.trim(), 12_000);
  const uri = attributes['file'] ?? attributes['filename'] ?? suiteFile;
  const path = uri === undefined ? undefined : toPath(uri, root === undefined ? [] : [root]);
  const line = Number(attributes['line'] ?? attributes['lineno']);
  const because = firstLine(message || trace, 200);
  return {
    kind: 'test',
    rule: { id: cleanText(`${suite}::${className}::${name}`, 500), cwe: [] },
    title: firstLine(
      redact(
        `${cleanText(name || className || suite, 250) || 'A test'} ${outcome === 'failed' ? 'fails' : 'breaks'}${because === '' ? '' : `: ${because}`}`,
      ),
    ),
    description: redact(described(message, trace)),
    severity: 'medium',
    toolFingerprints: {},
    tags: outcome === 'errored' ? ['errored'] : [],
    ...(path !== undefined && {
      location: { path, ...(Number.isSafeInteger(line) && line >= 1 && { startLine: line }) },
    }),
  };
}

function described(message: string, trace: string): string {
  if (trace === '' || trace === message) return message;
  const fence = trace.includes('```') ? '````' : '```';
  const block = `${fence}\n${trace}\n${fence}`;
  return message === '' || trace.startsWith(message) ? block : `${message}\n\n${block}`;
}
