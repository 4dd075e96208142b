import { ReportError, type ReportSource } from './format.ts';

/** The first bytes of a report as text, without its byte order mark. */
export async function readHead(source: ReportSource, length = 4096): Promise<string> {
  let head = Buffer.alloc(0);
  for await (const chunk of source.open()) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= length) break;
  }
  if (head.length === 0) throw new ReportError('empty', `${source.name} is empty.`);
  return head
    .subarray(0, length)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

/** The text, chunk by chunk, decoded across their borders. */
export async function* decodeText(source: ReportSource): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of source.open()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
