import { SaxesParser } from 'saxes';
import { LockfileError } from '../reader.ts';

/** An element without its namespace prefix, with the line its tag ends on. */
export interface Xml {
  name: string;
  line: number;
  attributes: Readonly<Record<string, string>>;
  children: Xml[];
  text: string;
}

const maxElements = 1_000_000;
const maxDepth = 200;

/**
 * The root element of an XML file. Entities that the document defines itself are not expanded: there is no entity bomb
 * and nothing is fetched.
 * @throws {LockfileError} with the line.
 */
export function parseXml(text: string): Xml {
  const parser = new SaxesParser();
  const root: Xml = { name: '', line: 1, attributes: {}, children: [], text: '' };
  const open: Xml[] = [root];
  let elements = 0;
  parser.on('error', (error) => {
    // A document that defines entities of its own: they stay as they are written.
    if (!/entity/.test(error.message)) throw new LockfileError(`not valid XML: ${error.message.slice(0, 200)}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++elements > maxElements) throw new LockfileError(`more than ${maxElements} elements`);
    if (open.length > maxDepth) throw new LockfileError(`nested deeper than ${maxDepth}`);
    const element: Xml = {
      name: name.slice(name.indexOf(':') + 1),
      line: parser.line,
      attributes: attributes as Record<string, string>,
      children: [],
      text: '',
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed) closed.text = closed.text.trim();
  });
  const onText = (piece: string) => {
    open.at(-1)!.text += piece;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.write(text.replace(/^\uFEFF/, '')).close();
  const [top] = root.children;
  if (!top) throw new LockfileError('not valid XML: no element');
  return top;
}

export function childOf(element: Xml | undefined, ...names: readonly string[]): Xml | undefined {
  let found = element;
  for (const name of names) found = found?.children.find((one) => one.name === name);
  return found;
}

export function childrenOf(element: Xml | undefined, ...names: readonly string[]): readonly Xml[] {
  const last = names.at(-1);
  return childOf(element, ...names.slice(0, -1))?.children.filter(({ name }) => name === last) ?? [];
}

/** The text of a child, nothing when it is empty. */
export function childText(element: Xml | undefined, ...names: readonly string[]): string | undefined {
  return childOf(element, ...names)?.text || undefined;
}

export function attributeOf(element: Xml, name: string): string | undefined {
  return Object.hasOwn(element.attributes, name) ? element.attributes[name] || undefined : undefined;
}
