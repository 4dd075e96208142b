import { hexDigit, isPrintable, type Layer } from './layer.ts';

/** Longest paragraph put together of soft line breaks. */
const maxParagraph = 64 * 1024;

/** As programs write it. */
const headers = ['quoted-printable', 'Quoted-Printable', 'QUOTED-PRINTABLE'];

/**
 * Lines of mails and web archives in which `=3D` stands for a character and `=` at the end joins the next line.
 * @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7
 */
export function* quotedPrintableIn(buffer: Buffer): Generator<Layer> {
  const header = headers.map((name) => buffer.indexOf(name)).find((at) => at >= 0);
  if (header === undefined) return;
  let start = buffer.indexOf(10, header) + 1;
  while (start > 0 && start < buffer.length) {
    const { end, layer } = paragraphAt(buffer, start);
    if (layer) yield layer;
    start = end;
  }
}

/** Decodes up to the first line break that counts. */
function paragraphAt(buffer: Buffer, start: number): { end: number; layer: Layer | null } {
  const most = Math.min(buffer.length, start + maxParagraph);
  const bytes: number[] = [];
  const origins: number[] = [];
  let isEncoded = false;
  let at = start;
  while (at < most && buffer[at] !== 10) {
    const softBreak = buffer[at] === 61 ? lineBreak(buffer, at + 1) : 0;
    const value = hexDigit(buffer[at + 1]) * 16 + hexDigit(buffer[at + 2]);
    const isCode = buffer[at] === 61 && hexDigit(buffer[at + 1]) >= 0 && hexDigit(buffer[at + 2]) >= 0;
    if (softBreak > 0) {
      isEncoded = true;
      at += 1 + softBreak;
      continue;
    }
    origins.push(at);
    if (isCode && isPrintable(value)) {
      isEncoded = true;
      bytes.push(value);
      at += 3;
    } else bytes.push(buffer[at++]!);
  }
  origins.push(at);
  const layer: Layer = {
    kind: 'quoted-printable',
    start,
    end: at,
    text: Buffer.from(bytes),
    origins: Uint32Array.from(origins),
  };
  return { end: buffer[at] === 10 ? at + 1 : Math.max(at, start + 1), layer: isEncoded ? layer : null };
}

function lineBreak(buffer: Buffer, at: number): number {
  if (buffer[at] === 10) return 1;
  return buffer[at] === 13 && buffer[at + 1] === 10 ? 2 : 0;
}
