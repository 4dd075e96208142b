import type { Limits, ReportSource } from '../format.ts';
import { atMost, tooLarge } from './bounds.ts';
import { toUtf8 } from './encoding.ts';
import { gunzip, isGzip } from './gzip.ts';
import { isZip, readZip } from './zip.ts';

/** Gzip in zip is common (build artefacts); deeper than this nobody packs in good faith. */
const maxLayers = 3;

/**
 * Takes the wrapping off: what comes out is UTF-8 text, of a plain report itself, of a gzip its content, of a zip each
 * of its files. Every layer is bounded in bytes and in ratio. @throws {ReportError} `bomb`, `too-large`, `malformed`
 */
export async function* openReport(source: ReportSource, limits: Limits, layer = 0): AsyncGenerator<ReportSource> {
  if (source.size !== undefined && source.size > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const head = await readHead(source, 4);
  if (layer < maxLayers && isGzip(head)) {
    const inner: ReportSource = {
      ...(source.name !== undefined && { name: source.name.replace(/\.gz$/i, '') }),
      open: () => atMost(gunzip(source.open(), limits), limits.maxBytes),
    };
    yield* openReport(inner, limits, layer + 1);
  } else if (layer < maxLayers && isZip(head)) {
    for (const entry of await readZip(source, limits)) yield* openReport(entry, limits, layer + 1);
  } else {
    yield { ...source, open: () => atMost(toUtf8(source.open()), limits.maxBytes) };
  }
}

/** The first bytes, at least `bytes` of them unless the source is shorter. */
export async function readHead(source: ReportSource, bytes: number): Promise<Uint8Array> {
  const head = new Uint8Array(bytes);
  let filled = 0;
  for await (const chunk of source.open()) {
    const part = chunk.subarray(0, bytes - filled);
    head.set(part, filled);
    filled += part.length;
    if (filled === bytes) break;
  }
  return head.subarray(0, filled);
}
