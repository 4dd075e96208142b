import type { ObservationInput, TraceStep } from '@stoa/model';
import type { FlowFinding } from './flow/finding.ts';
import type { Rule } from './rules/rule.ts';

/** A finding as the rest of the house knows it. */
export function toObservation({ rule, place, steps, confidence }: FlowFinding): ObservationInput {
  return {
    kind: 'code',
    rule: { id: rule.id, name: rule.title, cwe: [...rule.cwe] },
    title: rule.title,
    description: descriptionOf(rule),
    severity: rule.severity,
    confidence: Math.round(confidence * 100) / 100,
    location: place.location(),
    excerpt: place.excerpt(),
    fix: rule.fix,
    tags: [`OWASP-${rule.owasp}`, rule.weakness],
    ...(steps.length > 0 && { trace: toTrace(steps) }),
  };
}

function descriptionOf({ message, whenNot }: Rule): string {
  return `${message}\n\n**When not to follow this:** ${whenNot}`;
}

function toTrace(steps: FlowFinding['steps']): TraceStep[] {
  // Steps on the same line that say nothing new are one.
  const trace: TraceStep[] = [];
  steps.forEach(({ place, note }, at) => {
    const kind = at === 0 ? 'source' : at === steps.length - 1 ? 'sink' : 'step';
    trace.push({ kind, location: place.location(), excerpt: place.excerpt().slice(0, 400), note: note.slice(0, 300) });
  });
  return trace.slice(0, 60);
}
