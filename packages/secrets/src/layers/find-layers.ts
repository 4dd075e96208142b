import { escapesIn } from './escapes.ts';
import type { Layer } from './layer.ts';
import { cellsIn } from './notebook.ts';
import { quotedPrintableIn } from './quoted-printable.ts';
import { runsIn } from './runs.ts';

/** All text that stands encoded in a file, in no order; stretches may overlap. */
export function* findLayers(path: string, buffer: Buffer): Generator<Layer> {
  yield* cellsIn(path, buffer);
  yield* runsIn(buffer);
  yield* escapesIn(buffer);
  yield* quotedPrintableIn(buffer);
}
