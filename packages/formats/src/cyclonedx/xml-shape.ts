import type { XmlElement } from '../xml/slicer.ts';

/** Elements that frame a list, and what a member of it is called. The JSON form has an array of that name. */
const lists: Readonly<Record<string, readonly string[]>> = {
  components: ['component'],
  hashes: ['hash'],
  licenses: ['license', 'expression'],
  properties: ['property'],
  externalReferences: ['reference'],
  ratings: ['rating'],
  cwes: ['cwe'],
  affects: ['target'],
  versions: ['version'],
  references: ['reference'],
  advisories: ['advisory'],
  recommendations: ['recommendation'],
  responses: ['response'],
  tools: ['tool', 'components'],
  patches: ['patch'],
  resolves: ['issue'],
  ancestors: ['component'],
  descendants: ['component'],
  variants: ['component'],
  services: ['service'],
  occurrences: ['occurrence'],
  vulnerabilities: ['vulnerability'],
  data: ['classification', 'dataflow'],
};

/**
 * An element of the XML form as the JSON form would have it, so that one reader and one checker serve both. Attributes
 * and child elements become members; a repeated element that is no list becomes an array, for the checker to object.
 */
export function toJsonShape(element: XmlElement): unknown {
  const { name, attributes } = element;
  const children = element.children.filter(isOurs);
  const text = element.text.trim();
  switch (name) {
    case 'hash':
      return { alg: attributes['alg'], content: text };
    case 'property':
      return { name: attributes['name'], value: text };
    case 'license':
      return { license: membersOf(element) };
    case 'expression':
      return { expression: text };
    case 'dependency':
      return {
        ref: attributes['ref'],
        dependsOn: children.filter(isDependency).map((child) => child.attributes['ref']),
      };
    case 'cwe':
      return Number(text);
    case 'classification':
      return { classification: text, flow: attributes['flow'] };
    case 'dataflow':
      // The direction is on the classification here, and beside it in JSON.
      return {
        ...membersOf(element),
        flow: children.find((child) => child.name === 'classification')?.attributes['flow'],
      };
    case 'text':
      return { content: text, contentType: attributes['content-type'], encoding: attributes['encoding'] };
    default:
  }
  const members = lists[name];
  if (members && children.some((child) => members.includes(child.name))) return children.map(toJsonShape);
  if (members && text === '' && Object.keys(attributes).length === 0) return children.map(toJsonShape);
  if (children.length === 0 && Object.keys(attributes).length === 0) return text;
  return membersOf(element);
}

function membersOf({ attributes, children: all, text }: XmlElement): Record<string, unknown> {
  const children = all.filter(isOurs);
  const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(attributes)) members[key] = value;
  for (const child of children) {
    const value = toJsonShape(child);
    if (!Object.hasOwn(members, child.name)) members[child.name] = value;
    else if (lists[child.name] === undefined || !Array.isArray(members[child.name]))
      members[child.name] = [members[child.name], value];
  }
  if (children.length === 0 && text.trim() !== '') members['content'] = text.trim();
  return members;
}

/** Anybody may put elements of another namespace anywhere; they say nothing here. */
export function isOurs({ namespace }: XmlElement): boolean {
  return namespace.startsWith('http://cyclonedx.org/');
}

function isDependency({ name }: XmlElement): boolean {
  return name === 'dependency';
}
