/**
 * The little of Markdown that descriptions of findings use, as data. It is text of strangers: it becomes elements with
 * text in them, never HTML, and a link leads to the web and nowhere else. What is not known stays as it was written.
 */
export type Inline =
  | { type: 'text' | 'code' | 'strong' | 'emphasis'; text: string }
  | { type: 'link'; text: string; href: string };

export type Block =
  | { type: 'paragraph' | 'heading'; inlines: Inline[] }
  | { type: 'list'; ordered: boolean; items: Inline[][] }
  | { type: 'code'; text: string };

const item = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

export function parseMarkdown(text: string): Block[] {
  const lines = text.replaceAll('\r', '').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    const fence = /^\s{0,3}(```|~~~)/.exec(line)?.[1];
    if (fence) {
      const end = lines.findIndex((one, later) => later > at && one.trimStart().startsWith(fence));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ type: 'code', text: lines.slice(at + 1, stop).join('\n') });
      at = stop + 1;
      continue;
    }
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const heading = /^\s{0,3}#{1,6}\s+(.*)$/.exec(line);
    if (heading) {
      blocks.push({ type: 'heading', inlines: parseInlines(heading[1]!.replace(/\s#+\s*$/, '')) });
      at += 1;
      continue;
    }
    const stop = lines.findIndex((one, later) => later > at && endsBlock(one, item.test(line)));
    const own = lines.slice(at, stop < 0 ? lines.length : stop);
    at += own.length;
    blocks.push(item.test(line) ? toList(own) : { type: 'paragraph', inlines: parseInlines(own.join(' ')) });
  }
  return blocks;
}

function endsBlock(line: string, inList: boolean): boolean {
  return line.trim() === '' || /^\s{0,3}(```|~~~|#{1,6}\s)/.test(line) || (!inList && item.test(line));
}

function toList(lines: string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const found = item.exec(line);
    if (found) items.push(found[2]!);
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { type: 'list', ordered: item.exec(lines[0]!)?.[1] !== undefined, items: items.map(parseInlines) };
}

// Bounded, so that no text takes long: 500 characters in one mark, 2,000 in one address.
const inline =
  /`([^`]{1,500})`|\*\*([^*]{1,500})\*\*|\*([^*\s][^*]{0,500})\*|\[([^\]]{1,500})\]\(([^\s)]{1,2000})\)|(https?:\/\/[^\s<>()]{1,2000})/g;

export function parseInlines(text: string): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > from) found.push({ type: 'text', text: text.slice(from, match.index) });
    from = match.index + match[0].length;
    const [whole, code, strong, emphasis, label, target, bare] = match;
    if (code !== undefined) found.push({ type: 'code', text: code });
    else if (strong !== undefined) found.push({ type: 'strong', text: strong });
    else if (emphasis !== undefined) found.push({ type: 'emphasis', text: emphasis });
    else found.push(toLink(label ?? bare ?? whole, target ?? bare ?? ''));
  }
  if (from < text.length) found.push({ type: 'text', text: text.slice(from) });
  return found;
}

function toLink(text: string, target: string): Inline {
  const href = toWebAddress(target);
  return href ? { type: 'link', text, href } : { type: 'text', text };
}

/** An address on the web as it was given, or null: no `javascript:`, no other scheme, nothing relative. */
export function toWebAddress(text: string): string | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
