import type { Grammar } from './grammar.ts';
import type { NodeArrays } from './node-arrays.ts';
import { isError, isExtra, isMissing, named } from './syntax-tree.ts';

/** What is needed of `WebAssembly.Memory`: its buffer, which a growth replaces. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/**
 * Copies a tree out of the memory of tree-sitter's WebAssembly module, a few dozen nanoseconds a node, where its own
 * cursor takes ten times that. The layouts are those of tree-sitter 0.25–0.27 on a 32-bit little-endian machine
 * (`lib/src/subtree.h`, `lib/src/parser.h`, language ABI 14 and 15); `verifyCopy` holds the result against the cursor
 * before anyone relies on it.
 */
export class TreeCopier {
  readonly #memory: WasmMemory;
  readonly #grammar: Grammar;
  readonly #layout: LanguageLayout;
  /**
   * One frame per open inner node: the word index of its next child, how many are left, the structural index of the
   * next, its row of aliases, its production, its number if visible (else -1), the field hidden nodes hand down.
   */
  #frames = new Int32Array(frameSize * 512);
  #room = 1 << 14;
  #kind = new Uint16Array(this.#room);
  #start = new Uint32Array(this.#room);
  #end = new Uint32Array(this.#room);
  #after = new Uint32Array(this.#room);
  #field = new Uint8Array(this.#room);
  #flags = new Uint8Array(this.#room);

  constructor(memory: WasmMemory, languageAddress: number, grammar: Grammar) {
    this.#memory = memory;
    this.#grammar = grammar;
    this.#layout = readLanguage(memory, languageAddress);
  }

  /** `tree` is the address of a `TSTree`, whose first member is the root. */
  copy(tree: number): NodeArrays {
    const words = new Uint32Array(this.#memory.buffer);
    const halves = new Uint16Array(this.#memory.buffer);
    const bytes = new Uint8Array(this.#memory.buffer);
    const layout = this.#layout;
    const { aliasSequences, maxAliasLength, publicSymbols, metadata } = layout;
    const errorKind = this.#grammar.kinds.length - 1;
    let frames: Int32Array = this.#frames;
    let top = -frameSize;
    let count = 0;
    let at = tree >> 2; // word index of the Subtree at hand
    let alias = 0;
    let field = 0;
    let inherited = 0;
    let offset = 0;
    for (;;) {
      const low = words[at]!;
      let visible: boolean;
      let flags: number;
      let symbol: number;
      let padding: number;
      let size: number;
      let childCount = 0;
      if ((low & 1) !== 0) {
        const high = words[at + 1]!;
        visible = (low & 2) !== 0;
        flags = ((low & 4) !== 0 ? named : 0) | ((low & 8) !== 0 ? isExtra : 0) | ((low & 32) !== 0 ? isMissing : 0);
        symbol = (low >>> 8) & 255;
        padding = (high >>> 16) & 255;
        size = high >>> 24;
      } else {
        const heap = low >> 2;
        const bits = words[heap + 11]!;
        visible = (bits & 1) !== 0;
        flags =
          ((bits & 2) !== 0 ? named : 0) | ((bits & 4) !== 0 ? isExtra : 0) | ((bits & 512) !== 0 ? isMissing : 0);
        symbol = words[heap + 10]! & 0xffff;
        padding = words[heap + 1]!;
        size = words[heap + 4]!;
        childCount = words[heap + 9]!;
      }
      if (alias !== 0) {
        visible = true;
        symbol = alias;
        flags = (flags & ~named) | (bytes[metadata + alias * 3 + 1] !== 0 ? named : 0);
      }
      const own = field !== 0 ? field : inherited;
      let open = -1;
      if (visible) {
        if (count === this.#room) this.#grow();
        open = count;
        count += 1;
        const kind = symbol >= errorSymbol ? errorKind : halves[(publicSymbols >> 1) + symbol]!;
        this.#kind[open] = kind;
        this.#start[open] = (offset + padding) >> 1;
        this.#end[open] = (offset + padding + size) >> 1;
        this.#field[open] = own;
        this.#flags[open] = symbol >= errorSymbol ? flags | isError | named : flags;
        if (childCount === 0) this.#after[open] = count;
      }
      if (childCount > 0) {
        const heap = low >> 2;
        const production = words[heap + 16]! >>> 16;
        top += frameSize;
        if (top + frameSize > frames.length) frames = this.#growFrames();
        frames[top] = heap - childCount * 2;
        frames[top + 1] = childCount;
        frames[top + 2] = 0;
        frames[top + 3] = production === 0 ? 0 : (aliasSequences >> 1) + production * maxAliasLength;
        frames[top + 4] = production;
        frames[top + 5] = open;
        frames[top + 6] = visible || (flags & isExtra) !== 0 ? 0 : own;
      } else offset += padding + size;
      // The next node in the order of the text: the next child of the innermost open node.
      while (top >= 0 && frames[top + 1] === 0) {
        const node = frames[top + 5]!;
        top -= frameSize;
        if (node >= 0) this.#after[node] = count;
      }
      if (top < 0) break;
      at = frames[top]!;
      frames[top] = at + 2;
      frames[top + 1]! -= 1;
      alias = 0;
      field = 0;
      inherited = frames[top + 6]!;
      const first = words[at]!;
      const extra = (first & 1) !== 0 ? (first & 8) !== 0 : (words[(first >> 2) + 11]! & 4) !== 0;
      if (extra) inherited = 0;
      else {
        const structural = frames[top + 2]!;
        frames[top + 2] = structural + 1;
        const aliasRow = frames[top + 3]!;
        if (aliasRow !== 0 && structural < maxAliasLength) alias = halves[aliasRow + structural]!;
        field = layout.fieldOf(frames[top + 4]!, structural);
      }
    }
    return {
      kind: this.#kind.slice(0, count),
      start: this.#start.slice(0, count),
      end: this.#end.slice(0, count),
      after: this.#after.slice(0, count),
      field: this.#field.slice(0, count),
      flags: this.#flags.slice(0, count),
    };
  }

  #growFrames(): Int32Array {
    const larger = new Int32Array(this.#frames.length * 2);
    larger.set(this.#frames);
    this.#frames = larger;
    return larger;
  }

  #grow(): void {
    this.#room *= 2;
    const larger = <T extends Uint8Array | Uint16Array | Uint32Array>(made: T, old: T): T => {
      made.set(old);
      return made;
    };
    this.#kind = larger(new Uint16Array(this.#room), this.#kind);
    this.#start = larger(new Uint32Array(this.#room), this.#start);
    this.#end = larger(new Uint32Array(this.#room), this.#end);
    this.#after = larger(new Uint32Array(this.#room), this.#after);
    this.#field = larger(new Uint8Array(this.#room), this.#field);
    this.#flags = larger(new Uint8Array(this.#room), this.#flags);
  }
}

const frameSize = 7;

/** `ts_builtin_sym_error_repeat` and `ts_builtin_sym_error`. */
const errorSymbol = 0xfffe;

interface LanguageLayout {
  aliasSequences: number;
  maxAliasLength: number;
  publicSymbols: number;
  metadata: number;
  fieldOf(production: number, structural: number): number;
}

function readLanguage(memory: WasmMemory, address: number): LanguageLayout {
  const words = new Uint32Array(memory.buffer);
  const halves = new Uint16Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const word = (offset: number) => words[(address + offset) >> 2]!;
  const slices = word(64);
  const entries = word(68);
  const fieldCount = word(32);
  const rows: (Uint8Array | null)[] = [];
  for (let production = 0; production < word(28); production += 1) {
    const slice = (slices >> 1) + production * 2;
    const index = fieldCount === 0 ? 0 : halves[slice]!;
    const length = fieldCount === 0 ? 0 : halves[slice + 1]!;
    let row: Uint8Array | null = null;
    for (let at = entries + index * 4; at < entries + (index + length) * 4; at += 4) {
      const child = bytes[at + 2]!;
      const isInherited = bytes[at + 3] !== 0;
      if (isInherited) continue;
      row ??= new Uint8Array(256);
      if (row[child] === 0) row[child] = halves[at >> 1]!;
    }
    rows.push(row);
  }
  return {
    maxAliasLength: word(36) & 0xffff,
    metadata: word(72),
    publicSymbols: word(76),
    aliasSequences: word(84),
    fieldOf: (production, structural) => rows[production]?.[structural] ?? 0,
  };
}
