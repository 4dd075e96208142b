import { TraceStep } from '@stoa/model';
import { redact } from '../redact.ts';
import { cleanText } from '../text.ts';
import type { Descriptor, ToolComponent } from './log.ts';
import { readMessage } from './message.ts';
import type { Places } from './place.ts';
import type { FlowStep, Result } from './result.ts';

const ownKinds: ReadonlySet<string> = new Set(TraceStep.shape.kind.options);

/** The way of the data a result tells, without the steps that lie outside of the target. */
export function readTrace(
  { flow }: Result,
  rule: Descriptor | undefined,
  component: ToolComponent,
  places: Places,
): TraceStep[] {
  const steps: TraceStep[] = [];
  for (const [at, step] of flow.entries()) {
    const { location, excerpt } = places.read(step.location);
    if (!location) continue;
    const line = excerpt?.split('\n').find((one) => one.trim() !== '');
    steps.push({
      kind: kindOf(step, at, flow),
      location,
      ...(line !== undefined && { excerpt: redact(cleanText(line.trimEnd(), 400)) }),
      note: redact(cleanText(readMessage(step.message, rule, component).text, 300)),
    });
  }
  return steps;
}

/**
 * What we have written says it. Other tools do not: a way of data begins at its source and ends in its sink; the way of
 * control that compilers tell (calls, branches) has an end only.
 */
function kindOf({ kinds }: FlowStep, at: number, flow: readonly FlowStep[]): TraceStep['kind'] {
  const own = kinds.find((kind) => ownKinds.has(kind));
  if (own !== undefined) return own as TraceStep['kind'];
  if (at === flow.length - 1) return 'sink';
  const isControl = flow.some((step) => step.kinds.length > 0) && !flow.some((step) => step.kinds.includes('taint'));
  return at === 0 && !isControl ? 'source' : 'step';
}
