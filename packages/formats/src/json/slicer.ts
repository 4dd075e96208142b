import { ReportError } from '../report-error.ts';
import { writePath, type JsonEvent, type Plan } from './plan.ts';

interface Frame {
  path: (string | number)[];
  isArray: boolean;
  /** Keys so far, to refuse an object whose members could be read in two ways. */
  keys: Set<string>;
  length: number;
}

type State = 'value' | 'first-value' | 'key' | 'first-key' | 'in-key' | 'colon' | 'after' | 'scan' | 'done';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const maxKeys = 10_000;
const maxKeyBytes = 64 * 1024;

/**
 * Cuts a JSON document of any size into the values a plan asks for, by looking at bytes: only what is taken is ever
 * held or parsed. V8 cannot parse more than about 512 MB at once, and would need several times that in memory.
 *
 * Push chunks in order, then `finish`. What is skipped is checked for brackets and strings only.
 */
export class JsonSlicer {
  readonly #plan: Plan;
  readonly #maxItemBytes: number;
  readonly #decoder = new TextDecoder();
  readonly #frames: Frame[] = [];
  /** Which brackets are open inside the value being scanned: 1 for `{`. */
  readonly #open: Uint8Array;
  #events: JsonEvent[] = [];
  #state: State = 'value';
  #key: string | number = '';
  #take = false;
  #oversized = false;
  #parts: Uint8Array[] = [];
  #partBytes = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #scalar = false;
  #byte = 0;
  #line = 1;
  #itemLine = 1;
  #itemByte = 0;

  constructor(plan: Plan, limits: { maxItemBytes: number; maxDepth: number }) {
    this.#plan = plan;
    this.#maxItemBytes = limits.maxItemBytes;
    this.#open = new Uint8Array(limits.maxDepth);
  }

  /** @throws {ReportError} `malformed`, `too-deep` */
  push(chunk: Uint8Array): JsonEvent[] {
    this.#events = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'scan') at = this.#scan(chunk, at);
      else if (this.#state === 'in-key') at = this.#readKey(chunk, at);
      else at = this.#structure(chunk, at);
    }
    this.#byte += chunk.length;
    return this.#events;
  }

  /** @throws {ReportError} `truncated`, `empty` */
  finish(): JsonEvent[] {
    this.#events = [];
    if (this.#state === 'scan' && this.#scalar) this.#endValue(new Uint8Array(0), 0, 0);
    if (this.#state !== 'done') {
      const nothing = this.#frames.length === 0 && this.#state === 'value';
      throw nothing
        ? new ReportError('empty', 'the report is empty. Did the tool fail before it wrote anything?')
        : new ReportError('truncated', 'the report ends in the middle. Upload it again, whole.', {
            path: this.#where(),
            line: this.#line,
            byte: this.#byte,
          });
    }
    return this.#events;
  }

  #structure(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const c = chunk[at]!;
      if (c === NEWLINE) this.#line += 1;
      if (c === 0x20 || c === NEWLINE || c === 0x09 || c === 0x0d) {
        at += 1;
        continue;
      }
      const frame = this.#frames.at(-1);
      switch (this.#state) {
        case 'first-value':
        case 'value':
          if (this.#state === 'first-value' && c === 0x5d) {
            this.#leave();
            return at + 1;
          }
          return this.#startValue(c, at);
        case 'first-key':
        case 'key':
          if (c === QUOTE) {
            this.#state = 'in-key';
            this.#startItem(at);
            return at + 1;
          }
          if (this.#state === 'first-key' && c === 0x7d) {
            this.#leave();
            return at + 1;
          }
          throw this.#malformed(at, 'a key in double quotes is expected here');
        case 'colon':
          if (c !== 0x3a) throw this.#malformed(at, 'a colon is expected here');
          this.#state = 'value';
          return at + 1;
        case 'after':
          if (c === 0x2c) {
            this.#state = frame!.isArray ? 'value' : 'key';
            return at + 1;
          }
          if (c === (frame!.isArray ? 0x5d : 0x7d)) {
            this.#leave();
            return at + 1;
          }
          throw this.#malformed(at, 'a comma or the closing bracket is expected here');
        case 'done':
          throw this.#malformed(at, 'the report goes on after its end');
        default:
          return at;
      }
    }
    return at;
  }

  #startValue(c: number, at: number): number {
    const frame = this.#frames.at(-1);
    if (frame) {
      if (frame.isArray) this.#key = frame.length;
      frame.length += 1;
    }
    const opens = c === 0x7b || c === 0x5b;
    const step = frame ? this.#plan(frame.path, this.#key) : 'enter';
    if (step === 'enter' && opens) {
      this.#enter(c === 0x5b, at);
      return at + 1;
    }
    if (!opens && c !== QUOTE && !(c === 0x2d || (c >= 0x30 && c <= 0x39) || c === 0x74 || c === 0x66 || c === 0x6e)) {
      throw this.#malformed(at, 'no JSON value starts like this');
    }
    this.#state = 'scan';
    this.#take = step !== 'skip';
    this.#oversized = false;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#scalar = !opens && c !== QUOTE;
    this.#startItem(at);
    return at;
  }

  #startItem(at: number): void {
    this.#parts = [];
    this.#partBytes = 0;
    this.#itemLine = this.#line;
    this.#itemByte = this.#byte + at;
  }

  #scan(chunk: Uint8Array, from: number): number {
    const length = chunk.length;
    const open = this.#open;
    const maxDepth = open.length - this.#frames.length;
    let at = from;
    let depth = this.#depth;
    let line = this.#line;
    if (this.#scalar) {
      for (; at < length; at += 1) {
        const c = chunk[at]!;
        if (c === 0x2c || c === 0x5d || c === 0x7d || c <= 0x20) {
          this.#endValue(chunk, from, at);
          return at;
        }
      }
      this.#keep(chunk, from, at);
      return at;
    }
    for (;;) {
      if (this.#inString) {
        if (this.#escaped && at < length) {
          at += 1;
          this.#escaped = false;
        }
        for (; at < length; at += 1) {
          const c = chunk[at]!;
          if (c === QUOTE) break;
          if (c === BACKSLASH) at += 1;
        }
        if (at >= length) {
          this.#escaped = at > length; // the backslash was the last byte
          at = length;
          break;
        }
        at += 1;
        this.#inString = false;
        if (depth === 0) {
          this.#line = line;
          this.#endValue(chunk, from, at);
          return at;
        }
      }
      while (at < length) {
        const c = chunk[at]!;
        at += 1;
        if (c === QUOTE) {
          this.#inString = true;
          break;
        }
        if (c === NEWLINE) line += 1;
        else if (c === 0x7b || c === 0x5b) {
          if (depth >= maxDepth) {
            this.#line = line;
            throw this.#tooDeep(at - 1);
          }
          open[depth] = c === 0x7b ? 1 : 0;
          depth += 1;
        } else if (c === 0x7d || c === 0x5d) {
          depth -= 1;
          if (open[depth] !== (c === 0x7d ? 1 : 0)) {
            this.#line = line;
            throw this.#malformed(at - 1, 'this bracket closes another kind');
          }
          if (depth === 0) {
            this.#depth = 0;
            this.#line = line;
            this.#endValue(chunk, from, at);
            return at;
          }
        }
      }
      if (!this.#inString || at >= length) break;
    }
    this.#depth = depth;
    this.#line = line;
    this.#keep(chunk, from, at);
    return at;
  }

  #keep(chunk: Uint8Array, from: number, to: number): void {
    if (!this.#take || this.#oversized) return;
    this.#partBytes += to - from;
    if (this.#partBytes > this.#maxItemBytes) {
      this.#oversized = true;
      this.#parts = [];
    } else this.#parts.push(chunk.subarray(from, to));
  }

  #endValue(chunk: Uint8Array, from: number, to: number): void {
    const path = this.#frames.at(-1)?.path ?? [];
    if (this.#take) {
      this.#keep(chunk, from, to);
      const key = this.#key;
      if (this.#oversized) this.#events.push({ type: 'oversized', path, key });
      else this.#events.push({ type: 'value', path, key, value: this.#parse() });
      this.#parts = [];
    }
    this.#state = this.#frames.length === 0 ? 'done' : 'after';
  }

  #parse(): unknown {
    try {
      return JSON.parse(this.#text());
    } catch {
      // The parser's own message would quote the report.
      throw new ReportError('malformed', 'this is not valid JSON. Export the report again with the tool itself.', {
        path: this.#where(),
        line: this.#itemLine,
        byte: this.#itemByte,
      });
    }
  }

  #text(): string {
    if (this.#parts.length === 1) return this.#decoder.decode(this.#parts[0]);
    const whole = new Uint8Array(this.#partBytes);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return this.#decoder.decode(whole);
  }

  #readKey(chunk: Uint8Array, from: number): number {
    let at = from;
    if (this.#escaped) {
      at += 1;
      this.#escaped = false;
    }
    for (; at < chunk.length; at += 1) {
      const c = chunk[at]!;
      if (c === QUOTE) break;
      if (c === BACKSLASH) at += 1;
    }
    this.#escaped = at > chunk.length;
    const to = Math.min(at, chunk.length);
    this.#parts.push(chunk.subarray(from, to));
    this.#partBytes += to - from;
    if (this.#partBytes > maxKeyBytes) throw this.#malformed(from, `a key is longer than ${maxKeyBytes} bytes`);
    if (at >= chunk.length) return chunk.length;

    const written = this.#text();
    let key: string;
    try {
      key = JSON.parse(`"${written}"`) as string;
    } catch {
      throw this.#malformed(from, 'this key is not valid JSON');
    }
    const frame = this.#frames.at(-1)!;
    if (frame.keys.has(key))
      throw this.#malformed(from, 'this key stands twice in one object: the report could be read in two ways');
    if (frame.keys.size >= maxKeys) throw this.#malformed(from, `an object has more than ${maxKeys} keys`);
    frame.keys.add(key);
    this.#key = key;
    this.#state = 'colon';
    return at + 1;
  }

  #enter(isArray: boolean, at: number): void {
    if (this.#frames.length >= this.#open.length - 1) {
      throw this.#tooDeep(at);
    }
    const parent = this.#frames.at(-1);
    const path = parent ? [...parent.path, this.#key] : [];
    this.#frames.push({ path, isArray, keys: new Set(), length: 0 });
    this.#state = isArray ? 'first-value' : 'first-key';
  }

  #leave(): void {
    const { path, isArray, length } = this.#frames.pop()!;
    this.#events.push({ type: 'end', path, isArray, length });
    this.#state = this.#frames.length === 0 ? 'done' : 'after';
  }

  #where(): string {
    const frame = this.#frames.at(-1);
    if (!frame) return '';
    const key = frame.isArray ? Math.max(0, frame.length - 1) : this.#key;
    return writePath(key === '' ? frame.path : [...frame.path, key]);
  }

  #tooDeep(at: number): ReportError {
    return new ReportError(
      'too-deep',
      `brackets are nested more than ${this.#open.length} deep. No report needs that.`,
      {
        path: this.#where(),
        line: this.#line,
        byte: this.#byte + at,
      },
    );
  }

  #malformed(at: number, what: string): ReportError {
    return new ReportError('malformed', `${what}. Export the report again with the tool itself.`, {
      path: this.#where(),
      line: this.#line,
      byte: this.#byte + at,
    });
  }
}
