import type { Head } from './format.ts';

export const headBytes = 64 * 1024;
const deepest = 4;

/** Looks at the first bytes of an opened report once, for all formats. Never fails: odd input has odd answers. */
export function lookAtHead(bytes: Uint8Array): Head {
  const text = new TextDecoder().decode(bytes.subarray(0, headBytes)).replace(/^\ufeff/, '');
  const start = text.trimStart();
  const nothing = { text, keys: [], scalars: new Map<string, string>() };
  if (start === '') return { ...nothing, syntax: 'empty' };
  if (start.startsWith('<')) {
    if (/^<(!doctype html|html|head|body)\b/i.test(start)) return { ...nothing, syntax: 'html' };
    return { ...nothing, syntax: 'xml', ...rootOf(start) };
  }
  if (start.startsWith('{') || start.startsWith('[')) return { text, syntax: 'json', ...keysOf(start) };
  return { ...nothing, syntax: text.includes('\0') ? 'binary' : 'text' };
}

/** The first element, past declarations, comments and a document type. */
function rootOf(xml: string): { rootName?: string; rootAttributes?: string } {
  let at = 0;
  while (at < xml.length) {
    at = xml.indexOf('<', at);
    if (at < 0) return {};
    const end = xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<?', at) ? '?>' : undefined;
    if (end) {
      const close = xml.indexOf(end, at + 2);
      if (close < 0) return {};
      at = close + end.length;
      continue;
    }
    if (xml.startsWith('<!', at)) {
      at += 2; // a document type; what is declared inside it starts with `<!` as well
      continue;
    }
    const tag = /^<(?:[\w.-]{1,100}:)?([\w.-]{1,100})([^>]{0,4000})/.exec(xml.slice(at, at + 5000));
    if (!tag) return {};
    return { rootName: tag[1]!, rootAttributes: tag[2]! };
  }
  return {};
}

/** Keys by depth, by walking once over the text. It may end anywhere. */
function keysOf(json: string): { keys: Set<string>[]; scalars: Map<string, string> } {
  const keys = Array.from({ length: deepest + 1 }, () => new Set<string>());
  const scalars = new Map<string, string>();
  let depth = 0;
  let key: string | undefined;
  for (let at = 0; at < json.length; at += 1) {
    const mark = json[at]!;
    if (mark === '{' || mark === '[') depth += 1;
    else if (mark === '}' || mark === ']') depth -= 1;
    else if (mark === '"') {
      const end = endOfString(json, at + 1);
      const text = json.slice(at + 1, end);
      at = end;
      if (/^\s*:/.test(json.slice(end + 1, end + 100))) {
        key = text;
        if (depth <= deepest && keys[depth]!.size < 1000) keys[depth]!.add(text);
        continue;
      }
      if (depth === 1 && key !== undefined && text.length < 300 && !scalars.has(key)) {
        scalars.set(key, text.replaceAll('\\/', '/'));
      }
    } else continue;
    key = undefined;
    if (depth <= 0) break;
  }
  return { keys, scalars };
}

function endOfString(json: string, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}
