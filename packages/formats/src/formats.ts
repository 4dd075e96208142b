import { cyclonedx } from './cyclonedx/format.ts';
import type { Format, Head } from './format.ts';
import { junit } from './junit/format.ts';
import { sarif } from './sarif/format.ts';
import { spdx } from './spdx/format.ts';

/** Every format that is read here. Adding one is a line. */
export const formats: readonly Format[] = [sarif, cyclonedx, spdx, junit];

/** Less sure than this is not sure. */
const enough = 0.5;

/** The format of a report, or `undefined`. */
export function detectFormat(head: Head, name?: string): Format | undefined {
  let best: { format: Format; confidence: number } | undefined;
  for (const format of formats) {
    const confidence = format.detect(head, name);
    if (confidence >= enough && confidence > (best?.confidence ?? 0)) best = { format, confidence };
  }
  return best?.format;
}
