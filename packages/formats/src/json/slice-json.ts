import type { ReportSource } from '../format.ts';
import { inSource } from '../report-error.ts';
import type { JsonEvent, Plan } from './plan.ts';
import { JsonSlicer } from './slicer.ts';

/** Streams the planned values of a document; a batch of events for each chunk. @throws {ReportError} */
export async function* sliceJson(
  source: ReportSource,
  plan: Plan,
  limits: { maxItemBytes: number; maxDepth: number },
): AsyncGenerator<JsonEvent[]> {
  const slicer = new JsonSlicer(plan, limits);
  try {
    for await (const chunk of source.open()) {
      const events = slicer.push(chunk);
      if (events.length > 0) yield events;
    }
    yield slicer.finish();
  } catch (error) {
    throw inSource(error, source.name);
  }
}
