import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { ReportError, type ReportSource } from './format.ts';
import { decodeText } from './read-text.ts';

const maxDepth = 256;
/** Text of one element that is kept, in characters. */
const maxText = 200_000;

export interface XmlHandler {
  /** `path` are the names from the root, without prefixes, this one last. */
  open(name: string, attributes: Readonly<Record<string, string>>, path: readonly string[]): void;
  close(name: string, text: string, path: readonly string[]): void;
}

/**
 * Reads XML as a stream of elements. Document types are refused at once, so no entity can grow and nothing is fetched.
 * After each chunk control goes back, so that what was collected can be handed on.
 * @throws {ReportError} `malformed` with line and column, `bomb`, `too-deep`, `truncated`
 */
export async function* readXml(source: ReportSource, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const path: string[] = [];
  const texts: string[] = [];
  let failure: ReportError | null = null;
  parser.on('doctype', () => {
    failure ??= new ReportError(
      'bomb',
      `${source.name} declares a document type: entities are not taken from reports.`,
    );
  });
  parser.on('error', (error) => {
    failure ??= new ReportError('malformed', `${source.name} is no valid XML: ${error.message.slice(0, 200)}.`);
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    if (failure) return;
    if (path.length >= maxDepth)
      failure = new ReportError('too-deep', `${source.name} is nested deeper than ${maxDepth} levels.`);
    const name = localName(tag.name);
    path.push(name);
    texts.push('');
    handler.open(name, tag.attributes as Record<string, string>, path);
  });
  const addText = (text: string) => {
    const last = texts.length - 1;
    if (last >= 0 && texts[last]!.length < maxText) texts[last] += text.slice(0, maxText);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (failure) return;
    handler.close(path.at(-1)!, texts.pop()!.trim(), path);
    path.pop();
  });
  for await (const text of decodeText(source)) {
    parser.write(text);
    if (failure) throw failure;
    yield;
  }
  if (path.length > 0)
    throw new ReportError('truncated', `${source.name} ends inside <${path.at(-1)}>: upload it whole.`);
  parser.close();
  if (failure) throw failure;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
