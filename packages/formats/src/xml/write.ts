/** An element to be written. */
export interface XmlNode {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Elements, and texts as they are. */
  contents: readonly (XmlNode | string)[];
}

/** What is `undefined` among the contents is left out. */
export function element(
  name: string,
  attributes: XmlNode['attributes'] = {},
  ...contents: readonly (XmlNode | string | undefined)[]
): XmlNode {
  return { name, attributes, contents: contents.filter((one) => one !== undefined) };
}

/** The document as text, names taken as they are, everything else escaped. */
export function writeXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}\n`;
}

function write({ name, attributes, contents }: XmlNode): string {
  const given = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escape(value)}"`)
    .join('');
  const inside = contents.map((one) => (typeof one === 'string' ? escape(one) : write(one))).join('');
  return inside === '' ? `<${name}${given}/>` : `<${name}${given}>${inside}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// oxlint-disable-next-line no-control-regex -- characters that XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(unwritable, '')
    .replace(/[&<>"]/g, (mark) => entities[mark]!)
    .replace(/[\t\n\r]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
