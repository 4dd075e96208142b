import type { Limits, ReportSource } from '../format.ts';
import { ReportError } from '../report-error.ts';

/** One `Tag: value` of a document, multi-line text opened. */
export interface TagValue {
  tag: string;
  value: string;
  /** From 1. */
  line: number;
}

/** Streams the facts of a tag-value document; comments and blank lines are passed over. @throws {ReportError} */
export async function* readTagValues(
  source: ReportSource,
  limits: Pick<Limits, 'maxItemBytes'>,
): AsyncGenerator<TagValue> {
  let open: TagValue | undefined;
  let line = 0;
  for await (const text of linesOf(source, limits)) {
    line += 1;
    if (open) {
      const end = text.indexOf('</text>');
      open.value += `\n${end < 0 ? text : text.slice(0, end)}`;
      if (open.value.length > limits.maxItemBytes) throw tooLong(open.line);
      if (end < 0) continue;
      yield open;
      open = undefined;
      continue;
    }
    const match = /^([A-Za-z]{1,60}):\s*(.*)$/s.exec(text);
    if (!match) continue;
    const [, tag, value] = match as unknown as [string, string, string];
    if (!value.startsWith('<text>')) {
      yield { tag, value: value.trim(), line };
      continue;
    }
    const end = value.indexOf('</text>');
    if (end >= 0) yield { tag, value: value.slice('<text>'.length, end), line };
    else open = { tag, value: value.slice('<text>'.length), line };
  }
  if (open) {
    throw new ReportError('truncated', 'the text that begins here does not end. Export the document again.', {
      line: open.line,
    });
  }
}

async function* linesOf(source: ReportSource, { maxItemBytes }: Pick<Limits, 'maxItemBytes'>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source.open()) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > maxItemBytes) throw tooLong();
    for (const part of parts) yield part.replace(/\r$/, '');
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

function tooLong(line?: number): ReportError {
  return new ReportError('too-large', 'one fact of this document is too large to read. Export it without texts.', {
    ...(line !== undefined && { line }),
  });
}
