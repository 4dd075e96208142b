import type { TraceStep } from './observation.ts';

/** A line of code that data passes, with all that happens on it. */
export interface TraceLine {
  kind: TraceStep['kind'];
  location: TraceStep['location'];
  excerpt: string;
  notes: string[];
}

/** The steps of a way, those one after the other on the same line as one. The first is where data comes in. */
export function linesOfTrace(trace: readonly TraceStep[]): TraceLine[] {
  const lines: TraceLine[] = [];
  for (const { kind, location, excerpt = '', note } of trace) {
    const last = lines.at(-1);
    if (last && last.location.path === location.path && last.location.startLine === location.startLine) {
      last.notes.push(note);
      if (kind === 'sink') last.kind = kind;
    } else lines.push({ kind, location, excerpt, notes: [note] });
  }
  return lines;
}
