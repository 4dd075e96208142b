import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { ReportSource } from '../format.ts';
import { inSource, ReportError } from '../report-error.ts';

/** One element with all that is in it. Names are local: prefixes are the document's own business. */
export interface XmlElement {
  name: string;
  namespace: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Its own text, not that of its children. */
  text: string;
  /** Where it starts, from 1. */
  line: number;
}

/** Local names from the root, the element itself last: `enter` it, `take` it whole, or `skip` it. */
export type XmlPlan = (path: readonly string[]) => 'enter' | 'take' | 'skip';

export type XmlEvent =
  /** An entered element opens; its children follow. */
  | { type: 'start'; depth: number; element: XmlElement }
  /** `index` counts the elements of this name in the entered parent, from 0. */
  | { type: 'element'; depth: number; index: number; parent: string; element: XmlElement }
  | { type: 'oversized'; depth: number; index: number; parent: string; name: string }
  /** An entered element closes. */
  | { type: 'end'; depth: number; name: string };

interface Entered {
  name: string;
  counts: Map<string, number>;
}

/** The parser holds a text until it ends. One that is too large for an item is skipped with it; one this many times as large is not waited for. */
const tokensPerItem = 8;

/**
 * Cuts an XML document of any size into the elements a plan asks for. A document type is refused as soon as it is seen:
 * no report needs one, and entities are how small files explode. What one event may hold is bounded.
 */
export class XmlSlicer {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #plan: XmlPlan;
  readonly #limits: { maxItemBytes: number; maxDepth: number };
  readonly #names: string[] = [];
  readonly #entered: Entered[] = [];
  readonly #open: XmlElement[] = [];
  #events: XmlEvent[] = [];
  #skipFrom = -1;
  #itemFrom = -1;
  #oversized = false;
  #lastEvent = 0;
  #sawRoot = false;

  constructor(plan: XmlPlan, limits: { maxItemBytes: number; maxDepth: number }) {
    this.#plan = plan;
    this.#limits = limits;
    const parser = this.#parser;
    parser.on('doctype', () => {
      throw this.#error(
        'forbidden-xml',
        'this XML declares a document type, which no report needs. Export it without.',
      );
    });
    parser.on('error', () => {
      throw this.#error('malformed', 'this is not well-formed XML. Export the report again with the tool itself.');
    });
    parser.on('opentag', (tag) => this.#opened(tag));
    parser.on('closetag', () => this.#closed());
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('comment', () => this.#touch());
    parser.on('processinginstruction', () => this.#touch());
  }

  /** @throws {ReportError} */
  push(text: string): XmlEvent[] {
    this.#events = [];
    // In small pieces, so that one long token is stopped before it has been gathered.
    for (let at = 0; at < text.length; at += 1 << 20) {
      this.#parser.write(text.slice(at, at + (1 << 20)));
      if (this.#parser.position - this.#lastEvent > this.#limits.maxItemBytes * tokensPerItem) {
        throw this.#error('too-large', 'a single text, tag or comment is too large for a report.');
      }
    }
    return this.#events;
  }

  /** @throws {ReportError} `truncated`, `empty` */
  finish(): XmlEvent[] {
    this.#events = [];
    if (!this.#sawRoot && this.#names.length === 0) {
      throw new ReportError('empty', 'the report is empty. Did the tool fail before it wrote anything?');
    }
    if (this.#names.length > 0) {
      throw this.#error('truncated', 'the report ends in the middle. Upload it again, whole.');
    }
    this.#parser.close();
    return this.#events;
  }

  #touch(): void {
    this.#lastEvent = this.#parser.position;
  }

  #opened(tag: SaxesTagNS): void {
    this.#touch();
    this.#sawRoot = true;
    this.#names.push(tag.local);
    const depth = this.#names.length;
    if (depth > this.#limits.maxDepth) {
      throw this.#error(
        'too-deep',
        `elements are nested more than ${this.#limits.maxDepth} deep. No report needs that.`,
      );
    }
    if (this.#skipFrom >= 0) return;
    if (this.#open.length > 0) {
      if (!this.#oversized) {
        const element = this.#element(tag);
        this.#open.at(-1)!.children.push(element);
        this.#open.push(element);
        this.#checkSize();
      }
      return;
    }
    const parent = this.#entered.at(-1);
    if (parent) parent.counts.set(tag.local, (parent.counts.get(tag.local) ?? -1) + 1);
    const step = depth === 1 ? 'enter' : this.#plan(this.#names);
    if (step === 'skip') this.#skipFrom = depth;
    else if (step === 'take') {
      this.#open.push(this.#element(tag));
      this.#itemFrom = this.#parser.position;
      this.#oversized = false;
    } else {
      this.#entered.push({ name: tag.local, counts: new Map() });
      this.#events.push({ type: 'start', depth, element: this.#element(tag) });
    }
  }

  #closed(): void {
    this.#touch();
    const depth = this.#names.length;
    const name = this.#names.pop()!;
    if (this.#skipFrom >= 0) {
      if (depth === this.#skipFrom) this.#skipFrom = -1;
      return;
    }
    const parent = this.#entered.at(-1);
    if (this.#oversized) {
      // Only the outermost is still there.
      if (depth === this.#entered.length + 1) {
        this.#open.length = 0;
        this.#oversized = false;
        const index = parent?.counts.get(name) ?? 0;
        this.#events.push({ type: 'oversized', depth, index, parent: parent?.name ?? '', name });
      }
      return;
    }
    const element = this.#open.pop();
    if (!element) {
      this.#entered.pop();
      this.#events.push({ type: 'end', depth, name });
    } else if (this.#open.length === 0) {
      const index = parent?.counts.get(name) ?? 0;
      this.#events.push({ type: 'element', depth, index, parent: parent?.name ?? '', element });
    }
  }

  #text(text: string): void {
    this.#touch();
    const element = this.#open.at(-1);
    if (!element || this.#oversized || this.#skipFrom >= 0) return;
    element.text += text;
    this.#checkSize();
  }

  #checkSize(): void {
    if (this.#parser.position - this.#itemFrom <= this.#limits.maxItemBytes) return;
    this.#oversized = true;
    this.#open.length = 1;
    this.#open[0] = { ...this.#open[0]!, children: [], text: '' };
  }

  #element({ local, uri, attributes }: SaxesTagNS): XmlElement {
    const own = Object.create(null) as Record<string, string>;
    for (const attribute of Object.values(attributes)) {
      if (attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns') own[attribute.local] = attribute.value;
    }
    return { name: local, namespace: uri, attributes: own, children: [], text: '', line: this.#parser.line };
  }

  #error(code: 'malformed' | 'truncated' | 'too-deep' | 'too-large' | 'forbidden-xml', what: string): ReportError {
    return new ReportError(code, what, {
      path: this.#names.slice(0, 8).map(plain).join('/'),
      line: this.#parser.line,
    });
  }
}

/** A name that is no plain word may be anything, even a secret. */
function plain(name: string): string {
  return /^[A-Za-z]{1,40}(-[a-z]{1,20})?$/.test(name) ? name : '…';
}

/** Streams the planned elements of a document; a batch of events for each chunk. @throws {ReportError} */
export async function* sliceXml(
  source: ReportSource,
  plan: XmlPlan,
  limits: { maxItemBytes: number; maxDepth: number },
): AsyncGenerator<XmlEvent[]> {
  const slicer = new XmlSlicer(plan, limits);
  const decoder = new TextDecoder();
  try {
    for await (const chunk of source.open()) {
      const events = slicer.push(decoder.decode(chunk, { stream: true }));
      if (events.length > 0) yield events;
    }
    yield slicer.finish();
  } catch (error) {
    throw inSource(error, source.name);
  }
}
